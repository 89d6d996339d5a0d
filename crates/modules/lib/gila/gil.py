"""The Global Interpreter Lock, to be looked at and changed while the program runs.

policies  the names of the ways to decide who gets the lock
policy    the one that is in force; another name may be assigned at any time:

    import gila.gil
    gila.gil.policy = "fifo"

Threads that wait for the lock go on waiting under the new policy.

switch_point_sets  the names of the choices of where a thread can be made to give up the lock
switch_points      the one that is in force: CPython's of version "3.14" or "3.9", or "free"
"""

import _gila
import sys
import types

policies = _gila.policies()
switch_point_sets = _gila.switch_point_sets()


class _Lock(types.ModuleType):
    """A module with attributes that belong to the lock and not to the module."""

    @property
    def policy(self):
        return _gila.policy()

    @policy.setter
    def policy(self, name):
        _gila.set_policy(name)

    @property
    def switch_points(self):
        return _gila.switch_points()

    @switch_points.setter
    def switch_points(self, name):
        _gila.set_switch_points(name)

    def __dir__(self):
        return sorted([*self.__dict__, "policy", "switch_points"])


sys.modules[__name__].__class__ = _Lock

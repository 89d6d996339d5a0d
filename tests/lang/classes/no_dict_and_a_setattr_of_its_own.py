# Without a `__dict__` the message says so, unless the class sets or deletes attributes in its own way.
class Plain:
    __slots__ = ("used",)


class Setting:
    __slots__ = ("used",)

    def __setattr__(self, name, value):
        super().__setattr__(name, value)


class Deleting(dict):
    __slots__ = ("used",)

    def __delattr__(self, name):
        super().__delattr__(name)


for value in (Plain(), Setting(), Deleting()):
    for change in (lambda: setattr(value, "other", 1), lambda: object.__setattr__(value, "other", 1),
                   lambda: delattr(value, "other"), lambda: delattr(value, "used")):
        try:
            change()
        except AttributeError as error:
            print(type(value).__name__, error)

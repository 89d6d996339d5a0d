"""Where this Python keeps its things, and how it was configured.

Gila is one file with its library inside: nothing was written down when it was built, so the
variables are those that can be told without a Makefile; the others are unknown (None).
"""

import os
import sys

__all__ = ["get_config_var", "get_config_vars", "get_path", "get_path_names", "get_paths",
           "get_platform", "get_python_version", "get_scheme_names"]

_PATH_NAMES = ("stdlib", "platstdlib", "purelib", "platlib", "include", "scripts", "data")

_LIBRARY = "{implementation_lower}{py_version_short}{abi_thread}"
_HEADERS = "{implementation_lower}{py_version_short}{abiflags}"


def _installed(library_folder):
    """A scheme for all users, below the prefixes."""
    return {
        "stdlib": "{installed_base}/{platlibdir}/" + _LIBRARY,
        "platstdlib": "{platbase}/{platlibdir}/" + _LIBRARY,
        "purelib": "{base}/lib/" + _LIBRARY + library_folder,
        "platlib": "{platbase}/{platlibdir}/" + _LIBRARY + library_folder,
        "include": "{installed_base}/include/" + _HEADERS,
        "platinclude": "{installed_platbase}/include/" + _HEADERS,
        "scripts": "{base}/bin",
        "data": "{base}",
    }


def _home():
    """Everything below one folder, whatever the version."""
    library = "{base}/lib/{implementation_lower}"
    headers = "{installed_base}/include/{implementation_lower}"
    return {
        "stdlib": "{installed_base}/lib/{implementation_lower}", "platstdlib": library,
        "purelib": library, "platlib": library, "include": headers, "platinclude": headers,
        "scripts": "{base}/bin", "data": "{base}",
    }


def _user():
    """Below the folder of one user."""
    packages = "{userbase}/lib/" + _LIBRARY + "/site-packages"
    return {
        "stdlib": "{userbase}/{platlibdir}/" + _LIBRARY,
        "platstdlib": "{userbase}/{platlibdir}/" + _LIBRARY,
        "purelib": packages, "platlib": packages,
        "include": "{userbase}/include/" + _LIBRARY,
        "scripts": "{userbase}/bin", "data": "{userbase}",
    }


_SCHEMES = {
    "posix_home": _home(),
    "posix_prefix": _installed("/site-packages"),
    "posix_user": _user(),
    "posix_venv": _installed("/site-packages"),
    "venv": _installed("/site-packages"),
}

_PREFERRED = {"prefix": "posix_prefix", "home": "posix_home", "user": "posix_user"}

_variables = None


def get_scheme_names():
    """The names of the schemes, sorted."""
    return tuple(sorted(_SCHEMES))


def get_path_names():
    """The names of the paths that every scheme has."""
    return _PATH_NAMES


def get_default_scheme():
    return get_preferred_scheme("prefix")


def get_preferred_scheme(key):
    """The scheme for a kind of installation: "prefix", "home" or "user"."""
    if key == "prefix" and sys.prefix != sys.base_prefix:
        return "venv"
    return _PREFERRED[key]


def get_paths(scheme=get_default_scheme(), vars=None, expand=True):
    """The paths of a scheme; vars: values that its placeholders take instead of ours."""
    paths = _SCHEMES[scheme]
    if not expand:
        return paths
    values = dict(get_config_vars())
    values.update(vars or {})
    try:
        return {name: os.path.normpath(path.format(**values)) for name, path in paths.items()}
    except KeyError as unknown:
        raise AttributeError(str(unknown)) from None


def get_path(name, scheme=get_default_scheme(), vars=None, expand=True):
    return get_paths(scheme, vars, expand)[name]


def get_platform():
    """The system and the kind of processor: linux-x86_64."""
    system, _, _, _, machine = os.uname()
    return f"{system}-{machine}".lower().replace("/", "").replace(" ", "_")


def get_python_version():
    return "%d.%d" % sys.version_info[:2]


def is_python_build(check_home=None):
    """Whether this is run in the folder where it was built, as CPython may be: never."""
    return False


def _find_variables():
    short = get_python_version()
    user = os.environ.get("PYTHONUSERBASE") or os.path.expanduser("~/.local")
    return {
        "prefix": sys.prefix, "exec_prefix": sys.exec_prefix,
        "base": sys.prefix, "platbase": sys.exec_prefix,
        "installed_base": sys.base_prefix, "installed_platbase": sys.base_exec_prefix,
        "projectbase": os.path.dirname(sys.executable or ""), "platlibdir": sys.platlibdir,
        "userbase": user,
        "py_version": "%d.%d.%d" % sys.version_info[:3], "py_version_short": short,
        "py_version_nodot": short.replace(".", ""), "py_version_nodot_plat": "",
        "implementation": "Python", "implementation_lower": "python",
        "abiflags": sys.abiflags, "abi_thread": "",
        "Py_DEBUG": 0, "Py_ENABLE_SHARED": 0, "Py_GIL_DISABLED": 0,
        "SIZEOF_VOID_P": 8 if sys.maxsize > 2**32 else 4,
        "HAVE_FORK": int(hasattr(os, "fork")),
    }


def get_config_vars(*names):
    """All variables in a dict, or the values of those named in a list."""
    global _variables
    if _variables is None:
        _variables = _find_variables()
    return [_variables.get(name) for name in names] if names else _variables


def get_config_var(name):
    return get_config_vars().get(name)

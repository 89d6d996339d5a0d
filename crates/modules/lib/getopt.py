"""Options of the command line in the manner of C's getopt."""

import os

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    """An option that is not known, or its argument is missing: what (msg), which (opt)."""

    def __init__(self, msg, opt=""):
        self.msg, self.opt = msg, opt
        super().__init__(msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """(options with their values, the other words); options end at the first other word."""
    options = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith("-") and args[0] != "-":
        if args[0] == "--":
            args = args[1:]
            break
        args = _one(options, args, shortopts, longopts)
    return options, args


def gnu_getopt(args, shortopts, longopts=[]):
    """As getopt(), but options may stand behind other words."""
    options, others = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    in_order = shortopts.startswith("-")
    if in_order:
        shortopts = shortopts[1:]
    if shortopts.startswith("+"):
        shortopts, stops = shortopts[1:], True
    else:
        stops = bool(os.environ.get("POSIXLY_CORRECT"))
    while args:
        if args[0] == "--":
            others += args[1:]
            break
        if args[0].startswith("-") and args[0] != "-":
            if in_order and others:
                options.append((None, others))
                others = []
            args = _one(options, args, shortopts, longopts)
        elif stops:
            others += args
            break
        else:
            others.append(args[0])
            args = args[1:]
    return options, others


def _one(options, args, shortopts, longopts):
    """Reads the options in the first word, and their argument perhaps from the next; gives what is left."""
    if args[0].startswith("--"):
        return _long(options, args[0][2:], longopts, args[1:])
    return _short(options, args[0][1:], shortopts, args[1:])


def _long(options, option, longopts, args):
    option, separator, value = option.partition("=")
    known = [name for name in longopts if name.startswith(option)]
    if not known:
        raise GetoptError(f"option --{option} not recognized", option)
    for exact, takes in (option, False), (option + "?", "?"), (option + "=?", "?"), (option + "=", True):
        if exact in known:
            name = option
            break
    else:
        if len(known) > 1:
            raise GetoptError(f"option --{option} not a unique prefix; possible options: {', '.join(known)}", option)
        name = known[0]
        takes = "?" if name.endswith("=?") else name.endswith("=")
        name = name.removesuffix("?").removesuffix("=")
    if takes is True and not separator:
        if not args:
            raise GetoptError(f"option --{name} requires argument", name)
        value, *args = args
    elif separator and not takes:
        raise GetoptError(f"option --{name} must not have an argument", name)
    options.append(("--" + name, value))
    return args


def _short(options, letters, shortopts, args):
    while letters:
        letter, letters = letters[0], letters[1:]
        at = shortopts.find(letter) if letter != ":" else -1
        if at < 0:
            raise GetoptError(f"option -{letter} not recognized", letter)
        value = ""
        if shortopts.startswith("::", at + 1):
            value, letters = letters, ""
        elif shortopts.startswith(":", at + 1):
            if not letters:
                if not args:
                    raise GetoptError(f"option -{letter} requires argument", letter)
                letters, *args = args
            value, letters = letters, ""
        options.append(("-" + letter, value))
    return args

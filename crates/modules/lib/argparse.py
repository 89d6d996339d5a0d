"""The command line: options and arguments, errors and help.

A parser holds actions, one for each argument. Parsing marks each word of the command line as an option (O) or an
argument (A); what an action takes of the words behind it is then a matter of a small regular expression.
"""

import os as _os
import re as _re
import sys as _sys

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
           "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "MetavarTypeHelpFormatter",
           "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE"]

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."


class ArgumentError(Exception):
    """An argument that is wrong."""

    def __init__(self, argument, message):
        self.argument_name = _name_of(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    """For functions that convert arguments: its text is the error's."""


def _name_of(action):
    if action is None:
        return None
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar if isinstance(action.metavar, str) else action.metavar[0]
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return "{" + ",".join(map(str, action.choices)) + "}"
    return None


class _Shown:
    """Objects whose repr shows their attributes."""

    def __repr__(self):
        parts = [repr(arg) for arg in self._get_args()]
        unusual = {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                parts.append(f"{name}={value!r}")
            else:
                unusual[name] = value
        if unusual:
            parts.append(f"**{unusual!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def _get_kwargs(self):
        return list(self.__dict__.items())

    def _get_args(self):
        return []


class Namespace(_Shown):
    """What was parsed, as attributes."""

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__


class Action(_Shown):
    """What an argument does."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False,
                 help=None, metavar=None, deprecated=False):
        self.option_strings = option_strings
        self.dest, self.nargs, self.const, self.default = dest, nargs, const, default
        self.type, self.choices, self.required = type, choices, required
        self.help, self.metavar, self.deprecated = help, metavar, deprecated

    def _get_kwargs(self):
        names = ("option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar", "deprecated")
        return [(name, getattr(self, name)) for name in names]

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as store true "
                             "or store const may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError(f"nargs must be {OPTIONAL!r} to supply const")
        super().__init__(option_strings, dest, nargs, const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None, deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, deprecated=deprecated)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, deprecated=deprecated)


class _Append(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            raise ValueError("nargs for append actions must be != 0; if arg strings are not supplying the value to append, "
                             "the append const action may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError(f"nargs must be {OPTIONAL!r} to supply const")
        super().__init__(option_strings, dest, nargs, const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        # The default is not changed: others may share it.
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), values])


class _Extend(_Append):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])


class _AppendConst(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), self.const])


class _Count(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, help=help or "show program's version number and exit",
                         deprecated=deprecated)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        formatter = parser._get_formatter()
        formatter.add_text(self.version if self.version is not None else parser.version)
        parser._print_message(formatter.format_help(), _sys.stdout)
        parser.exit()


class BooleanOptionalAction(Action):
    """--flag and --no-flag."""

    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith("--"):
                if name.startswith("--no-"):
                    raise ValueError(f"invalid option name {name!r} for BooleanOptionalAction")
                names.append("--no-" + name[2:])
        super().__init__(names, dest, 0, None, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _SubParsers(Action):
    class _Choice(Action):
        """How a command is shown in the help."""

        def __init__(self, name, aliases, help):
            shown = f"{name} ({', '.join(aliases)})" if aliases else name
            super().__init__([], name, help=help, metavar=shown)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map, self._choices_actions = {}, []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, deprecated=False, **kwargs):
        """The parser of a command."""
        if kwargs.get("prog") is None:
            kwargs["prog"] = f"{self._prog_prefix} {name}"
        aliases = kwargs.pop("aliases", ())
        for known in name, *aliases:
            if known in self._name_parser_map:
                raise ValueError(f"conflicting subparser{' alias' if known != name else ''}: {known}")
        if "help" in kwargs:
            self._choices_actions.append(self._Choice(name, aliases, kwargs.pop("help")))
        parser = self._parser_class(**kwargs)
        for known in name, *aliases:
            self._name_parser_map[known] = parser
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, *words = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        inner, extras = self._name_parser_map[name].parse_known_args(words, None)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if extras:
            vars(namespace).setdefault("_unrecognized_args", []).extend(extras)


class FileType:
    """Converts names to open files; - is a standard stream."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, name):
        if name == "-":
            stream = _sys.stdin if "r" in self._mode else _sys.stdout
            return stream.buffer if "b" in self._mode else stream
        try:
            return open(name, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{name}': {error}")


class HelpFormatter:
    """Lays out the help."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            import shutil

            width = shutil.get_terminal_size().columns - 2
        self._prog, self._width, self._indent_increment = prog, width, indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._indent, self._action_width = 0, 0
        self._parts = [[]]

    def start_section(self, heading):
        self._indent += self._indent_increment
        self._parts.append([heading])

    def end_section(self):
        heading, *parts = self._parts.pop()
        self._indent -= self._indent_increment
        indent = self._indent

        def section():
            body = "".join(part() for part in parts)
            if not body:
                return ""
            head = f"{' ' * indent}{heading}:\n" if heading not in (None, SUPPRESS) else ""
            return f"\n{head}{body}\n"

        self._parts[-1].append(section)

    def add_text(self, text):
        if text is SUPPRESS or text is None:
            return
        indent = self._indent
        self._parts[-1].append(lambda: self._format_text(text, indent))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._parts[-1].append(lambda: self._format_usage(usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        self.add_arguments_shown(action, self._indent)

    def add_arguments_shown(self, action, indent):
        self._action_width = max(self._action_width, len(self._invocation(action)) + indent)
        self._parts[-1].append(lambda: self._format_action(action, indent))
        for inner in getattr(action, "_get_subactions", list)():
            self.add_arguments_shown(inner, indent + self._indent_increment)

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = "".join(part() for part in self._parts[0])
        if not text:
            return ""
        return _re.sub(r"\n\n\n+", "\n\n", text).strip("\n") + "\n"

    def _format_text(self, text, indent):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        return self._fill_text(text, max(self._width - indent, 11), " " * indent) + "\n\n"

    def _fill_text(self, text, width, indent):
        import textwrap

        return textwrap.fill(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _split_lines(self, text, width):
        import textwrap

        return textwrap.wrap(" ".join(text.split()), width)

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest

    def _get_help_string(self, action):
        return action.help

    def _metavars(self, action, default, count):
        if action.metavar is not None:
            name = action.metavar
        elif action.choices is not None:
            name = "{" + ",".join(map(str, action.choices)) + "}"
        else:
            name = default
        return name if isinstance(name, tuple) else (name,) * count

    def _format_args(self, action, default):
        nargs = action.nargs
        name = lambda count: self._metavars(action, default, count)
        if nargs is None:
            return "%s" % name(1)
        if nargs == OPTIONAL:
            return "[%s]" % name(1)
        if nargs == ZERO_OR_MORE:
            names = name(1)
            return "[%s [%s ...]]" % names if len(names) == 2 else "[%s ...]" % names
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % name(2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % name(1)
        if nargs == SUPPRESS:
            return ""
        return " ".join(name(nargs))

    def _invocation(self, action):
        if not action.option_strings:
            return " ".join(self._metavars(action, self._get_default_metavar_for_positional(action), 1))
        text = ", ".join(action.option_strings)
        if action.nargs == 0:
            return text
        return f"{text} {self._format_args(action, self._get_default_metavar_for_optional(action))}"

    def _expand_help(self, action):
        text = self._get_help_string(action)
        if "%" not in text:
            return text
        values = dict(vars(action), prog=self._prog)
        for name, value in list(values.items()):
            if value is SUPPRESS:
                del values[name]
            elif hasattr(value, "__name__"):
                values[name] = value.__name__
        if values.get("choices") is not None:
            values["choices"] = ", ".join(map(str, values["choices"]))
        return text % values

    def _format_action(self, action, indent):
        position = min(self._action_width + 2, self._max_help_position)
        width = max(self._width - position, 11)
        room = position - indent - 2
        head = self._invocation(action)
        if not action.help or not action.help.strip():
            return " " * indent + head + "\n"
        lines = self._split_lines(self._expand_help(action), width)
        if len(head) <= room:
            first = " " * indent + head.ljust(room) + "  " + lines.pop(0) + "\n" if lines else " " * indent + head + "\n"
        else:
            first = " " * indent + head + "\n"
        return first + "".join(" " * position + line + "\n" for line in lines)

    def _usage_part(self, action, in_group):
        if action.help is SUPPRESS:
            return None
        if not action.option_strings:
            text = self._format_args(action, self._get_default_metavar_for_positional(action))
            return text[1:-1] if in_group and text.startswith("[") and text.endswith("]") else text
        if action.nargs == 0:
            text = action.format_usage()
        else:
            text = f"{action.option_strings[0]} {self._format_args(action, self._get_default_metavar_for_optional(action))}"
        return text if action.required or in_group else f"[{text}]"

    def _usage_parts(self, actions, groups):
        parts, number = [], 0
        while number < len(actions):
            action = actions[number]
            group = next((g for g in groups if g._group_actions and g._group_actions[0] is action
                          and actions[number : number + len(g._group_actions)] == g._group_actions), None)
            if group is None:
                part = self._usage_part(action, False)
                if part:
                    parts.append(part)
                number += 1
                continue
            inside = [part for part in (self._usage_part(member, True) for member in group._group_actions) if part]
            if inside:
                text = " | ".join(inside)
                if not group.required:
                    parts.append(f"[{text}]")
                else:
                    parts.append(f"({text})" if len(inside) > 1 else text)
            number += len(group._group_actions)
        return parts

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = "usage: " if prefix is None else prefix
        if usage is not None:
            return f"{prefix}{usage % {'prog': self._prog}}\n\n"
        prog = str(self._prog)
        options = self._usage_parts([a for a in actions if a.option_strings], groups)
        positionals = self._usage_parts([a for a in actions if not a.option_strings], groups)
        text = " ".join([prog, *options, *positionals])
        width = max(self._width - self._indent, 11)
        if len(prefix) + len(text) <= width:
            return f"{prefix}{text}\n\n"

        def lines_of(parts, indent, start):
            lines, line, length = [], [], start
            for part in parts:
                if line and length + 1 + len(part) > width:
                    lines.append(indent + " ".join(line))
                    line, length = [], len(indent) - 1
                line.append(part)
                length += len(part) + 1
            if line:
                lines.append(indent + " ".join(line))
            return lines

        if len(prefix) + len(prog) <= 0.75 * width:
            indent = " " * (len(prefix) + len(prog) + 1)
            lines = lines_of([prog, *(options or positionals)], indent, len(prefix) - 1)
            lines[0] = lines[0][len(indent):]
            if options:
                lines += lines_of(positionals, indent, len(indent) - 1)
        else:
            indent = " " * len(prefix)
            lines = lines_of(options + positionals, indent, len(indent) - 1)
            if len(lines) > 1:
                lines = lines_of(options, indent, len(indent) - 1) + lines_of(positionals, indent, len(indent) - 1)
            lines = [prog] + lines
        return prefix + "\n".join(lines) + "\n\n"


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves descriptions and help as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the defaults to the help."""

    def _get_help_string(self, action):
        text = action.help or ""
        if "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows an argument's type as its name."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional


_ACTIONS = {None: _Store, "store": _Store, "store_const": _StoreConst, "store_true": _StoreTrue, "store_false": _StoreFalse,
            "append": _Append, "append_const": _AppendConst, "extend": _Extend, "count": _Count, "help": _Help,
            "version": _Version, "parsers": _SubParsers}


class _Container:
    """What arguments can be added to: a parser or a group."""

    def _top(self):
        return self

    def set_defaults(self, **kwargs):
        """Values for attributes, whether there is an argument for them or not."""
        top = self._top()
        top._defaults.update(kwargs)
        for action in top._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        """The default of an attribute."""
        top = self._top()
        for action in top._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return top._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        """Add an argument: a name, or options that begin with a dash."""
        top = self._top()
        if not args or len(args) == 1 and args[0][0] not in top.prefix_chars:
            if args and "dest" in kwargs:
                raise TypeError("dest supplied twice for positional argument, did you mean metavar?")
            kwargs = self._positional(*args, **kwargs)
        else:
            kwargs = self._optional(*args, **kwargs)
        if "default" not in kwargs:
            dest = kwargs["dest"]
            if dest in top._defaults:
                kwargs["default"] = top._defaults[dest]
            elif top.argument_default is not None:
                kwargs["default"] = top.argument_default
        name = kwargs.pop("action", None)
        cls = _ACTIONS.get(name, name) if isinstance(name, (str, type(None))) else name
        if not callable(cls):
            raise ValueError(f"unknown action {name!r}")
        action = cls(**kwargs)
        convert = top._registered_types.get(action.type, action.type)
        if convert is not None and not callable(convert):
            raise TypeError(f"{convert!r} is not callable")
        if convert is FileType:
            raise TypeError(f"{convert!r} is a FileType class object, instance of it must be passed")
        try:
            top._get_formatter()._format_args(action, "x")
        except TypeError:
            raise ValueError("length of metavar tuple does not match nargs")
        return self._add_action(action)

    def _positional(self, dest=None, **kwargs):
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get("nargs")
        kwargs["required"] = nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0)
        if nargs == 0:
            raise ValueError("nargs for positionals must be != 0")
        return dict(kwargs, dest=kwargs.pop("dest", dest) if dest is None else dest, option_strings=[])

    def _optional(self, *args, **kwargs):
        top = self._top()
        for name in args:
            if name[0] not in top.prefix_chars:
                raise ValueError(f"invalid option string {name!r}: must start with a character {top.prefix_chars!r}")
        dest = kwargs.pop("dest", None)
        if dest is None:
            long = [name for name in args if len(name) > 1 and name[1] in top.prefix_chars]
            first = (long or args)[0]
            dest = first.lstrip(top.prefix_chars)
            if not dest:
                raise TypeError(f"dest= is required for options like {first!r}")
            dest = dest.replace("-", "_")
        return dict(kwargs, dest=dest, option_strings=list(args))

    def _add_action(self, action):
        top = self._top()
        conflicts = [(name, top._option_string_actions[name]) for name in action.option_strings if name in top._option_string_actions]
        if conflicts:
            if top.conflict_handler == "resolve":
                for name, other in conflicts:
                    other.option_strings.remove(name)
                    del top._option_string_actions[name]
                    if not other.option_strings:
                        top._actions.remove(other)
                        for group in top._action_groups:
                            if other in group._group_actions:
                                group._group_actions.remove(other)
            else:
                names = ", ".join(name for name, _ in conflicts)
                raise ArgumentError(action, f"conflicting option string{'s' if len(conflicts) > 1 else ''}: {names}")
        top._actions.append(action)
        for name in action.option_strings:
            top._option_string_actions[name] = action
        self._grouped(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        """A group of which only one argument may be given."""
        group = _MutuallyExclusiveGroup(self, required)
        self._top()._mutually_exclusive_groups.append(group)
        return group


class _ArgumentGroup(_Container):
    """Arguments that stand together in the help."""

    def __init__(self, container, title=None, description=None):
        self._container = container
        self.title, self.description = title, description
        self._group_actions = []

    def _top(self):
        return self._container._top()

    def _grouped(self, action):
        self._group_actions.append(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required):
        super().__init__(container)
        self.required = required

    def _grouped(self, action):
        if action.required:
            self._top()._actions.remove(action)
            raise ValueError("mutually exclusive arguments must be optional")
        self._container._grouped(action)
        self._group_actions.append(action)


class ArgumentParser(_Shown, _Container):
    """Knows the arguments of a program, reads them, and explains them."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True,
                 allow_abbrev=True, exit_on_error=True, *, suggest_on_error=False, color=True):
        if prog is None:
            prog = _os.path.basename(_sys.argv[0])
        self.prog, self.usage, self.description, self.epilog = prog, usage, description, epilog
        self.formatter_class, self.prefix_chars, self.fromfile_prefix_chars = formatter_class, prefix_chars, fromfile_prefix_chars
        self.argument_default, self.conflict_handler, self.add_help = argument_default, conflict_handler, add_help
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self.suggest_on_error, self.color = suggest_on_error, color
        self._actions, self._option_string_actions, self._defaults = [], {}, {}
        self._action_groups, self._mutually_exclusive_groups = [], []
        self._registered_types = {}
        self._subparsers = None
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        dash = "-" if "-" in prefix_chars else prefix_chars[0]
        if add_help:
            self.add_argument(dash + "h", dash * 2 + "help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            self._adopt(parent)

    def _get_kwargs(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        return [(name, getattr(self, name)) for name in names]

    def _adopt(self, parent):
        for group in parent._action_groups:
            mine = next((g for g in self._action_groups if g.title == group.title), None)
            if mine is None:
                mine = self.add_argument_group(group.title, group.description)
            for action in group._group_actions:
                mine._add_action(action)
        for group in parent._mutually_exclusive_groups:
            mine = _MutuallyExclusiveGroup(self, group.required)
            mine._group_actions = group._group_actions
            self._mutually_exclusive_groups.append(mine)
        self._defaults.update(parent._defaults)

    def register(self, registry_name, value, object):
        """Give a type or an action a name."""
        (self._registered_types if registry_name == "type" else _ACTIONS)[value] = object

    def _grouped(self, action):
        (self._optionals if action.option_strings else self._positionals)._group_actions.append(action)

    def add_argument_group(self, title=None, description=None, **kwargs):
        """Arguments that stand together in the help."""
        group = _ArgumentGroup(self, title, description)
        self._action_groups.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, dest=SUPPRESS, required=False, help=None, metavar=None,
                       parser_class=None, action=None):
        """Commands, each with a parser of its own."""
        if self._subparsers is not None:
            raise ValueError("cannot have multiple subparser arguments")
        group = self._positionals
        if title is not None or description is not None:
            group = self.add_argument_group(title or "subcommands", description)
        self._subparsers = group
        if prog is None:
            formatter = self._get_formatter()
            before = [a for a in self._actions if not a.option_strings]
            formatter.add_usage(self.usage, before, self._mutually_exclusive_groups, "")
            prog = formatter.format_help().strip()
        made = (action or _SubParsers)([], prog=prog, parser_class=parser_class or type(self), dest=dest, required=required,
                                       help=help, metavar=metavar)
        return group._add_action(made)

    # Reading.

    def parse_args(self, args=None, namespace=None):
        """The arguments as a Namespace; what is not known is an error."""
        namespace, extras = self.parse_known_args(args, namespace)
        if extras:
            message = "unrecognized arguments: " + " ".join(extras)
            if self.exit_on_error:
                self.error(message)
            raise ArgumentError(None, message)
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        """The arguments as a Namespace, and the words that are not known."""
        words = list(_sys.argv[1:] if args is None else args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if self.fromfile_prefix_chars is not None:
            words = self._read_files(words)
        if not self.exit_on_error:
            extras = _Reading(self, words, namespace).run()
        else:
            try:
                extras = _Reading(self, words, namespace).run()
            except ArgumentError as error:
                self.error(str(error))
        extras += vars(namespace).pop("_unrecognized_args", [])
        return namespace, extras

    def _read_files(self, words):
        found = []
        for word in words:
            if not word or word[0] not in self.fromfile_prefix_chars:
                found.append(word)
                continue
            try:
                with open(word[1:], encoding=_sys.getfilesystemencoding()) as file:
                    inside = [part for line in file.read().splitlines() for part in self.convert_arg_line_to_args(line)]
            except OSError as error:
                raise ArgumentError(None, str(error))
            found += self._read_files(inside)
        return found

    def convert_arg_line_to_args(self, arg_line):
        """The words of a line in a file of arguments."""
        return [arg_line]

    # Showing.

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        """The usage."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        """The help."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        """Print the usage."""
        self._print_message(self.format_usage(), file or _sys.stdout)

    def print_help(self, file=None):
        """Print the help."""
        self._print_message(self.format_help(), file or _sys.stdout)

    def _print_message(self, message, file=None):
        if message:
            try:
                (file or _sys.stderr).write(message)
            except (AttributeError, OSError):
                pass

    def exit(self, status=0, message=None):
        """End the program."""
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        """Print the usage and what is wrong, and end the program with status 2."""
        self.print_usage(_sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


_negative_number = _re.compile(r"-\.?\d").match


class _Reading:
    """One command line being read."""

    def __init__(self, parser, words, namespace):
        self.parser, self.words, self.namespace = parser, words, namespace
        self.extras = []
        self.seen, self.seen_with_value = set(), set()
        self.positionals = [action for action in parser._actions if not action.option_strings]
        self.options, self.marks = {}, ""
        for number, word in enumerate(words):
            if word == "--":
                self.marks += "-" + "A" * (len(words) - number - 1)
                break
            found = self.option_of(word)
            if found is not None:
                self.options[number] = found
            self.marks += "A" if found is None else "O"

    def option_of(self, word):
        """[(action, option, separator, value)] if a word looks like an option, else None."""
        parser = self.parser
        if not word or word[0] not in parser.prefix_chars:
            return None
        known = parser._option_string_actions
        if word in known:
            return [(known[word], word, None, None)]
        if len(word) == 1:
            return None
        option, separator, value = word.partition("=")
        if separator and option in known:
            return [(known[option], option, separator, value)]
        found = self.abbreviated(word)
        if found:
            return found
        looks_negative = any(_negative_number(name) for name in known)
        if _negative_number(word) and not looks_negative or " " in word:
            return None
        return [(None, word, None, None)]

    def abbreviated(self, word):
        known, prefixes = self.parser._option_string_actions, self.parser.prefix_chars
        if word[1] in prefixes:
            if not self.parser.allow_abbrev:
                return []
            option, separator, value = word.partition("=")
            return [(known[name], name, separator or None, value if separator else None) for name in known if name.startswith(option)]
        option, separator, value = word.partition("=")
        short = word[:2]
        found = []
        for name in known:
            if name == short:
                found.append((known[name], name, "", word[2:]))
            elif self.parser.allow_abbrev and name.startswith(option):
                found.append((known[name], name, separator or None, value if separator else None))
        return found

    def run(self):
        at, last = 0, max(self.options, default=-1)
        while at <= last:
            upcoming = min(number for number in self.options if number >= at)
            if at < upcoming:
                after = self.take_positionals(at)
                if after > at:
                    # What is left of the options may have been taken as well.
                    self.options = {number: found for number, found in self.options.items() if number >= after}
                    last = max(self.options, default=-1)
                    at = after
                    continue
                self.extras += self.words[at:upcoming]
                at = upcoming
            at = self.take_option(at)
            last = max((number for number in self.options), default=-1)
        at = self.take_positionals(at)
        self.extras += self.words[at:]
        self.finish()
        return self.extras

    def pattern(self, action):
        nargs = action.nargs
        if nargs is None:
            text = "(-*A-*)"
        elif nargs == OPTIONAL:
            text = "(-*A?-*)"
        elif nargs == ZERO_OR_MORE:
            text = "(-*[A-]*)"
        elif nargs == ONE_OR_MORE:
            text = "(-*A[A-]*)"
        elif nargs == REMAINDER:
            text = "([AO-]*)"
        elif nargs == PARSER:
            text = "(-*A[AO-]*)"
        elif nargs == SUPPRESS:
            text = "(-*)"
        else:
            text = "(-*" + "-*".join("A" * nargs) + "-*)"
        return text.replace("-*", "").replace("-", "") if action.option_strings else text

    def take_positionals(self, at):
        marks = self.marks[at:]
        counts = []
        for number in range(len(self.positionals), 0, -1):
            match = _re.match("".join(self.pattern(action) for action in self.positionals[:number]), marks)
            if match:
                counts = [len(text) for text in match.groups()]
                if marks[match.end() : match.end() + 1] == "O":
                    # What takes nothing here may take something behind the option.
                    while counts and not counts[-1]:
                        counts.pop()
                break
        for action, count in zip(self.positionals, counts):
            words = self.words[at : at + count]
            if action.nargs == PARSER:
                if "-" in self.marks[at : at + count] and words[0] == "--":
                    words.remove("--")
            elif action.nargs != REMAINDER and "-" in self.marks[at : at + count]:
                words.remove("--")
            at += count
            self.act(action, words)
        self.positionals = self.positionals[len(counts) :]
        return at

    def take_option(self, at):
        found = self.options.pop(at)
        if len(found) > 1:
            names = ", ".join(option for _, option, _, _ in found)
            raise ArgumentError(None, f"ambiguous option: {self.words[at]} could match {names}")
        action, option, separator, value = found[0]
        jobs = []
        while True:
            if action is None:
                self.extras.append(self.words[at])
                return at + 1
            if value is None:
                start = at + 1
                match = _re.match(self.pattern(action) if action.nargs != 0 else "()", self.marks[start:])
                if match is None:
                    raise ArgumentError(action, self.missing(action))
                count = len(match[1])
                jobs.append((action, self.words[start : start + count], option))
                stop = start + count
                break
            takes = _re.match(self.pattern(action) if action.nargs != 0 else "()", "A")
            if takes is None:
                raise ArgumentError(action, self.missing(action))
            if takes and len(takes[1]) == 1:
                jobs.append((action, [value], option))
                stop = at + 1
                break
            if separator != "" or option[1] in self.parser.prefix_chars or not value:
                raise ArgumentError(action, f"ignored explicit argument {value!r}")
            # Short options in one word: the rest begins with the next one.
            jobs.append((action, [], option))
            option, rest = option[0] + value[0], value[1:]
            following = self.parser._option_string_actions.get(option)
            if following is None:
                raise ArgumentError(action, f"ignored explicit argument {value!r}")
            action, value = following, rest or None
            if value is not None and value[0] == "=":
                separator, value = "=", value[1:]
        for action, words, option in jobs:
            self.act(action, words, option)
        return stop

    def missing(self, action):
        messages = {None: "expected one argument", OPTIONAL: "expected at most one argument", ONE_OR_MORE: "expected at least one argument"}
        if action.nargs in messages:
            return messages[action.nargs]
        return f"expected {action.nargs} argument{'' if action.nargs == 1 else 's'}"

    def act(self, action, words, option=None):
        self.seen.add(action)
        values = self.values(action, words)
        if values is not action.default or action.option_strings or words:
            self.seen_with_value.add(action)
            for group in self.parser._mutually_exclusive_groups:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and other in self.seen_with_value:
                            raise ArgumentError(action, f"not allowed with argument {_name_of(other)}")
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def values(self, action, words):
        nargs = action.nargs
        if not words and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str) and value is not SUPPRESS:
                value = self.converted(action, value)
            return value
        if not words and nargs == ZERO_OR_MORE and not action.option_strings:
            return [] if action.default is None else action.default
        if len(words) == 1 and nargs in (None, OPTIONAL):
            return self.checked(action, self.converted(action, words[0]))
        if nargs == REMAINDER:
            return [self.converted(action, word) for word in words]
        if nargs == PARSER:
            values = [self.converted(action, word) for word in words]
            self.checked(action, values[0])
            return values
        if nargs == SUPPRESS:
            return SUPPRESS
        return [self.checked(action, self.converted(action, word)) for word in words]

    def converted(self, action, word):
        convert = self.parser._registered_types.get(action.type, action.type)
        if convert is None:
            return word
        try:
            return convert(word)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            name = getattr(convert, "__name__", repr(convert))
            raise ArgumentError(action, f"invalid {name} value: {word!r}")

    def checked(self, action, value):
        choices = action.choices
        if choices is not None and value not in (iter(choices) if isinstance(choices, str) else choices):
            shown = ", ".join(repr(str(choice)) for choice in choices)
            raise ArgumentError(action, f"invalid choice: {str(value)!r} (choose from {shown})")
        return value

    def finish(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_name_of(action))
            elif isinstance(action.default, str) and getattr(self.namespace, action.dest, None) is action.default:
                setattr(self.namespace, action.dest, self.converted(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in self.parser._mutually_exclusive_groups:
            if group.required and not any(action in self.seen_with_value for action in group._group_actions):
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")

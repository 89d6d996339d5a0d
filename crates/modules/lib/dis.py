"""The bytecode of a function or a piece of code, as text and as data.

`_dis` takes code apart; its instructions are Gila's, not CPython's. `gila dis` shows a
whole script, at each stage of compilation.
"""

import _dis
import sys
from collections import namedtuple

__all__ = ["code_info", "dis", "disassemble", "get_instructions", "Bytecode", "Instruction",
           "show_code"]

Instruction = namedtuple(
    "Instruction", "opname, opcode, arg, argval, argrepr, offset, starts_line, line_number, "
    "is_jump_target")
Instruction.__doc__ = "One instruction: its name and operands, and the source line it is for."


def _code_of(x):
    """The code object of a function, method, generator, class method or text."""
    for name in ("__func__", "__code__", "gi_code"):
        x = getattr(x, name, x)
    if isinstance(x, str):
        return compile(x, "<disassembly>", "exec")
    if not hasattr(x, "co_code"):
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")
    return x


def get_instructions(x, *, first_line=None):
    """The instructions of something that has code, one by one."""
    code = _code_of(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    for fields in _dis.instructions(code):
        instruction = Instruction(*fields)
        if shift and instruction.line_number is not None:
            instruction = instruction._replace(line_number=instruction.line_number + shift)
        yield instruction


def _inner_code(code):
    return [const for const in code.co_consts if hasattr(const, "co_code")]


def disassemble(co, lasti=-1, *, file=None):
    """Print the instructions of a code object; an arrow marks the one at `lasti`."""
    file = sys.stdout if file is None else file
    previous = None
    for instruction in get_instructions(co):
        line = ""
        if instruction.starts_line:
            if previous is not None:
                print(file=file)
            line = "--" if instruction.line_number is None else str(instruction.line_number)
        previous = instruction
        arrow = "-->" if instruction.offset == lasti else "   "
        target = ">>" if instruction.is_jump_target else "  "
        shown = "" if instruction.argrepr is None else instruction.argrepr
        print(f"{line:>4} {arrow} {target} {instruction.opname:<28} {shown}".rstrip(), file=file)


def dis(x=None, *, file=None, depth=None):
    """Print the instructions of a function, class, module, text, or the last traceback."""
    if x is None:
        tb = sys.last_exc.__traceback__
        while tb.tb_next:
            tb = tb.tb_next
        disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)
        return
    if isinstance(x, type) or hasattr(x, "__dict__") and hasattr(x, "__spec__"):
        for name, value in sorted(vars(x).items()):
            if hasattr(value, "__code__") or hasattr(value, "__func__"):
                print(f"Disassembly of {name}:", file=file)
                dis(value, file=file, depth=depth)
                print(file=file)
        return
    code = _code_of(x)
    disassemble(code, file=file)
    if depth is None or depth > 0:
        for inner in _inner_code(code):
            print(file=file)
            print(f"Disassembly of {inner!r}:", file=file)
            dis(inner, file=file, depth=None if depth is None else depth - 1)


class Bytecode:
    """The instructions of something that has code: iterate over it, or print dis()."""

    def __init__(self, x, *, first_line=None):
        self.codeobj = _code_of(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self._original = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"{type(self).__name__}({self._original!r})"

    def info(self):
        """What is known about the code."""
        return code_info(self.codeobj)

    def dis(self):
        """The text that dis() prints."""
        import io
        with io.StringIO() as text:
            disassemble(self.codeobj, file=text)
            return text.getvalue()


def code_info(x):
    """What is known about a code object: name, arguments, constants, names."""
    code = _code_of(x)
    lines = [
        f"Name:              {code.co_name}",
        f"Filename:          {code.co_filename}",
        f"Argument count:    {code.co_argcount}",
        f"Positional-only arguments: {code.co_posonlyargcount}",
        f"Kw-only arguments: {code.co_kwonlyargcount}",
        f"Number of locals:  {code.co_nlocals}",
        f"Stack size:        {code.co_stacksize}",
    ]
    for title, values in (("Constants", code.co_consts), ("Names", code.co_names),
                          ("Variable names", code.co_varnames),
                          ("Free variables", code.co_freevars),
                          ("Cell variables", code.co_cellvars)):
        if values:
            lines.append(f"{title}:")
            lines += [f"{i:>4}: {value if title != 'Constants' else repr(value)}"
                      for i, value in enumerate(values)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print code_info()."""
    print(code_info(co), file=file)

# A variable's value, its defaults, and tokens that undo a set() once.
from contextvars import Context, ContextVar, Token, copy_context


def attempt(text, **names):
    try:
        print(text, "->", repr(eval(text, globals(), names)))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)


v = ContextVar("v")
w = ContextVar("w", default=5)
attempt("v.get()")
attempt("v.get(1)")
attempt("w.get()")
attempt("w.get(9)")
token = w.set(1)
attempt("w.get()")
attempt("token")
attempt("token.var is w, token.old_value is Token.MISSING")
attempt("v.reset(token)")
w.reset(token)
attempt("w.get()")
attempt("token")
attempt("w.reset(token)")
with w.set(77) as token:
    print(w.get(), token.var is w)
attempt("w.get()")
attempt("token.__exit__(None, None, None)")
attempt("token.__exit__(1)")
outer = v.set("outer")
inner = v.set("inner")
attempt("inner.old_value, outer.old_value")
v.reset(inner)
attempt("v.get()")
context = Context()
elsewhere = context.run(v.set, 3)
attempt("v.reset(elsewhere)")
for text in [
    "ContextVar()", "ContextVar(1)", "ContextVar('a', 1)", "ContextVar('a', foo=1)", "ContextVar(name='x')",
    "ContextVar('a', default=1).get()", "ContextVar('n').name", "v.get(1, 2)", "v.get(default=3)", "v.set()",
    "v.set(1, 2)", "v.set(value=1)", "v.reset()", "v.reset(1)", "Token()", "Token.MISSING", "type(Token.MISSING)()",
    "v == v, v == w, hash(v) == hash(v)", "token == token", "hash(token)", "ContextVar[int]", "Token[int]",
    "setattr(v, 'name', 1)", "setattr(v, 'x', 1)", "type('A', (ContextVar,), {})", "type('A', (Token,), {})",
    "v", "w",
]:
    attempt(text)

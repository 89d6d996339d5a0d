def tokenize(text):
    return text.replace("(", " ( ").replace(")", " ) ").split()


def parse(tokens):
    token = tokens.pop(0)
    if token == "(":
        out = []
        while tokens[0] != ")":
            out.append(parse(tokens))
        tokens.pop(0)
        return out
    try:
        return int(token)
    except ValueError:
        return token


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def __missing__(self, name):
        if self.outer is None:
            raise NameError(f"no {name}")
        return self.outer[name]


def evaluate(x, env):
    match_ = x[0] if isinstance(x, list) else None
    if isinstance(x, str):
        return env[x]
    if not isinstance(x, list):
        return x
    if match_ == "define":
        env[x[1]] = evaluate(x[2], env)
    elif match_ == "if":
        return evaluate(x[2] if evaluate(x[1], env) else x[3], env)
    elif match_ == "lambda":
        return lambda *args: evaluate(x[2], Env(x[1], args, env))
    else:
        f, *args = [evaluate(part, env) for part in x]
        return f(*args)


base = Env()
base.update({"+": lambda *a: sum(a), "*": lambda a, b: a * b, "-": lambda a, b: a - b, "<": lambda a, b: a < b, "list": lambda *a: list(a), "map": lambda f, xs: [f(x) for x in xs]})
for line in (
    "(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))", "(fact 20)",
    "(define adder (lambda (a) (lambda (b) (+ a b))))", "((adder 3) 4)",
    "(map fact (list 1 2 3 30))",
    "(define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))", "(fib 15)",
    "(nope 1)", "(5 5)",
):
    try:
        result = evaluate(parse(tokenize(line)), base)
        if result is not None:
            print(line, "->", result)
    except (NameError, TypeError) as e:
        print(line, "->", type(e).__name__, e)

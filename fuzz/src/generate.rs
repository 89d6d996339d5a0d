//! Small Python programs from a string of choices: terminating, and with an output that does not depend on
//! addresses, hashes or time. A mistake in a program (most have several) is caught by it and printed.

use arbitrary::Unstructured;

/// What every program begins with. `fuel` ends it, `limit` keeps values small, `show` prints them.
const PRELUDE: &str = "\
class Stop(BaseException): pass
fuel = 400
def tick():
    global fuel
    fuel -= 1
    if fuel < 0: raise Stop
def limit(x):
    if type(x) is int: return x if -10**30 < x < 10**30 else x % 1000003
    if isinstance(x, (str, list, tuple, bytes)) and len(x) > 12: x = x[:12]
    return x if len(repr(x)) < 200 else 0
def times(x, y):
    if not isinstance(x, (int, float)) and isinstance(y, int): y %= 4
    if not isinstance(y, (int, float)) and isinstance(x, int): x %= 4
    return x * y
def show(label, x): print(label, type(x).__name__, repr(x))
def caught(label, e):
    print(label, '!', type(e).__name__, e if not isinstance(e, RecursionError) else '')
class Box:
    made = 0
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Box.made += 1
    def __repr__(self): return f'Box({self.x!r}, {self.y!r})'
    def add(self, other): return limit(self.x + other)
    def set(self, x):
        old, self.x = self.x, limit(x)
        return old
    def __add__(self, other): return Box(limit(self.x + getattr(other, 'x', other)), self.y)
    def __eq__(self, other): return isinstance(other, Box) and self.x == other.x
    def __lt__(self, other): return self.x < other.x
    def __len__(self): return 3
    def __getitem__(self, key): return (self.x, self.y, key)[key]
    def __iter__(self):
        yield self.x
        yield self.y
    def __enter__(self): return self.x
    def __exit__(self, kind, value, tb):
        print('exit', kind and kind.__name__)
        return kind is ZeroDivisionError
    @property
    def both(self): return self.x, self.y
    @both.setter
    def both(self, pair): self.x, self.y = pair
class Sub(Box):
    def add(self, other): return super().add(other), 'sub'
    def __hash__(self): return 7
";

const NAMES: &[&str] = &["a", "b", "c", "d", "e"];
const LITERALS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "7",
    "255",
    "-3",
    "9223372036854775807",
    "-9223372036854775808",
    "4611686018427387904",
    "10**20",
    "0.5",
    "-0.0",
    "1e16",
    "3.14",
    "float('inf')",
    "True",
    "False",
    "None",
    "''",
    "'abc'",
    "'é€🦎'",
    "'Hello, World'",
    "b'xyz'",
    "()",
    "(1, 2, 3)",
    "[]",
    "[3, 1, 2]",
    "['x', 'y']",
    "{}",
    "{'k': 1, 2: 'v'}",
    "range(5)",
    "Box(1, 2)",
    "Sub(3)",
    "Box('s')",
];
const BINARY: &[&str] = &[
    "+", "-", "/", "//", "%", "&", "|", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or", "is", "in",
    "not in",
];
const CALLS: &[&str] = &[
    "len", "repr", "str", "bool", "abs", "sorted", "list", "tuple", "sum", "max", "min", "int", "float",
    "callable", "dict", "round", "all", "any", "divmod", "iter", "next", "ord", "chr", "hex",
];
const METHODS: &[&str] = &[
    "upper()",
    "split()",
    "count(1)",
    "index(2)",
    "get('k')",
    "keys()",
    "append(4)",
    "pop()",
    "add(2)",
    "set(5)",
    "both",
    "x",
    "y",
    "missing",
    "strip('a')",
    "join(['p', 'q'])",
    "copy()",
    "sort()",
    "bit_length()",
    "is_integer()",
    "items()",
    "reverse()",
    "replace('b', 'z')",
    "find('c')",
];

/// Writes a program that the choices stand for.
pub fn program(choices: &[u8]) -> String {
    let mut writer = Writer {
        choices: Unstructured::new(choices),
        text: PRELUDE.to_owned(),
        functions: 0,
        label: 0,
        loops: 0,
        place: Place::Module,
    };
    for name in NAMES {
        let literal = writer.choose(LITERALS);
        writer.line(0, &format!("{name} = {literal}"));
    }
    for _ in 0..3 {
        writer.function();
    }
    while !writer.choices.is_empty() && writer.text.len() < 12_000 {
        writer.guarded(0);
    }
    writer.line(0, "for label, x in zip('abcde', (a, b, c, d, e)): show(label, x)");
    writer.text
}

/// Where a statement stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Module,
    Function,
    Generator,
}

struct Writer<'c> {
    choices: Unstructured<'c>,
    text: String,
    functions: usize,
    label: usize,
    /// Loops around the present place, in its function.
    loops: usize,
    place: Place,
}

impl Writer<'_> {
    fn pick(&mut self, below: usize) -> usize {
        // Without choices left, the first possibility: every recursion ends.
        self.choices.int_in_range(0..=below - 1).unwrap_or(0)
    }

    fn choose<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.pick(from.len())]
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&"    ".repeat(indent));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn expression(&mut self, depth: usize) -> String {
        let kind = if depth == 0 { self.pick(3) } else { self.pick(19) };
        let depth = depth.saturating_sub(1);
        match kind {
            0 | 3 | 4 => self.choose(NAMES).to_owned(),
            1 | 2 => self.choose(LITERALS).to_owned(),
            5..=7 => {
                let (left, operator, right) =
                    (self.expression(depth), self.choose(BINARY), self.expression(depth));
                format!("({left} {operator} {right})")
            }
            8 => format!("times({}, {})", self.expression(depth), self.expression(depth)),
            9 => format!("({} << ({} & 7))", self.expression(depth), self.choose(NAMES)),
            10 => format!("{}[{}]", self.expression(depth), self.expression(depth)),
            11 => {
                let (start, stop) = (self.pick(7) as i64 - 3, self.pick(9) as i64 - 4);
                let step = self.choose(&["", ":1", ":2", ":-1", ":-2"]);
                format!("{}[{start}:{stop}{step}]", self.choose(NAMES))
            }
            12 => {
                let call = self.choose(CALLS);
                let value = self.expression(depth);
                match call {
                    "iter" | "next" => format!("next(iter({value}))"),
                    "divmod" => format!("divmod({value}, 7)"),
                    _ => format!("{call}({value})"),
                }
            }
            13 => format!("{}.{}", self.choose(NAMES), self.choose(METHODS)),
            14 => {
                let (value, source) = (self.expression(depth), self.expression(depth));
                let (open, close) = [("[", "]"), ("tuple(", ")"), ("sum(", ")"), ("{n: ", "}")][self.pick(4)];
                format!("{open}limit({value}) for n, b in enumerate(list({source})[:6]) if n != 2{close}")
            }
            15 => format!(
                "({} if {} else {})",
                self.expression(depth),
                self.expression(depth),
                self.expression(depth)
            ),
            16 => format!(
                "[{}, *list({})[:3], {}]",
                self.expression(depth),
                self.choose(NAMES),
                self.expression(depth)
            ),
            17 => {
                let conversion = self.choose(&["!r", "", ":>8", "=", "!s:.3", ":x", ":.2f", ":,"]);
                format!("f'<{{{}{conversion}}}>'", self.choose(NAMES))
            }
            _ => self.call(depth),
        }
    }

    fn call(&mut self, depth: usize) -> String {
        if self.functions == 0 {
            return format!("(lambda a, *b: (a, b))({})", self.expression(depth));
        }
        let callee = self.pick(self.functions);
        let shapes: &[&str] =
            &["({})", "({}, {})", "({}, b={})", "(*[{}], **{{'b': {}}})", "({}, {}, {}, k=1)", "()"];
        let shape = self.choose(shapes);
        let mut arguments = String::new();
        let mut parts = shape.split("{}").peekable();
        while let Some(part) = parts.next() {
            arguments.push_str(&part.replace("{{", "{").replace("}}", "}"));
            if parts.peek().is_some() {
                arguments.push_str(&self.expression(depth));
            }
        }
        format!("limit(f{callee}{arguments})")
    }

    /// A function, which calls only those before it: there is no recursion.
    fn function(&mut self) {
        let own = self.functions;
        let is_generator = self.pick(3) == 1;
        let default = self.choose(LITERALS);
        self.line(0, &format!("def f{own}(a, b={default}, *c, d=1, **e):"));
        let inner = own > 0 && self.pick(3) == 1;
        if inner {
            self.line(1, "def inner(x):");
            self.line(2, "nonlocal a");
            self.line(2, "a, old = limit(x), a");
            self.line(2, "return old");
        }
        self.place = if is_generator { Place::Generator } else { Place::Function };
        for _ in 0..1 + self.pick(4) {
            self.statement(1, 2);
        }
        if inner {
            self.line(1, "c = inner(b), inner(a)");
        }
        if is_generator {
            self.line(1, "yield a, b");
        }
        self.line(1, "return limit([a, b, c])");
        self.place = Place::Module;
        if is_generator {
            self.line(0, &format!("f{own}_made = f{own}"));
            self.line(
                0,
                &format!("def f{own}(*args, **more): return [limit(x) for x in f{own}_made(*args, **more)]"),
            );
        }
        self.functions += 1;
    }

    /// Some statements, whose failure is shown.
    fn guarded(&mut self, indent: usize) {
        self.label += 1;
        let label = self.label;
        self.line(indent, "try:");
        for _ in 0..1 + self.pick(3) {
            self.statement(indent + 1, 2);
        }
        self.line(indent, &format!("except Exception as error: caught({label}, error)"));
        self.line(indent, &format!("except Stop: print({label}, 'no fuel')"));
        if self.pick(4) == 1 {
            self.line(indent, &format!("else: print({label}, 'fine')"));
        }
    }

    fn block(&mut self, indent: usize, depth: usize) {
        for _ in 0..1 + self.pick(2) {
            self.statement(indent, depth);
        }
    }

    fn statement(&mut self, indent: usize, depth: usize) {
        let name = self.choose(NAMES);
        let kind = if depth == 0 { self.pick(6) } else { self.pick(18) };
        match kind {
            0 | 1 => {
                let value = self.expression(2);
                self.line(indent, &format!("{name} = limit({value})"));
            }
            2 => {
                let operator = self.choose(&["+", "-", "//", "%", "|", "&", "^"]);
                let value = self.expression(1);
                self.line(indent, &format!("{name} {operator}= {value}"));
                self.line(indent, &format!("{name} = limit({name})"));
            }
            3 => {
                self.label += 1;
                let (label, value) = (self.label, self.expression(2));
                self.line(indent, &format!("show({label}, {value})"));
            }
            4 => {
                let other = self.choose(NAMES);
                let value = self.expression(1);
                let shape = self.choose(&[
                    "{n}, {o} = {v}",
                    "{n}, *{o} = {v}",
                    "{n}[0] = {v}",
                    "{n}.x = {v}",
                    "{n}.both = {v}",
                    "{n}['k'] = {o} = {v}",
                    "del {n}[0]",
                ]);
                self.line(indent, &shape.replace("{n}", name).replace("{o}", other).replace("{v}", &value));
                self.line(indent, &format!("{name} = limit({name}); {other} = limit({other})"));
            }
            5 => match (self.place, self.loops > 0, self.pick(4)) {
                (Place::Generator, _, 0 | 1) => self.line(indent, &format!("{name} = yield {name}")),
                (Place::Generator, _, 2) => self.line(indent, &format!("yield from list({name})[:3]")),
                (_, true, 0) => self.line(indent, &format!("if {name}: break")),
                (_, true, 1) => self.line(indent, &format!("if not {name}: continue")),
                (Place::Function, _, 3) => self.line(indent, &format!("if {name}: return {name}")),
                _ => self.line(indent, &format!("assert {name} is not None, 'none'")),
            },
            6..=8 => {
                let (condition, has_else) = (self.expression(2), self.pick(2) == 1);
                self.line(indent, &format!("if {condition}:"));
                self.block(indent + 1, depth - 1);
                if has_else {
                    self.line(indent, "else:");
                    self.block(indent + 1, depth - 1);
                }
            }
            9..=11 => {
                let source = self.expression(1);
                let count = 2 + self.pick(9);
                let source = if self.pick(2) == 0 {
                    format!("range({count})")
                } else {
                    format!("list({source})[:{count}]")
                };
                self.line(indent, &format!("for {name} in {source}:"));
                self.looped(indent, depth);
            }
            12 => {
                self.label += 1;
                let (counter, condition) = (format!("n{}", self.label), self.expression(1));
                self.line(indent, &format!("{counter} = 0"));
                self.line(indent, &format!("while {counter} < 6 or {counter} < 9 and {condition}:"));
                self.line(indent + 1, &format!("{counter} += 1"));
                self.looped(indent, depth);
            }
            13 | 14 => {
                self.label += 1;
                let label = self.label;
                self.line(indent, "try:");
                self.block(indent + 1, depth - 1);
                let class = self.choose(&[
                    "TypeError",
                    "(ValueError, KeyError)",
                    "Exception",
                    "ArithmeticError",
                    "LookupError",
                ]);
                self.line(indent, &format!("except {class} as error:"));
                self.line(indent + 1, &format!("caught({label}, error)"));
                if self.pick(3) == 1 {
                    self.line(indent + 1, "raise");
                }
                if self.pick(2) == 1 {
                    self.line(indent, "finally:");
                    let loops = std::mem::take(&mut self.loops);
                    let place = std::mem::replace(&mut self.place, Place::Module);
                    self.block(indent + 1, 0);
                    (self.loops, self.place) = (loops, place);
                }
            }
            15 => {
                let value = self.expression(1);
                self.line(indent, &format!("with Box({value}) as {name}:"));
                self.block(indent + 1, depth - 1);
            }
            16 => {
                let value = self.expression(1);
                let member = self.choose(&["add(1)", "set(2)", "both", "x", "add('s')", "nothing"]);
                self.line(indent, &format!("{name} = Box({value}, {name}).{member}"));
                self.line(indent, &format!("{name} = limit({name})"));
            }
            _ => {
                let value = self.expression(1);
                self.line(
                    indent,
                    &format!("raise {}({value})", ["ValueError", "KeyError", "IndexError"][kind % 3]),
                );
            }
        }
    }

    fn looped(&mut self, indent: usize, depth: usize) {
        self.line(indent + 1, "tick()");
        self.loops += 1;
        self.block(indent + 1, depth - 1);
        self.loops -= 1;
    }
}

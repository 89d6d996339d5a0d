//! Functions and classes, with all kinds of parameters, bases and members.

use super::{Kind, NAMES, Place, Writer};

const DECORATORS: &[&str] =
    &["@traced", "@doubled", "@functools.cache", "@functools.wraps(len)", "@traced\n@doubled"];

const HEADS: &[&str] = &[
    "(Box)",
    "(Box)",
    "(Sub)",
    "",
    "(list)",
    "(dict)",
    "(str)",
    "(int)",
    "(tuple)",
    "(Error)",
    "(Worse)",
    "(deque)",
    "(Point)",
    "(Counter)",
    "(defaultdict)",
    "(float)",
    "($K)",
    "($K, Box)",
    "($K, $K)",
    "(Box, metaclass=Meta, flag=$k)",
    "(Sub, metaclass=Meta)",
    "(bool)",
    "(*(Box,), **{})",
];

/// `$F` is the body of a function, without a header.
const MEMBERS: &[&str] = &[
    "made = $x",
    "made = $i; made += 1",
    "field = Field()",
    "__slots__ = ('u', 'w')",
    "z = [n for n in range($k)]",
    "__hash__ = None",
    "def __init__(self, x=0, *y, **z):\n    super().__init__(x)\n    self.x, self.z = x, y",
    "def __init__(self, *y, x=$x):\n    self.x, self.y = x, y",
    "def method(self, a=$x, *, b=$i):\n    $F",
    "def method(self, a, b=$s):\n    $F",
    "@property\ndef value(self):\n    $F",
    "@functools.cached_property\ndef value(self):\n    $F",
    "@classmethod\ndef made_by(cls, a):\n    $F",
    "@classmethod\ndef made_by(cls, a): return cls(a)",
    "@staticmethod\ndef still(a):\n    $F",
    "def inner(self, x): return super().add(x)",
    "inner = lambda self, x: (x, self.x)",
    "def __getattr__(self, name):\n    if name[:2] == '__': raise AttributeError(name)\n    return name, $k",
    "def __setattr__(self, name, a):\n    super().__setattr__(name, limit(a))\n    if name == 'y': show($#, a)",
    "def __getitem__(self, a):\n    $F",
    "def __setitem__(self, a, b):\n    $F",
    "def __delitem__(self, a):\n    $F",
    "def __missing__(self, a): return a, $x",
    "def __contains__(self, a):\n    $F",
    "def __bool__(self): return $x",
    "def __bool__(self): return bool($i)",
    "def __len__(self): return $k",
    "def __iter__(self):\n    yield $x\n    yield from $l[:2]",
    "def __iter__(self): return iter($x)",
    "def __next__(self): raise StopIteration",
    "def __eq__(self, a):\n    $F",
    "def __eq__(self, a): return $x",
    "def __hash__(self): return $i",
    "def __lt__(self, a): return self.x < getattr(a, 'x', a)",
    "def __lt__(self, a): return NotImplemented",
    "def __add__(self, a):\n    $F",
    "def __add__(self, a): return NotImplemented",
    "def __radd__(self, a): return 'radd', a",
    "def __iadd__(self, a): return $x",
    "def __mul__(self, a): return a, 'mul'",
    "def __rsub__(self, a): return a, 'rsub'",
    "def __neg__(self): return $x",
    "def __index__(self): return $k",
    "def __int__(self): return $i",
    "def __float__(self): return $f",
    "def __format__(self, a): return a + $s",
    "def __str__(self): return $s",
    "def __str__(self): return $i",
    "def __repr__(self): return f'K<{$i}>'",
    "def __enter__(self): return $x",
    "def __exit__(self, *a): return $k",
    "def __exit__(self, a, b, c):\n    $F",
    "def __call__(self, a=0, *b, **c):\n    $F",
    "def __init_subclass__(cls, **a): show($#, sorted(a))",
    "def __class_getitem__(cls, a): return cls.__name__, a",
    "def __reversed__(self): return iter([$x])",
    "def __matmul__(self, a): return $x",
    "def __delattr__(self, a): show($#, a)",
    "def __new__(cls, *a, **b):\n    show($#, len(a))\n    return super().__new__(cls, *a[:1])",
    "def __new__(cls, *a): return $x",
    "def __ge__(self, a): return $x",
    "def __ne__(self, a): return $x",
    "@property\ndef both(self): return super().both, 1",
    "@Box.both.getter\ndef both(self): return self.__dict__",
    "def _x(self): return self.__x\n__x = $i",
    "class inner(Box):\n    made = $k",
    "def __getattribute__(self, a):\n    tick()\n    return super().__getattribute__(a)",
    "def __copy__(self): return $x",
    "def __abs__(self): return $x",
    "def __rshift__(self, a): return a",
    "if $k:\n    y = 'y'",
    "try: z = $x\nexcept Exception: z = 0",
    "for n in range(2): pass",
    "__match_args__ = ('x',)",
    "def __set_name__(self, owner, name): show($#, name)",
    "w: int = $k",
    "def __length_hint__(self): return $x",
    "def __divmod__(self, a): return $x",
    "def __round__(self, a=None): return a",
    "def __pow__(self, a, b=None): return a, b",
    "__add__ = __radd__ = lambda self, a: $x",
];

/// A parameter list, and what it takes to call it.
pub(super) struct Signature {
    name: String,
    positional: Vec<(&'static str, Kind)>,
    only_positional: usize,
    keywords: Vec<(&'static str, Kind)>,
    star: bool,
    more: bool,
}

impl Writer<'_> {
    /// A function or a generator function, known to all code after it.
    pub(super) fn function(&mut self) {
        let is_generator = self.pick(3) == 1;
        let name = match is_generator {
            true => format!("g{}", self.generators.len()),
            false => format!("f{}", self.functions.len()),
        };
        let (signature, header) = self.signature(&name);
        if self.pick(5) == 1 && !is_generator {
            let decorator = self.choose(DECORATORS);
            self.piece(0, decorator);
        }
        self.line(0, &header);
        let place = if is_generator { Place::Generator } else { Place::Function };
        let taken: Vec<&str> =
            signature.positional.iter().chain(&signature.keywords).map(|(name, _)| *name).collect();
        self.body(1, place, &taken);
        match is_generator {
            true => self.generators.push(signature),
            false => self.functions.push(signature),
        }
    }

    fn signature(&mut self, name: &str) -> (Signature, String) {
        let mut free: Vec<(&'static str, Kind)> = NAMES.to_vec();
        let mut take = |writer: &mut Self, most: usize| -> Vec<(&'static str, Kind)> {
            (0..writer.pick(most + 1)).map(|_| free.remove(writer.pick(free.len()))).collect()
        };
        let positional = take(self, 3);
        let keywords = take(self, 2);
        let only_positional = if self.pick(3) == 1 { self.pick(positional.len() + 1) } else { 0 };
        let (star, more) = (self.pick(3) == 1, self.pick(3) == 1);
        let first_default = self.pick(positional.len() + 1);
        let mut parts = Vec::new();
        for (index, &(name, kind)) in positional.iter().enumerate() {
            let default =
                if index >= first_default { format!("={}", self.constant(kind)) } else { String::new() };
            parts.push(format!("{name}{default}"));
            if index + 1 == only_positional {
                parts.push("/".to_owned());
            }
        }
        if star {
            parts.push("*rest".to_owned());
        } else if !keywords.is_empty() {
            parts.push("*".to_owned());
        }
        for &(name, kind) in &keywords {
            let default = if self.pick(2) == 0 { format!("={}", self.constant(kind)) } else { String::new() };
            parts.push(format!("{name}{default}"));
        }
        if more {
            parts.push("**more".to_owned());
        }
        let header = format!("def {name}({}):", parts.join(", "));
        (Signature { name: name.to_owned(), positional, only_positional, keywords, star, more }, header)
    }

    /// A call that mostly fits.
    pub(super) fn call_of(&mut self, generator: bool, depth: usize) -> Option<String> {
        let count = if generator { self.generators.len() } else { self.functions.len() };
        if count == 0 {
            return None;
        }
        let index = self.pick(count);
        let signature = if generator { &self.generators[index] } else { &self.functions[index] };
        let (name, only_positional) = (signature.name.clone(), signature.only_positional);
        let (positional, keywords) = (signature.positional.clone(), signature.keywords.clone());
        let (star, more) = (signature.star, signature.more);
        let mut arguments = Vec::new();
        let mut by_name = false;
        for (index, (name, kind)) in positional.into_iter().enumerate() {
            by_name |= index >= only_positional && self.pick(4) == 1;
            let value = self.of(kind, depth);
            arguments.push(if by_name { format!("{name}={value}") } else { value });
        }
        if star && !by_name && self.pick(2) == 1 {
            let rest = self.choose(&["$x", "*$l", "*$s, $i", "*($x, $x), *$l"]);
            arguments.push(self.fill(rest, depth));
        }
        for (name, kind) in keywords {
            if self.pick(5) != 1 {
                let value = self.of(kind, depth);
                arguments.push(format!("{name}={value}"));
            }
        }
        if more && self.pick(2) == 1 {
            let rest = self.choose(&["z=$x", "**{'w': $x}", "**$d", "w=$i, **{'z': $s}"]);
            arguments.push(self.fill(rest, depth));
        }
        if self.pick(12) == 1 {
            let wrong = self.choose(&["**$d", "nobody=$x", "**{'a': $x}", "**$x"]);
            arguments.push(self.fill(wrong, depth));
        }
        if self.pick(12) == 1 {
            let wrong = self.choose(&["*$l", "*$x", "$x"]);
            let wrong = self.fill(wrong, depth);
            arguments.insert(0, wrong);
        }
        if self.pick(16) == 1 {
            arguments.pop();
        }
        Some(format!("{name}({})", arguments.join(", ")))
    }

    /// What is in a function: ways to have the names, statements, a result.
    pub(super) fn body(&mut self, indent: usize, place: Place, taken: &[&str]) {
        let outer = (std::mem::replace(&mut self.place, place), std::mem::take(&mut self.loops));
        let outer_walrus = std::mem::replace(&mut self.walrus, true);
        self.line(indent, "tick()");
        let mut own: Vec<&str> = taken.to_vec();
        let mut values = Vec::new();
        for &(name, kind) in NAMES.iter().filter(|(name, _)| !taken.contains(name)) {
            match self.pick(5) {
                0 | 1 => values.push((name, kind)),
                2 | 3 => self.line(indent, &format!("global {name}")),
                _ => {}
            }
        }
        for (name, kind) in values {
            let value = self.of(kind, 0);
            self.line(indent, &format!("{name} = {value}"));
            own.push(name);
        }
        if !own.is_empty() && self.pick(3) == 1 && self.nesting < 2 {
            self.inner(indent, &own);
        }
        for _ in 0..1 + self.pick(4) {
            self.statement(indent, 2);
        }
        if place == Place::Generator {
            let last = self.choose(&["yield $v, $v", "$v = yield $i", "show($#, (yield))", "yield from $g"]);
            self.piece(indent, last);
        }
        let result = self.choose(&[
            "return limit([$v, $v, $I])",
            "return limit($x)",
            "return $v",
            "return *$L, $I",
            "pass",
        ]);
        self.piece(indent, result);
        (self.place, self.loops) = outer;
        self.walrus = outer_walrus;
    }

    /// A function inside, which changes what is around it.
    fn inner(&mut self, indent: usize, own: &[&str]) {
        self.nesting += 1;
        let outer = (std::mem::replace(&mut self.place, Place::Function), std::mem::take(&mut self.loops));
        let (first, second) = (self.pick(own.len()), self.pick(own.len()));
        let (first, second) = (own[first], own[second]);
        self.line(indent, "def inner(x, *y):");
        self.line(indent + 1, "tick()");
        self.line(indent + 1, &format!("nonlocal {first}, {second}"));
        for _ in 0..1 + self.pick(3) {
            self.statement(indent + 1, 1);
        }
        self.line(indent + 1, &format!("return x, {first}"));
        (self.place, self.loops) = outer;
        let call = self.choose(&[
            "show($#, inner($x))",
            "$v = limit(inner($x, $x))",
            "$v = list(map(inner, $l[:2]))",
            "$v = inner",
        ]);
        self.piece(indent, call);
        self.nesting -= 1;
    }

    /// A class, known to all code after it. One that cannot be made is replaced.
    pub(super) fn class(&mut self) {
        let (number, label) = (self.classes, self.label());
        self.line(0, "fuel = 100");
        self.line(0, "try:");
        let head = self.choose(HEADS);
        let head = self.fill(head, 0);
        if self.pick(6) == 1 {
            self.line(1, "@functools.total_ordering");
        }
        self.line(1, &format!("class K{number}{head}:"));
        let walrus = std::mem::take(&mut self.walrus);
        for _ in 0..1 + self.pick(8) {
            let member = self.choose(MEMBERS);
            self.piece(2, member);
        }
        self.walrus = walrus;
        self.line(0, "except (Exception, Stop) as error:");
        self.line(1, &format!("caught({label}, error)"));
        self.line(1, &format!("class K{number}(Box): pass"));
        self.classes += 1;
    }
}

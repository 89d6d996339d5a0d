//! What programs are made of: pieces of Python with holes.
//!
//! `$` and a letter is a hole, filled with a piece of that kind:
//!
//! ```text
//!   $i int   $f float   $s str   $y bytes   $l list   $d dict   $u set   $x anything   $g a generator, unstarted
//!   $k a small int      $v a name of anything          $I $S $L $D a name of that kind
//!   $c a call of a made function            $K a made class            $E an exception class
//!   $z a slice          $m a method call, after a value                $# a new label, $@ one for all of the piece
//!   $= the last name again
//!   $B statements, $O statements in a loop, on a line of their own   $P what only fits here: yield, return, break, continue
//! ```

pub const INTS: &[&str] = &[
    "0", "1", "-1", "2", "3", "7", "255", "-3", "9223372036854775807", "-9223372036854775808", "4611686018427387904",
    "10**20", "True", "$I",
];
pub const FLOATS: &[&str] =
    &["0.5", "-0.0", "1e16", "3.14", "float('inf')", "nan", "-2.5", "1e-7", "123456.789"];
pub const STRINGS: &[&str] =
    &["''", "'abc'", "'é€🦎'", "'Hello, World'", "'  a b\\tc\\n'", "'12'", "'k'", "'ßfi'", "$S"];
pub const BYTES: &[&str] = &["b''", "b'xyz'", "b'a\\x00\\xff'"];
pub const LISTS: &[&str] =
    &["[]", "[3, 1, 2]", "['x', 'y']", "[0, 1, 2, 3, 4, 5]", "[(1, 'a'), (2, 'b')]", "$L"];
pub const DICTS: &[&str] = &["{}", "{'k': 1, 2: 'v'}", "{'x': 1, 'y': [2]}", "dict(a=1, b='two')", "$D"];
pub const SETS: &[&str] = &["set()", "{1, 2, 3}", "frozenset('abc')", "{'k', 2}"];
pub const ANYTHING: &[&str] = &[
    "None", "True", "False", "()", "(1, 2, 3)", "range(5)", "range(9, 0, -2)", "Box(1, 2)", "Sub(3)", "Box('s')",
    "Point(1)", "...", "int", "len", "NotImplemented", "slice(1, None)", "deque([1, 2], 3)", "$v", "$v", "$v", "$i",
    "$f", "$s", "$y", "$l", "$d",
];
pub const SMALL: &[&str] = &["0", "1", "2", "3", "4", "-1", "-2", "5"];
pub const SLICES: &[&str] = &[":", "::-1", "1:", ":2", "-2:", "::2", "$k:$k", "$k:$k:$k", ":$i", "$i::$k"];
pub const EXCEPTIONS: &[&str] = &[
    "TypeError", "ValueError", "KeyError", "IndexError", "Exception", "ArithmeticError", "LookupError",
    "ZeroDivisionError", "Error", "Worse", "AttributeError", "StopIteration", "(ValueError, KeyError)", "OSError",
    "(Error, TypeError)", "RuntimeError", "NameError", "AssertionError",
];

pub const INT_EXPRESSIONS: &[&str] = &[
    "($i + $i)", "($i - $i)", "limit_int($i * $i)", "($i // ($i or 3))", "($i % ($i or 5))", "limit_int($i ** $k)",
    "-$i", "~$i", "+$i", "($i & $i)", "($i | $i)", "($i ^ $i)", "($i << 7)", "($i >> 2)", "len($x)", "len($l)",
    "len($s)", "len($u)", "abs($i)", "int($f)", "int($s)", "round($f)", "($i if $x else $i)", "($i or $i)",
    "($i and $i)", "not $x", "$x in $l", "$s in $s", "$x in $u", "$x is None", "$x == $x", "$x != $x", "$i < $i",
    "$i <= $i < $i", "$f > $f", "$s <= $s", "$l < $l", "$u <= $u", "$i.bit_length()", "$s.count($s)", "$s.find($s)",
    "$l.count($x)", "$l.index($x)", "sum($l)", "max($i, $i, $k)", "min($l)", "hash($i)", "hash(float($i))",
    "pow($i, 3, 1000)", "divmod($i, 7)[1]", "ord($s[$k])", "sum(n for n in range($k + 3) if n != $k)", "bool($x)",
    "isinstance($x, ($K, int))", "issubclass($K, Box)", "callable($x)", "any(n for n in $l)",
    "all($x for n in $l[:3])", "int.from_bytes($y[:4], 'big')", "operator.index($i)", "(i := $i)",
    "next((n for n in range(9) if n > $k), $i)", "functools.reduce(lambda x, y: limit_int(x * 3 + y), [$i, $i, $i])",
    "$x not in $d", "hasattr($x, 'x')", "$s.startswith($s)", "$s.isalpha()", "Counter($s)[$s]", "(lambda n=$i: n)()",
    "f'{$i}'.count('1')", "id($x) == id(None)", "($i == $i) + ($i != $i)", "$d == $d", "$l == $l", "$i == $f",
    "len(range($k, $k, 2))", "(lambda: (yield))().gi_running",
];
pub const FLOAT_EXPRESSIONS: &[&str] = &[
    "float($i)", "($f + $f)", "($f * $f)", "($f - $i)", "($i / ($i or 4))", "($f // ($f or 1.5))",
    "($f % ($f or 0.7))", "round($f, $k)", "-$f", "abs($f)", "float($s)", "max($f, $f)", "($f ** 2)",
    "sum([$f, $f, 0.1])", "($f if $f == $f else 0.25)", "$f.real", "float.fromhex('0x1.8p3')", "divmod($f, 3.0)[0]",
    "($i / 8)",
];
pub const STRING_EXPRESSIONS: &[&str] = &[
    "($s + $s)", "($s * $k)", "$s.upper()", "$s.lower()", "$s.title()", "$s.swapcase()", "$s.capitalize()",
    "$s.casefold()", "$s.strip($s)", "$s.lstrip()", "$s.rstrip($s)", "$s.replace($s, $s)", "$s.replace($s, $s, $k)",
    "$s.center($k * 4, '*')", "$s.ljust(9)", "$s.rjust($k + 5, '.')", "$s.zfill(8)", "$s.join(['p', $s, 'q'])",
    "$s.join($l)", "$s.removeprefix($s)", "$s.expandtabs($k)", "$s.translate({97: 'A', 98: None})", "$s[$z]",
    "$s[$k]", "str($x)", "repr($s)", "ascii($s)", "repr($x)", "f'{$x}'", "f'{$x!r}'", "f'<{$s:>8}>'",
    "f'{$s!r:^{12}}'", "f'{$i:,}'", "f'{$i:#x}'", "f'{$i:08d}'", "f'{$i:+}'", "f'{$i:b}'", "f'{$f:.3f}'",
    "f'{$f:10.2e}'", "f'{$f:g}'", "f'{$f:%}'", "f'{$f:,.1f}'", "f'{$v=}'", "f'{$i=:>{$k + 4}}'", "f'{$s:.{$k}}'",
    "f'{{{$x}}}'", "f'{$x:{$s}}'", "f'''{$i:_}\\n{$s}'''", "format($i, 'o')", "format($f, '.4')", "format($x, $s)",
    "'{} {!r:>6} {}'.format($x, $s, $i)", "'{1} {0}'.format($s, $x)", "'{a[k]} {b.x}'.format(a=$d, b=$x)",
    "'{:{w}}|'.format($s, w=$k)", "'%s %r' % ($x, $s)", "'%5d|%-5d|%05d' % ($i, $i, $i)", "'%x %o %X' % ($i, $i, $i)",
    "'%.2f %e %g' % ($f, $f, $f)", "'%(k)s' % $d", "'%c%%' % $s", "'%s' % $x", "'%*d' % ($k, $i)",
    "chr(97 + $k % 26)", "hex($i)", "bin($i)", "oct($i)", "type($x).__name__", "$y.decode('latin-1')", "$y.decode()",
    "$y.hex()", "$s.encode().decode()", "max($s, $s)", "''.join(reversed($s))", "''.join(sorted($s))",
    "($s if $x else $s)", "$s.partition($s)[0]", "$s.rpartition($s)[2]", "(s := $s)", "''.join(c * 2 for c in $s)",
    "string.Template('$$k $${y} $$$$').safe_substitute($d)", "$s.format($x, k=$i)", "('a' 'b' f'{$i}' 'c')",
    "__name__ + $s", "f'{$s!a:.5}{$i:c}'", "f\"{'x' if $x else f'{$i}'}\"",
];
pub const BYTES_EXPRESSIONS: &[&str] = &[
    "$s.encode()", "$s.encode('ascii', 'replace')", "$s.encode('utf-16-le')", "($y + $y)", "($y * $k)", "$y[$z]",
    "$y.upper()", "$y.replace(b'a', $y)", "bytes($l)", "bytes($k + 2)", "$y.join([b'p', b'q'])", "$y.strip(b'a')",
    "bytes(reversed($y))", "$y.center(7, b'-')", "b'%d|%s|%a' % ($i, $y, $x)",
    "$i.to_bytes(8, 'little', signed=True)",
];
pub const LIST_EXPRESSIONS: &[&str] = &[
    "[$x, $x]", "[$i, $i, $i]", "[$s, $s]", "($l + $l)", "($l * $k)", "$l[$z]", "list($x)", "list($s)", "list($d)",
    "sorted($l)", "sorted($l, key=shown)", "sorted($l, key=shown, reverse=True)", "sorted($u, key=shown)",
    "list(reversed($l))", "[*$l, $x, *$l[$z]]", "[*$x, *$s]", "[n for n in $l]", "[limit($x) for n in range($k)]",
    "[(n, m) for n in $l[:3] for m in $s[:2]]", "[n for n in $l if $x]", "[[m for m in range(n)] for n in range($k)]",
    "[x for n in range(4) if n % 2 for x in (n, $k)]", "[y for n in $l[:4] if (y := n)]",
    "[n() for n in [lambda: m for m in range($k)]]", "[n() for n in [lambda m=m: m for m in range($k)]]",
    "$s.split()", "$s.split($s)", "$s.rsplit(None, $k)", "$s.splitlines(True)", "list($s.partition($s))",
    "list(map(str, $l))", "list(map(lambda n, m: (m, n), $l, $s))", "list(filter(None, $l))",
    "list(filter(lambda n: n != $x, $l))", "list(zip($l, $s))", "list(zip($l, $s, strict=True))",
    "list(enumerate($l, $k))", "list(range($k, 9, 3))", "list($d.items())", "list($d.values())",
    "list(islice(itertools.count($i, $k), 4))", "list(itertools.chain($l, $s))",
    "list(itertools.product($l[:2], $s[:2]))", "list(itertools.permutations($l[:3], 2))",
    "list(itertools.combinations($s[:4], 2))", "list(itertools.accumulate([$i, $i, $i]))",
    "list(itertools.accumulate($l, lambda x, y: y))", "list(itertools.zip_longest($l, $s, fillvalue=$x))",
    "[(k, len(list(g))) for k, g in itertools.groupby($s)]", "list(itertools.pairwise($l))",
    "list(itertools.takewhile(lambda n: n != $x, $l))", "list(itertools.starmap(pow, [(2, $k), (3, 2)]))",
    "list(itertools.batched($l, 2))", "list(itertools.compress($l, [1, 0, $x]))",
    "list(itertools.islice($s, 1, None, 2))", "list(itertools.dropwhile(callable, $l))", "drain($g)", "drain($g)",
    "dialog($g, None, $x)", "dialog($g, $x, $x, Error('thrown'))", "dialog($g, ValueError($x))",
    "heapq.nsmallest($k, [$i, $i, $i])", "heapq.nlargest(2, $l)", "list(heapq.merge([1, 4], [$k, 9]))",
    "Counter($s).most_common(3)", "list(deque($l, 2))", "list(ChainMap($d, {'z': 0}))", "list(OrderedDict($d))",
    "list($y)", "[$c, $c]", "list(dict.fromkeys($s))", "[k for k, v in $d.items() if v]", "$l.copy()",
    "list(Point($x, $x)._asdict().items())", "$l[$k:] + $l[:$k]",
    "vars(Box($x, $i)).copy().popitem()[0:1] * 1 and [$x]", "[*map(type, $l)]", "[clean(f'{n}') for n in $l]",
    "[n for n in Box($x, $x)]", "sorted({limit_str(shown(n)) for n in $l})", "[0] * len($l)", "list(zip(*[$l, $l]))",
    "list(iter([$x, $x, 3].pop, 3))",
];
pub const DICT_EXPRESSIONS: &[&str] = &[
    "{$s: $x, $i: $x}", "{**$d, $s: $x}", "{**$d, **$d}", "($d | $d)", "{n: $x for n in $s}",
    "{k: v for k, v in $d.items() if k}", "{v: k for k, v in $d.items()}", "dict($d)", "dict($d, z=$x)",
    "dict(zip($s, $l))", "dict([($s, $i), ($x, $x)])", "$d.copy()", "dict.fromkeys($s, $i)", "dict(Counter($s))",
    "dict(enumerate($l))", "(lambda **r: r)(**$d)", "{'k': $l, 'x': $d}", "vars(Box($x)).copy()",
    "{n: m for n, *m in [$s, $l]}", "{$x: $i for n in range($k)}", "dict(sorted($d.items(), key=shown))",
    "{1: $x, True: $x, 1.0: $x}",
];
pub const SET_EXPRESSIONS: &[&str] = &[
    "set($l)", "set($s)", "frozenset($s)", "($u | $u)", "($u & $u)", "($u - $u)", "($u ^ $u)",
    "{n for n in $s if n != 'a'}", "{*$s, $i}", "$u.union($s)", "$u.difference($l)", "set($d)", "($d.keys() & $u)",
    "($d.keys() | $u)", "set(map(str, $l))", "$u.symmetric_difference($s)",
];
pub const EXPRESSIONS: &[&str] = &[
    "$i", "$f", "$s", "$y", "$l", "$d", "$i", "$s", "$l", "$c", "$c", "$c", "$c", "$c", "$v$m", "$v$m", "$x$m",
    "$l$m", "$s$m", "$d$m", "($x, $x)", "($x,)", "(*$l, $x)", "tuple($l)", "$x[$x]", "$l[$i]", "$d[$s]", "$d[$x]",
    "$x[$z]", "$v[$i]", "$v[$k]", "($x and $x)", "($x or $x)", "($x if $x else $x)", "($v := $x)",
    "(lambda n, *m, k=$x: (n, m, k))($x, $x)", "(lambda *n, **m: (n, m))(*$l, k=$i)", "(lambda: $x)()", "($x + $x)",
    "($x - $x)", "times($x, $x)", "($x / $x)", "($x // $x)", "($x % $x)", "($x & $x)", "($x | $x)", "($x ^ $x)",
    "(-$x)", "($x << ($k & 7))", "($x >> $k)", "($x < $x)", "($x >= $x)", "($x < $x < $x)", "($x in $x)",
    "($x not in $x)", "($x @ $x)", "sorted($x)", "sum($x)", "max($x)", "min($x, $x)", "max($l, default=$x)",
    "min($l, key=shown)", "iter($x).__class__", "next(iter($x))", "next(iter($l), $x)",
    "reversed($l).__length_hint__()", "range($i % 99)", "range($k, $i, 2)[$k]", "int($x)", "float($x)", "abs($x)",
    "round($x)", "divmod($i, $i)", "[*map(one, divmod($f, $i))]", "len($x)", "dict($x)", "list($x)", "tuple($x)", "chr($i)",
    "ord($s)", "hash($i) == hash(float($i))", "type($x)", "getattr($x, $s, $x)", "getattr($v, 'x')", "Box($x, $x)",
    "Sub($x)", "Sub($i)($x, k=$x)", "$K($x)", "$K($x, $x)", "$K()", "$K($x)$m", "$K($i, y=$x)", "$K.made",
    "$K.__mro__", "$K.__name__", "Point($x)", "Point($x, $x)._replace(x=$x)", "Point(x=$x)",
    "functools.partial(divmod, $i)($k)", "functools.reduce(lambda x, y: (x, y), $l[:3])",
    "operator.itemgetter(0, -1)($l)", "operator.attrgetter('x')($v)", "operator.methodcaller('upper')($x)",
    "Counter($x)", "Counter($s) - Counter($s)", "deque($l, $k)", "defaultdict(list, $d)", "defaultdict(int)[$x]",
    "ChainMap($d, $d)[$x]", "string.capwords($s)", "$E", "isinstance($x, $E)",
    "sys.exception() and type(sys.exception()).__name__", "traced($K)($x)", "doubled(len)($x)",
    "Error($x, code=$i).args", "type('Made', (Box,), {'z': $x})($x).z", "type($x) is type($x)",
    "$s.maketrans('ab', 'xy')", "bool($x)", "str($x)", "$d.get($s)", "$d.get($x, $x)", "$d.setdefault($s, $x)",
    "$d.pop($s, $x)", "$x.x", "$x.both", "eval('$k + 1')", "print(clean(str($x)), $s, sep='|', end='.\\n') if $k else $x",
    "super.__name__", "globals().get('a')", "slice($x, $k).indices(5)", "frozenset({$i})", "tuple(n for n in $l)",
    "(*'ab', *$l[:2])", "type($g).__name__", "[$x][0]", "{'k': $x}['k']", "Meta.__name__", "$K.more", "$K.field",
    "$K($x).field", "property(lambda self: $x).fget(0)", "staticmethod(len)($s)", "int.__add__($i, $i)",
    "str.upper($x)", "list.append($l, $x)", "dict.get($d, $s)", "object.__repr__($v)[:7]", "$v.__class__.__name__",
    "(lambda x, /, y=2, *, z=3: (x, y, z))($x, $x, z=$x)", "(lambda x, /, y=2, *, z=3: (x, y, z))($x, x=$x)",
    "(lambda x, y: x)($x)", "(lambda *, z: z)($x)", "(lambda: 0)($x, k=1)",
];
pub const METHODS: &[&str] = &[
    ".upper()", ".split()", ".count(1)", ".index(2)", ".get('k')", ".append(4)", ".pop()", ".pop($k)", ".pop($s)",
    ".add(2)", ".set($x)", ".both", ".x", ".y", ".missing", ".strip('a')", ".join(['p', 'q'])", ".copy()", ".sort()",
    ".sort(key=shown)", ".sort(reverse=True)", ".bit_length()", ".is_integer()", ".reverse()", ".replace('b', 'z')",
    ".find('c')", ".insert($k, $x)", ".extend($x)", ".extend($l)", ".remove($x)", ".clear()", ".update($d)",
    ".update(k=$x)", ".setdefault('k', $x)", ".popitem()", ".values()", ".isdigit()", ".__len__()",
    ".__class__.__name__", ".__getitem__($k)", ".__contains__($x)", ".__eq__($x)", ".__iter__().__next__()", ".real",
    ".conjugate()", ".as_integer_ratio()", ".appendleft($x)", ".rotate($k)", ".method($x)", ".method($x, b=$x)",
    ".made_by($x)", ".still($x)", ".value", ".inner($x)", ".__dict__", ".field", ".encode()", ".hex()", ".args",
    ".with_traceback(None)", ".startswith(('a', $s))", ".index($x, $k)", ".rfind($s, $k)", ".partition(' ')",
    ".casefold()", ".__format__($s)", ".__hash__ is None",
];
pub const ASSIGNMENTS: &[&str] = &[
    "$I = limit_int($i)", "$S = limit_str($s)", "$L = limit_list($l)", "$D = limit_dict($d)", "$v = limit($x)",
    "$v = limit($x)", "$v = limit($c)", "$I += $k", "$S += 'z'; $= = limit_str($=)", "$L += $s[:2]; $= = limit_list($=)",
    "$L *= 2; $= = limit_list($=)", "$D |= $d; $= = limit_dict($=)", "$I <<= 1; $= = limit_int($=)", "show($#, $x)",
    "show($#, $x)", "show($#, $i)", "show($#, $s)", "show($#, $l)", "show($#, $d)", "show($#, $f)", "show($#, $c)",
    "show($#, $u)",
];
pub const SIMPLE_STATEMENTS: &[&str] = &[
    "$v += $x; $= = limit($=)", "$v -= $i; $= = limit($=)", "$v = limit(times($v, $k))", "$v, $v = $x, $x",
    "$v, $v = $v, $v", "$v, *$v = $x", "*$v, $v = $l", "$v, ($v, *$v) = $i, $x", "[$v, $v, *$v] = $l",
    "$v = $v = limit($x)", "$v, $v, $v = $s", "($v, $v), $v = $x", "$v[0] = limit($x)", "$v.x = limit($x)",
    "$v.both = $x", "del $v.both", "$v.x += $k", "$v[$k] += $i", "$D['k'] = limit($x)", "$D[$s] = limit_str($s)",
    "$D[$x] = $i", "$L[$k] = limit($x)", "$L[$z] = $l; $= = limit_list($=)", "$L[$z] = $x", "del $L[$k]",
    "del $L[$z]", "del $D[$s]", "$D['k'] += $i", "$L[$k], $v = $x, $k", "$v[$k:] = $x",
    "$L.append(limit($x)); $= = limit_list($=)", "$L.sort(key=shown)", "$L.insert($k, $i)", "$L.extend($s[:2]); $= = limit_list($=)",
    "$D.update($d)", "$D.pop($s)", "$L.pop($k)", "for $L[0] in $s[:2]: pass",
    "for $I, $v in enumerate($l[:3]): show($#, $v)", "note$@: int = $x", "Box.made: int = $i", "$x",
    "limit($x); pass", "assert $x, $x", "assert $i == $i", "pass", "$P", "$P", "$P", "raise $E",
    "raise Error($x, code=$k)", "raise Worse($x) from $v", "raise ValueError($x) from KeyError($s)",
    "raise TypeError($s) from None", "raise $x", "import math; show($#, math.floor($f))",
    "from collections import deque as $v", "show($#, [v for v in sorted(vars(Box($x)))])", "del $v; $v = limit($x)",
    "$v = lambda x=$x, *y: (x, y, $v)", "$v = limit($v($x))", "$v = Box($x, $v)", "$v = $K($x)", "$v @= $x",
    "$v //= $i; $= = limit($=)", "$v = [limit(n) for n in $l]; $=.append($x)", "$I, $S = $i, limit_str($s)",
    "$v = yes = $x; show($#, yes is $v)", "$v = $l; $= += [$x]; show($#, $=)", "Box.made = $i", "$K.made = $i",
    "$K.late = lambda self, x: (x, self.made); show($#, $K($x).late($x))", "setattr($v, 'y', limit($x))",
    "$v |= {$i}; $= = sorted($=, key=shown)", "if $x: $v = limit($x)", "while $x: break", "for $v in $l[:4]: tick()",
    "try: $v = limit($x)\nfinally: show($#, $v)", "exec('$v = $k')",
    "if ($v := limit($x)) and $v != $x: show($#, $v)", "$L[1:1] = $l[:2]; $= = limit_list($=)",
    "$v = iter($l); show($#, [limit(next($v, 0)), *$v])", "try: raise Error($x)\nexcept Error as $v: show($#, $v)",
    "with context($x): $v = limit($x)", "with contextlib.suppress($E): $v = limit($x)",
];
pub const COMPOUND_STATEMENTS: &[&str] = &[
    "if $x:\n    $B", "if $i:\n    $B\nelse:\n    $B", "if $x:\n    $B\nelif $i < $i:\n    $B\nelse:\n    $B",
    "if not ($x and $x or $i):\n    $B", "for $I in range($k + 3):\n    tick()\n    $O",
    "for $v in $l[:6]:\n    tick()\n    $O", "for $v in list($x)[:6]:\n    tick()\n    $O",
    "for $v, $v in $d.items():\n    tick()\n    $O\nelse:\n    $B", "for $v in drain($g):\n    tick()\n    $O",
    "for $S in $s[:4]:\n    tick()\n    $O\nelse:\n    $B",
    "for $I, ($v, *$v) in enumerate([$l, $s, $x]):\n    tick()\n    $O", "for $v in *$l[:2], $x:\n    tick()\n    $O",
    "for $v in $x:\n    tick()\n    $O", "n$@ = 0\nwhile (n$@ := n$@ + 1) < 6:\n    tick()\n    $O",
    "n$@ = 5\nwhile n$@ > 0 and not ($x is None):\n    tick()\n    n$@ -= 1\n    $O\nelse:\n    $B",
    "while True:\n    tick()\n    $O\n    if $i: break",
    "for $v in $l:\n    tick()\n    for $v in $s[:3]:\n        tick()\n        $O\n        if $v: continue\n    $O",
    "try:\n    $B\nexcept $E as error:\n    caught($#, error)",
    "try:\n    $B\nexcept $E as error:\n    caught($#, error)\n    $B",
    "try:\n    $B\nexcept $E:\n    show($#, sys.exception())\n    raise",
    "try:\n    $B\nexcept $E as error:\n    caught($#, error)\nexcept Exception as error:\n    caught($#, error)\n    $B\nelse:\n    $B\nfinally:\n    $B",
    "try:\n    $B\nfinally:\n    $B", "try:\n    $B\nfinally:\n    show($#, $v)\n    $B",
    "try:\n    $B\nexcept Exception as error:\n    raise Worse($x, code=$k) from error",
    "try:\n    $B\nexcept Exception as error:\n    error.add_note($s)\n    $v = error.__notes__\n    raise",
    "try:\n    $B\nexcept $E, KeyError:\n    $B\nelse:\n    $B",
    "for $v in $l[:3]:\n    tick()\n    try:\n        $O\n    finally:\n        $O",
    "for $v in range(3):\n    try:\n        tick()\n        $O\n    except $E as error:\n        caught($#, error)\n        $O\n    finally:\n        show($#, $v)",
    "n$@ = 0\nwhile (n$@ := n$@ + 1) < 6:\n    try:\n        tick()\n        $O\n        break\n    except Exception as error:\n        caught($#, error)\n        continue\n    finally:\n        $O",
    "with Box($x) as $v:\n    $B", "with Box($x), context($x, $E) as $v:\n    $B",
    "with (context($x, ($E)) as $v, Box($i) as $I,):\n    $B", "with context($x, Exception) as ($v, *$v):\n    $B",
    "with contextlib.ExitStack() as stack:\n    stack.enter_context(Box($x))\n    stack.callback(show, $#, $x)\n    $B",
    "with $x as $v:\n    $B", "for $v in range(3):\n    tick()\n    with Box($v):\n        $O",
    "def inner$@(x, *y, z=$x):\n    nonlocal_hint = $v\n    return limit([x, y, z, nonlocal_hint])\n$v = inner$@($x, $x, z=$i)",
    "def inner$@():\n    return $v\n$v = limit($x)\nshow($#, inner$@())",
    "class Local$@(Box):\n    made = $x\n    def value(self): return self.made, $v, __class__.__name__\n    __x = $i\n    def hidden(self): return self.__x\nshow($#, Local$@($x).value())\nshow($#, Local$@($x).hidden())",
    "try:\n    try:\n        $B\n    finally:\n        $B\nexcept $E as error:\n    caught($#, error)",
    "try:\n    raise $E\nexcept $E:\n    try:\n        $B\n    except Exception as error:\n        caught($#, error)\n    show($#, type(sys.exception()))",
    "@traced\n@doubled\ndef inner$@(x=$x): return x\nshow($#, inner$@($x))",
    "def inner$@():\n    $v = yield $x\n    show($#, $v)\n    yield from $l[:2]\n    return $x\nshow($#, dialog(inner$@(), $x, $x))",
    "def inner$@():\n    try:\n        yield $x\n    finally:\n        show($#, $x)\nshow($#, drain(inner$@()))",
    "def inner$@(n):\n    tick()\n    return n if n < 1 else limit(inner$@(n - 1) + $x)\nshow($#, inner$@($k))",
];

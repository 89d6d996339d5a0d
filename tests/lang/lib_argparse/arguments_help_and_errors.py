import os

os.environ["COLUMNS"] = "80"
import argparse, sys, io, contextlib
def show(f):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try: r = f()
        except SystemExit as e: r = ("exit", e.code)
        except Exception as e: r = (type(e).__name__, str(e))
    print(r)
    if out.getvalue(): print("out:", out.getvalue())
    if err.getvalue(): print("err:", err.getvalue())
def P(**k):
    k.setdefault('prog','prog'); k.setdefault('color', False)
    return argparse.ArgumentParser(**k)
p=P(description='A program that does things, described at a length that needs to be wrapped somewhere around here.', epilog='The end.')
p.add_argument('infile', help='input file'); p.add_argument('rest', nargs='*', metavar='REST', help='more')
p.add_argument('-v','--verbose',action='store_true',help='be verbose'); p.add_argument('-n','--number',type=int,default=3,help='a number (default: %(default)s)')
p.add_argument('--level',choices=['low','high'],required=True); p.add_argument('-c',action='count',default=0); p.add_argument('--append',action='append'); p.add_argument('--no',dest='yes',action='store_false'); p.add_argument('--const',action='store_const',const=42); p.add_argument('--version',action='version',version='%(prog)s 1.0'); p.add_argument('--opt',nargs='?',const='C',default='D'); p.add_argument('--two',nargs=2,metavar=('A','B')); p.add_argument('--flag',action=argparse.BooleanOptionalAction,help='flagged'); p.add_argument('--hidden',help=argparse.SUPPRESS)
p.add_argument('--a-very-long-option-name-indeed', help='whose help begins on the next line, and is long enough to be wrapped too')
show(lambda: p.print_help()); show(lambda: p.print_usage())
for args in ['in --level low','in a b --level high -v -n 5 -ccc --append x --append=y --no --const --two 1 2 --flag','in','--level low','in --level mid','in --level low -n x','in --level low --bogus 1','in --level low --two 1','in --level low -n','--version','-h','in --lev low','in --level low --opt','in --level low --opt=E --no-flag','in --level=low -vn7','in --level low -- -x --y','in --level low -n -5','in --level low --no=3','in --level low --a 3','in --level low -x', '--level low -5 x']:
    show(lambda: sorted(vars(p.parse_args(args.split())).items(), key=lambda kv: kv[0]))
show(lambda: p.parse_known_args(['in','--level','low','--bogus','1']))
q=P(usage='%(prog)s [things]'); g=q.add_argument_group('group','about it'); g.add_argument('--x'); m=q.add_mutually_exclusive_group(required=True); m.add_argument('--y',action='store_true'); m.add_argument('--z',action='store_true')
show(lambda: q.print_help())
for args in ['--y','--y --z','']: show(lambda: q.parse_args(args.split()))
s=P(); s.add_argument('--top'); sub=s.add_subparsers(dest='cmd',title='commands',help='what to do',required=True); a=sub.add_parser('add',help='adds',aliases=['plus']); a.add_argument('n',type=int,nargs='+'); a.set_defaults(func='F'); b=sub.add_parser('rm'); b.add_argument('--force',action='store_true')
show(lambda: s.print_help()); show(lambda: a.print_help())
for args in ['add 1 2','plus 3','rm --force','','bad','add','--top 3 add 1','add x']: show(lambda: s.parse_args(args.split()))
d=P(formatter_class=argparse.ArgumentDefaultsHelpFormatter); d.add_argument('--x',default=5,help='an x'); d.add_argument('y',nargs='?',default='Y',help='a y'); show(lambda: d.print_help())
r=P(formatter_class=argparse.RawDescriptionHelpFormatter,description='a\n  b',add_help=False); r.add_argument('x',choices=['p','q']); show(lambda: r.print_help())
e=P(exit_on_error=False); e.add_argument('-n',type=int)
def ex(f):
    try: return f()
    except argparse.ArgumentError as x: return str(x), x.argument_name
show(lambda: ex(lambda: e.parse_args(['-n','x'])))
def typ(s): raise argparse.ArgumentTypeError('custom '+s)
t=P(); t.add_argument('x',type=typ); show(lambda: t.parse_args(['v']))
c=P(parents=[P(add_help=False)],prefix_chars='-+',fromfile_prefix_chars='@',argument_default=argparse.SUPPRESS,allow_abbrev=False); c.add_argument('+f',type=float); c.add_argument('--longer'); show(lambda: c.parse_args(['+f','1.5'])); show(lambda: c.parse_args(['--long','1.5']))
x=P(); x.add_argument('a',nargs=argparse.REMAINDER); x.add_argument('-q',action='store_true'); show(lambda: x.parse_args(['-q','b','-z','c']))
for bad in [lambda: P().add_argument('--a','b'),lambda: P().add_argument('-x',action='nope'),lambda: [p.add_argument('-v')],lambda: P().add_argument('x',required=True),lambda: P().add_argument('--x',nargs=0),lambda: P().add_argument('--x',type='int'),lambda: P().add_argument('-')]: show(bad)
print(argparse.Namespace(a=1,b='x'), argparse.Namespace(a=1)==argparse.Namespace(a=1), 'a' in argparse.Namespace(a=1))

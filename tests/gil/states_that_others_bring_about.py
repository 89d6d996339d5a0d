# Reprs and errors of threads, queues and futures in states that others bring about.
import concurrent.futures as cf, queue, re, sched, sys, threading, time, _thread, contextvars, signal, os, logging, io, gc, weakref
def text(v): return re.sub(r"(owner=|started |stopped |ident=|daemon |Thread-)\d+", r"\1N", re.sub(r"0x[0-9a-f]+", "0x", repr(v)))
def attempt(label, call, *a, **k):
    try: r = call(*a, **k)
    except BaseException as e: print(label, type(e).__name__, text(e), text(e.__cause__), text(e.__context__))
    else: print(label, text(r))
# subclass hooks
class L:
    "a lock-like"
    def __init__(s): s.n = []
    def acquire(s, *a): s.n.append("acquire"); return True
    def release(s): s.n.append("release")
    def locked(s): return False
    def __enter__(s): s.n.append("enter"); return s
    def __exit__(s, *a): s.n.append("exit")
    def __repr__(s): return "L()"
l = L(); c = threading.Condition(l)
attempt("own lock", lambda: [c.__enter__() is l, c.__exit__(None, None, None), l.n, repr(c), c._is_owned()])
attempt("wait", c.wait, 0); print(l.n)
attempt("notify", c.notify)
class NoLock: pass
attempt("nolock", threading.Condition, NoLock())
# Event / Semaphore in with / waiting counts
e = threading.Event()
ts = [threading.Thread(target=e.wait, name=f"w{i}") for i in range(3)]
for t in ts: t.start()
while len(e._cond._waiters) < 3: time.sleep(0.001)
attempt("cond", lambda: re.sub("<.*lock.*>, ", "L, ", repr(e._cond)))
e.set()
for t in ts: t.join()
s = threading.BoundedSemaphore(2)
with s: attempt("sem", repr, s)
attempt("sem", repr, s)
attempt("rel", s.release)
# threads
class T(threading.Thread):
    def run(self): raise KeyError("x")
seen = []
threading.excepthook = lambda a: seen.append((a.exc_type, repr(a.exc_value), type(a.exc_traceback).__name__, a.thread.name))
t = T(name="tt"); t.start(); t.join(); print(seen)
def bad(a): raise ValueError("hook")
threading.excepthook = bad
keep = sys.stderr; sys.stderr = io.StringIO(); 
t = T(name="tt"); t.start(); t.join()
out = sys.stderr.getvalue(); sys.stderr = keep
print([l for l in out.splitlines() if not l.startswith(" ")])
threading.excepthook = None
attempt("Thread", threading.Thread)
threading.excepthook = threading.__excepthook__
class X(threading.Thread):
    def run(self): sys.exit("bye")
t = X(); t.start(); t.join(); print(t.is_alive())
t = threading.Thread(target=lambda: _thread.exit()); t.start(); t.join()
names = []
def worker(): names.append((threading.current_thread().name, threading.current_thread() in threading.enumerate(), threading.active_count() >= 2))
for n in (None, "n"): t = threading.Thread(target=worker, name=n); t.start(); t.join()
print([re.sub(r"\d+", "N", n[0]) for n in names], [n[1:] for n in names])
t = threading.Thread(target=worker, daemon=True)
def inherit(): names.append(threading.Thread().daemon)
t = threading.Thread(target=inherit, daemon=True); t.start(); t.join(); print(names[-1])
t = threading.Thread(name="a"); t.name = "b"; print(t.name, t.getName.__name__)
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    t.getName(); t.setName("c"); t.isDaemon(); t.setDaemon(True); threading.currentThread(); threading.activeCount(); threading.Condition().notifyAll if 0 else None; threading.Event().isSet()
    c = threading.Condition(); c.acquire(); c.notifyAll()
    for x in w: print(x.category.__name__, x.message, os.path.basename(x.filename))
# trace and profile
attempt("trace", lambda: (threading.gettrace(), threading.getprofile()))
f = lambda *a: None
threading.settrace(f); threading.setprofile(f); got = []
t = threading.Thread(target=lambda: got.append((sys.gettrace() is f, sys.getprofile() is f))); t.start(); t.join(); print(got, threading.gettrace() is f, threading.getprofile() is f)
threading.settrace(None); threading.setprofile(None)
# contexts
v = contextvars.ContextVar("v", default=0); v.set(5)
out = []
t = threading.Thread(target=lambda: out.append(v.get())); t.start(); t.join()
ctx = contextvars.copy_context()
t = threading.Thread(target=lambda: out.append(v.get()), context=ctx); t.start(); t.join(); print(out)
def in_run():
    t = threading.Thread(target=lambda: None, context=ctx); t.start(); t.join()
keep = sys.stderr; sys.stderr = io.StringIO(); ctx.run(in_run); o = sys.stderr.getvalue(); sys.stderr = keep
print([re.sub("0x[0-9a-f]+", "0x", re.sub(r"Thread-\d+", "Thread-N", l)) for l in o.splitlines() if not l.startswith(" ")])
# queue odd
class Q(queue.Queue):
    def _put(self, i): raise KeyError(i)
q = Q(); attempt("put", q.put, 1); attempt("state", lambda: (q.qsize(), q.unfinished_tasks, q.mutex.locked()))
class Q2(queue.Queue):
    def _qsize(self): return 7
q = Q2(3); attempt("put", q.put, 1, False); attempt("full", lambda: (q.full(), q.empty(), q.qsize()))
q = queue.Queue(2); q.put(1); q.put(2); q.shutdown(); attempt("get", q.get); attempt("get", q.get); attempt("get", q.get); attempt("put", q.put_nowait, 1); attempt("join", lambda: q.unfinished_tasks)
q = queue.PriorityQueue(); q.put((1, "b")); q.put((1, "a")); q.put((0, object)); attempt("get", q.get); attempt("get", q.get); attempt("put", q.put, (1, 5)); attempt("get", q.get); attempt("size", q.qsize)
# futures odd
logging.getLogger("concurrent.futures").disabled = True
class E(Exception): pass
f1, f2, f3 = cf.Future(), cf.Future(), cf.Future()
f1.set_exception(E("x")); f2.cancel(); f2.set_running_or_notify_cancel(); f3.set_result(3)
attempt("wait", lambda: [len(x) for x in cf.wait([f1, f2, f3, f3])])
attempt("order", lambda: len(list(cf.as_completed([f1, f2, f3, f3]))))
attempt("result", f1.result); attempt("result", f2.result); attempt("exc", f2.exception); attempt("exc", f1.exception)
calls = []
f3.add_done_callback(calls.append); f3.add_done_callback(lambda f: 1 / 0); print(len(calls))
p = cf.ThreadPoolExecutor(1, thread_name_prefix="pre")
g = threading.Event(); r = p.submit(g.wait); n = p.submit(int); 
while not r.running(): time.sleep(0.001)
attempt("running", repr, r); attempt("pending", repr, n); attempt("cancel", n.cancel); attempt("cancel", r.cancel); attempt("repr", repr, n); attempt("timeout", r.result, 0.01); attempt("timeout", r.exception, 0.01)
attempt("as_completed", lambda: list(cf.as_completed([r], timeout=0.01))); attempt("wait", lambda: [len(x) for x in cf.wait([r], 0.01)])
attempt("map", lambda: list(p.map(int, ["1"], timeout=0.01)))
g.set(); p.shutdown(); attempt("repr", repr, r); attempt("submit", p.submit, int)
with cf.ThreadPoolExecutor(2, initializer=lambda *a: calls.append(a), initargs=(1, 2)) as p: p.submit(int).result()
print(calls[1:])
with cf.ThreadPoolExecutor(2) as p:
    attempt("map", lambda: list(p.map(int, ["1", "x", "3"])))
    attempt("map", lambda: list(p.map(pow, [1, 2, 3], [2, 2])))
    attempt("map", lambda: list(p.map(pow, [1, 2, 3], [2, 2, 2], buffersize=1)))
    it = p.map(int, ["1", "2"]); attempt("next", next, it); attempt("close", it.close); attempt("next", next, it, "end")
    attempt("raise", p.submit(lambda: sys.exit(3)).result)
    attempt("nested", p.submit(lambda: p.submit(int).result()).result)
    attempt("gen", lambda: list(p.map(int, (x for x in "12"))))
    def badgen():
        yield "1"
        raise KeyError("gen")
    attempt("gen", lambda: list(p.map(int, badgen())))
    attempt("gen", lambda: list(p.map(int, badgen(), buffersize=1)))

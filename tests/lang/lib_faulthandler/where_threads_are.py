# dump_traceback(), of one thread and of all; idents, names of threads and the library's frames are cut out.
import faulthandler
import os
import threading


def report(**options):
    read, write = os.pipe()
    faulthandler.dump_traceback(write, **options)
    os.close(write)
    with open(read) as file:
        for line in file.read().splitlines():
            if " 0x" in line and line.endswith("(most recent call first):"):
                print(line[:line.index(" 0x")], len(line[line.index("0x"):].split()[0]), "(most recent call first):")
            elif not line.startswith("  File ") or "where_threads_are.py" in line:
                print(line.replace(os.path.dirname(os.path.abspath(__file__)) + "/", ""))


def outer():
    inner()


def inner():
    report(all_threads=False)
    report()


inner()
waiting, goes_on = threading.Event(), threading.Event()


def wait_here():
    waiting.set()
    goes_on.wait()


thread = threading.Thread(target=wait_here, name="waiter")
thread.start()
waiting.wait()
outer()
goes_on.set()
thread.join()


def deep(n):
    if n:
        deep(n - 1)
    else:
        report(all_threads=False)


deep(200)
names = {}
exec(compile("def f\xe9\u4e00\U00020000(report): report(all_threads=False)", "where_threads_are.py \xe9", "exec"), names)
names["f\xe9\u4e00\U00020000"](report)

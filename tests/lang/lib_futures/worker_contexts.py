# A pool of another kind: prepare_context() says what its workers do before, for and after their calls.
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool, WorkerContext

log = []


class Context(WorkerContext):
    def __init__(self, initializer, initargs, label):
        super().__init__(initializer, initargs)
        self.label = label

    def initialize(self):
        log.append(f"{self.label} initialize")
        super().initialize()

    def run(self, task):
        log.append(f"{self.label} runs {task[0].__name__}{task[1]}")
        return ["result", super().run(task)]

    def finalize(self):
        log.append(f"{self.label} finalize")


class Broken(BrokenThreadPool):
    pass


class Pool(ThreadPoolExecutor):
    BROKEN = Broken

    @classmethod
    def prepare_context(cls, initializer, initargs, *, label="worker"):
        _, resolve_task = Context.prepare(initializer, initargs)
        return (lambda: Context(initializer, initargs, label)), resolve_task


with Pool(1, initializer=log.append, initargs=("initializer",), label="one") as pool:
    print(pool.submit(divmod, 7, 2).result())
    print(list(pool.map(abs, [-1, -2])))
    print(type(pool.submit(divmod, 1, 0).exception()).__name__)
print(*log, sep="\n")

import logging
logging.disable()
pool = Pool(1, initializer=divmod, initargs=(1, 0))
future = pool.submit(print)
try:
    future.result()
except Broken as error:
    print(type(error).__name__, error)
try:
    pool.submit(print)
except Broken as error:
    print(type(error).__name__, error)
pool.shutdown()
print(log[-2:])
for make in (lambda: Pool(lable=1), lambda: ThreadPoolExecutor(label=1), lambda: ThreadPoolExecutor(0),
             lambda: ThreadPoolExecutor(initializer=1), lambda: ThreadPoolExecutor("x")):
    try:
        make()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
plain = WorkerContext(print, ("initializer runs",))
plain.initialize()
print(plain.run((max, (1, 2), {"key": abs})), plain.finalize())
print(WorkerContext.prepare(None, ())[1](len, ("a",), {}))

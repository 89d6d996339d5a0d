"""The pool of interpreters, which cannot be had yet: making one says what is missing."""

from concurrent.futures import thread


class InterpreterPoolExecutor(thread.ThreadPoolExecutor):
    """Would run calls in interpreters of their own."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        raise NotImplementedError("Gila does not support InterpreterPoolExecutor yet: "
                                  "it needs several interpreters (concurrent.interpreters)")

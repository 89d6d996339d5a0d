"""Which files are run, and which of their tests are left out, for which reason.

Only what the interpreter is not meant to have is left out here: what is missing, but should
be there, fails.
"""



FILES = [
    "test_threading", "test_thread", "test_threading_local", "test_threadsignals",
    "test_queue", "test_sched", "test_atexit", "test_context",
    "test_concurrent_futures.test_as_completed", "test_concurrent_futures.test_deadlock",
    "test_concurrent_futures.test_future", "test_concurrent_futures.test_init",
    "test_concurrent_futures.test_shutdown", "test_concurrent_futures.test_thread_pool",
    "test_concurrent_futures.test_wait",
    "test_select", "test_selectors", "test_signal", "test_socket", "test_subprocess",
]

# File (or package), a text in the names of the tests that are left out, why.
RULES = [
    ("test_concurrent_futures", "ProcessPool", "needs a pool of processes"),
    ("test_concurrent_futures", "InterpreterPool", "needs subinterpreters"),
    ("test_socket", "GeneralModuleTests.testSendtoErrors", "needs complex numbers"),
    ("test_socket", "BasicBluetoothTest", "needs sockets for Bluetooth"),
    ("test_socket", "PurePythonSocketPairTest", "needs CPython's function for systems without socketpair()"),
    ("test_concurrent_futures.test_thread_pool", "test_hang_global_shutdown_lock",
     "needs a pool of processes"),
    ("test_concurrent_futures.test_thread_pool", "test_process_fork_from_a_threadpool",
     "needs multiprocessing"),
]

# Pieces of a file's text that keep all of it from being compiled, and what stands there instead.
# The tests that they belong to are left out above.
TEXTS = {
    "test_socket": [("5j", "NotImplemented")],
}


def reason_to_skip(module, test):
    for file, text, reason in RULES:
        if (module == file or module.startswith(file + ".")) and text in test:
            return reason
    return None

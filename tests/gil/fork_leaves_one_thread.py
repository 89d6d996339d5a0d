# options: -W ignore
# A child has only the thread that forked, which is its main thread; what others held or waited for hurts nobody.
import os
import queue
import threading
import time

lock = threading.Lock()
tasks = queue.Queue()
stop = threading.Event()


def wait_for_lock():
    with lock:
        pass


def spin():
    while not stop.is_set():
        pass


threads = [threading.Thread(target=wait_for_lock), threading.Thread(target=tasks.get),
           threading.Thread(target=spin), threading.Thread(target=spin)]


def fork_and_report():
    pid = os.fork()
    if not pid:
        status = 1
        try:
            print([thread.is_alive() for thread in threads], threading.active_count())
            main = threading.main_thread()
            print(main is threading.current_thread(), main.name)
            # None of those that are gone gets what is given now.
            lock.release()
            print(lock.acquire(timeout=1))
            tasks.put("task")
            print(tasks.get(timeout=1))
            found = []
            more = [threading.Thread(target=lambda: found.append(sum(range(100000)))) for _ in range(4)]
            for thread in more:
                thread.start()
            for thread in more:
                thread.join()
            print(found)
            status = 7
        finally:
            os.sys.stdout.flush()
            os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


lock.acquire()
for thread in threads:
    thread.start()
time.sleep(0.05)
os.sys.stdout.flush()
fork_and_report()
os.sys.stdout.flush()
forking = threading.Thread(target=fork_and_report, name="forking")
forking.start()
forking.join()
for _ in range(20):
    pid = os.fork()
    if not pid:
        worker = threading.Thread(target=time.sleep, args=(0.001,))
        worker.start()
        worker.join()
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
stop.set()
lock.release()
tasks.put(None)
for thread in threads:
    thread.join()
print("all", [thread.is_alive() for thread in threads])

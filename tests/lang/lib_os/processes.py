# options: -W ignore
import os
import signal
import sys


def show(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


def child(function):
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        status = 99
        try:
            status = function() or 0
        finally:
            sys.stdout.flush()
            os._exit(status)
    return pid


print(os.waitstatus_to_exitcode(os.waitpid(child(lambda: 5), 0)[1]))
status = os.waitpid(child(lambda: os.kill(os.getpid(), signal.SIGKILL)), 0)[1]
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.waitstatus_to_exitcode(status))
pid = child(lambda: 3)
print([value == pid if at == 0 else value for at, value in enumerate(os.waitid(os.P_PID, pid, os.WEXITED))][2:])
pid = child(lambda: 4)
found, status, usage = os.wait4(pid, 0)
print(found == pid, os.WEXITSTATUS(status), type(usage).__name__, usage.ru_utime >= 0, len(usage))
show(lambda: os.waitpid(-1, 0))
show(lambda: os.waitid(os.P_ALL, 0, os.WEXITED))
show(lambda: os.wait3(0))

events = []
os.register_at_fork(before=lambda: events.append("before 1"), after_in_child=lambda: events.append("child 1"),
                    after_in_parent=lambda: events.append("parent 1"))
os.register_at_fork(before=lambda: events.append("before 2"), after_in_child=lambda: events.append("child 2"),
                    after_in_parent=lambda: events.append("parent 2"))
os.waitpid(child(lambda: print(events)), 0)
print(events)
show(lambda: os.register_at_fork())
show(lambda: os.register_at_fork(before=1))
show(lambda: os.register_at_fork(1))

pid = os.posix_spawn("/bin/sh", ["sh", "-c", "echo spawned; exit 6"], os.environ)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
actions = [(os.POSIX_SPAWN_OPEN, 5, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, 5, 1)]
pid = os.posix_spawnp("echo", ["echo", "nobody sees it"], os.environ, file_actions=actions)
print(os.waitpid(pid, 0)[1])
show(lambda: os.posix_spawn("/nonexistent", ["a"], {}))
show(lambda: os.posix_spawn("/bin/true", [], {}))
show(lambda: os.posix_spawn("/bin/true", ["a"], {}, file_actions=5))
show(lambda: os.posix_spawn("/bin/true", ["a"], {}, file_actions=[5]))
show(lambda: os.posix_spawn("/bin/true", ["a"], {}, file_actions=[(9, 1)]))
show(lambda: os.posix_spawn("/bin/true", 5, {}))
show(lambda: os.posix_spawn("/bin/true", ["a"], {}, setsigmask=[0]))
show(lambda: os.execv("/bin/true", []))
show(lambda: os.execv("/bin/true", [""]))
show(lambda: os.execv("/bin/true", 5))
show(lambda: os.execve("/nonexistent", ["a"], {}))
show(lambda: os.execvp("nonexistent-program", ["a"]))
print(os.spawnl(os.P_WAIT, "/bin/sh", "sh", "-c", "exit 8"), os.spawnvp(os.P_WAIT, "nonexistent-program", ["a"]))
os.environ["GILA_TEST"] = "from here"
sys.stdout.flush()
print(os.system("echo $GILA_TEST; exit 2"))
with os.popen("cat; exit 3") as file:
    print(repr(file.read()))
file = os.popen("exit 3")
print(file.close())
with os.popen("cat", "w") as file:
    print(file.write("written\n"))
show(lambda: os.popen("x", "a"))
show(lambda: os.popen(5))
show(lambda: os.kill(os.getpid(), 1000))
show(lambda: os.waitpid(1 << 40, 0))
show(lambda: os.waitstatus_to_exitcode(0x7F))
show(lambda: os.getpgid(os.getpid()) == os.getpgrp())

import os
import signal
import threading


def show(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


S = signal
show(lambda: S.signal(0, S.SIG_DFL))
show(lambda: S.signal(65, S.SIG_DFL))
show(lambda: S.signal("a", 1))
show(lambda: S.signal(S.SIGUSR1, 7))
show(lambda: S.signal(S.SIGKILL, S.SIG_DFL))
show(lambda: [S.getsignal(number) for number in (2, 9, 11, 13, 25, 33)])
show(lambda: [S.strsignal(number) for number in (2, 16, 30, 32, 34, 64)])
show(lambda: S.strsignal(0))
show(lambda: S.raise_signal(0))
show(lambda: S.raise_signal(65))
show(lambda: S.pthread_kill(threading.get_ident(), 0))
show(lambda: S.pthread_sigmask(9, []))
show(lambda: S.pthread_sigmask(S.SIG_BLOCK, [0]))
show(lambda: S.pthread_sigmask(S.SIG_BLOCK, 5))
show(lambda: S.pthread_sigmask(S.SIG_BLOCK, ["a"]))
show(lambda: S.pthread_sigmask(S.SIG_BLOCK, [S.SIGUSR1, S.SIGUSR2]))
show(lambda: sorted(S.pthread_sigmask(S.SIG_BLOCK, [])))
show(S.sigpending)
os.kill(os.getpid(), S.SIGUSR1)
show(S.sigpending)
info = S.sigtimedwait([S.SIGUSR1], 0)
print(type(info), info.si_signo, info.si_code, info.si_errno, info.si_pid == os.getpid(), len(info))
show(lambda: S.sigtimedwait([S.SIGUSR1], 0))
show(lambda: S.sigtimedwait([S.SIGUSR1], -1))
show(lambda: S.sigtimedwait([S.SIGUSR1], "a"))
os.kill(os.getpid(), S.SIGUSR2)
show(lambda: S.sigwait([S.SIGUSR1, S.SIGUSR2]))
S.signal(S.SIGUSR1, lambda number, frame: print("handler of", S.Signals(number).name))
S.raise_signal(S.SIGUSR1)
print("blocked")
S.pthread_sigmask(S.SIG_UNBLOCK, [S.SIGUSR1])
print("unblocked")

show(lambda: S.set_wakeup_fd(-1))
show(lambda: S.set_wakeup_fd(999))
reading, writing = os.pipe()
try:
    S.set_wakeup_fd(writing)
except ValueError as error:
    print(str(error).replace(str(writing), "FD"))
os.set_blocking(writing, False)
print(S.set_wakeup_fd(writing))
S.raise_signal(S.SIGUSR1)
S.raise_signal(S.SIGUSR1)
print(os.read(reading, 10), S.set_wakeup_fd(-1) == writing)

show(lambda: S.siginterrupt(0, 1))
show(lambda: S.siginterrupt(10, 1))
show(lambda: S.alarm("a"))
show(lambda: S.alarm(1 << 40))
show(lambda: S.setitimer(7, 1))
show(lambda: S.setitimer(S.ITIMER_REAL, -1))
show(lambda: S.setitimer(S.ITIMER_REAL, 0))
show(lambda: S.getitimer(8))
show(lambda: S.setitimer(S.ITIMER_REAL, "a"))
show(lambda: S.pidfd_send_signal(0, 10))
show(lambda: S.Signals(99))
print(list(S.Signals))
print(list(S.Handlers), list(S.Sigmasks), S.SIGCLD, S.SIGIOT, S.ItimerError, S.ItimerError.__mro__)
show(lambda: S.default_int_handler(1, None))


def in_thread():
    show(lambda: S.signal(S.SIGUSR1, S.SIG_DFL))
    show(lambda: S.set_wakeup_fd(-1))


thread = threading.Thread(target=in_thread)
thread.start()
thread.join()

# register(): the report comes at once, and the handler from before may be called as well.
import faulthandler
import os
import signal


def report_of_signal(chain):
    read, write = os.pipe()
    faulthandler.register(signal.SIGUSR1, file=write, all_threads=False, chain=chain)
    signal.raise_signal(signal.SIGUSR1)
    print(faulthandler.unregister(signal.SIGUSR1))
    os.close(write)
    with open(read) as file:
        for line in file:
            print(line.rstrip().replace(os.path.dirname(os.path.abspath(__file__)) + "/", ""))


def handler(number, frame):
    print("handler of", number)


signal.signal(signal.SIGUSR1, handler)
report_of_signal(False)
report_of_signal(True)
signal.raise_signal(signal.SIGUSR1)

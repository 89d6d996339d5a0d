class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = D("only global")
import atexit

atexit.register(print, "atexit")
print("end of main")

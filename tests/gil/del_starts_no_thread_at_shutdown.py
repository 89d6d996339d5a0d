import threading


class D:
    def __del__(self):
        try:
            threading.Thread(target=print, args=("never",)).start()
        except RuntimeError as e:
            print(type(e).__name__, e)


d = D()
print("main ends")

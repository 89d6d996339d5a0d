def fails():
    return 1 / 0


class D:
    def __del__(self):
        fails()


d = D()
print("main ends")

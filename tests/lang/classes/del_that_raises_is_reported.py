class Bad:
    def __del__(self):
        raise ValueError("from del")


b = Bad()
b = None
print("goes on")

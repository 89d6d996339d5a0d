# options: -W default
import os


def forget():
    a = open("unclosed.tmp", "w")
    a.write("text")
    b = open("unclosed.tmp", "rb")
    with open("unclosed.tmp", "rb") as closed:
        pass
    c = open("unclosed.tmp", "rb", buffering=0)
    del a
    del b
    del c


forget()
print(open("unclosed.tmp").read())
os.remove("unclosed.tmp")
reader, writer = os.pipe()
os.fdopen(reader, closefd=False)
kept = open(os.devnull, "w", encoding="ascii")

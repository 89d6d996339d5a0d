class C:
    @property
    def p(self):
        return self.missing


class D(C):
    def __getattr__(self, name):
        return f"getattr({name})"


try:
    C().p
except AttributeError as e:
    print(e)
print(D().p, D().other, hasattr(C(), "p"), getattr(C(), "p", "default"))

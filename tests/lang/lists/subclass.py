class Stack(list):
    def push(self, v):
        self.append(v)

    def __getitem__(self, i):
        return ("got", super().__getitem__(i))

    def __len__(self):
        return 99


s = Stack("ab")
s.push("c")
s.extra = 1
print(s, s[0], len(s), [x for x in s], s == ["a", "b", "c"], type(s + []), type(s[:1]))
print(type(s.copy()), isinstance(s, list), vars(s), bool(s))
print(s[-1], s.pop(), list(s), Stack(), repr(Stack([1])), *s)

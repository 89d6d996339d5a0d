class G:
    x = 1

    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("hidden")
        if name == "__dict__":
            return {"fake": 1}
        print("getattribute", name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return f"fallback for {name}"

    def m(self):
        return self.x


g = G()
print(g.x, g.secret, g.m(), g.absent, g.__dict__, vars(g))
g.y = 5
print(g.y, hasattr(g, "z"), object.__getattribute__(g, "__dict__"))
print(len("not affected"), str(G.x))

def f(self):
    self.d["x"] += 1
    self.d[0][1] -= self.e
    self.a.b += 1

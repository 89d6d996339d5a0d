@decorate
class A(B, metaclass=M):
    """Doc."""
    x = 1
    def method(self):
        self.y = self.x
        return super().method(), __class__
    class Inner: pass

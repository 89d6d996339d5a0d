class BankError(Exception):
    """Everything that can go wrong at the bank."""


class NotEnough(BankError):
    def __init__(self, need, have):
        super().__init__(f"need {need:.2f}, have {have:.2f}")
        self.missing = need - have


class Account:
    _next = 1

    def __init__(self, owner, balance=0.0):
        self.owner, self._balance = owner, balance
        self.number = Account._next
        type(self)._next += 1
        self.history = []

    @property
    def balance(self):
        return self._balance

    def withdraw(self, amount):
        if amount > self._balance:
            raise NotEnough(amount, self._balance)
        self._balance -= amount
        self.history.append(("out", amount))

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError(f"bad amount: {amount}")
        self._balance += amount
        self.history.append(("in", amount))

    def __repr__(self):
        return f"<{type(self).__name__} {self.number} of {self.owner}: {self._balance:,.2f}>"


class Savings(Account):
    def __init__(self, *args, rate=0.05, **kw):
        super().__init__(*args, **kw)
        self.rate = rate

    def year(self):
        self.deposit(round(self._balance * self.rate, 2))


def transfer(a, b, amount):
    try:
        a.withdraw(amount)
        b.deposit(amount)
    except NotEnough as e:
        raise BankError(f"transfer of {amount} failed") from e
    else:
        return "ok"
    finally:
        print("tried", amount)


a, s = Account("Ada", 100), Savings("Bob", 1234567.891, rate=0.1)
print(transfer(a, s, 30.5), a, s)
for amount in (500, -1):
    try:
        transfer(a, s, amount)
    except BankError as e:
        print(e, "because", e.__cause__, e.__cause__.missing)
    except ValueError as e:
        print(e)
s.year()
print(s, s.history, a.history, Account._next)
try:
    a.balance = 5
except AttributeError as e:
    print(e)

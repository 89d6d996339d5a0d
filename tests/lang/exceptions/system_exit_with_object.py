class Odd:
    def __str__(self):
        return "odd exit value"


raise SystemExit(Odd())

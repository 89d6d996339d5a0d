n = 3**2000
text = str(n)
print(len(text), text[:20], text[-20:], int(text) == n)
print(len(str(7**4000)), hex(2**100), oct(2**70), bin(2**66))
import sys

print(sys.get_int_max_str_digits())
for f in (lambda: str(10**5000), lambda: int("1" * 5000)):
    try:
        f()
    except ValueError as e:
        print(e)
print(int("f" * 5000, 16).bit_length(), len(hex(10**5000)))
sys.set_int_max_str_digits(6000)
print(len(str(10**5000)), int("1" * 5000) % 1000007)

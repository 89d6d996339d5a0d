a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a)
x = 1
for i in range(60):
    x = x * -3 + i
print(x, x // 1000, x % 1000, -x // 1000, x >> 5, x & 0xFFFF, x.bit_length(), hash(x))
print(sum(range(10**6)), sum([2**62] * 4), sum([10**18] * 100) - 10**20)
import math

print(math.factorial(30), math.gcd(2**80, 6**40), math.isqrt(10**41), math.comb(60, 30), math.lcm(10**12, 15))

# A comment before everything.

if 1:
  two = 2
  if two:
      six = 6

# a comment at another indentation
  # even here
print(two +
      six, [1,
  2,   # inside brackets indentation is free
        3], \
    "joined")
def f(a,
      b=2,   # comment
      ): return (a
                 + b)
class A: x = 1; y = 2
print(f(1), A.x + A.y); print("semicolon");
if two: print("one"); print("line")
x = {
    "trailing": "comma",
}
print(x,)
é = naïve = "unicode names"
print(é, ﬁ := 1, fi)
for _ in "ab": pass
else: print("end")

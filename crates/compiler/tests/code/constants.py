x = 1 + 2 * 3, "a" "b" + "c", -5, not 0, 2 ** 10, 0.1 + 0.2, (1, (2, "x"))
y = 1, 1.0, True, 0.0, -0.0
if 0:
    never()
while 1:
    always()
    break
z = x in {1, 2} or x in [3, 4]

words = ["pear", "fig", "apple", "kiwi", "date", "Elder"]
print(sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, reverse=True))
print(sorted(words, key=str.lower), words.sort(key=lambda w: w[-1]), words)
pairs = [(i % 3, -i) for i in range(9)]
pairs.sort(key=lambda p: p[0])
print(pairs)
nums = [5, 2.5, True, -1, 10**20, 0]
nums.sort()
print(nums, sorted([(2, "b"), (2, "a"), (1, "z")]), sorted([[2], [1, 5], []]))
for f in (
    lambda: sorted([1, "a"]), lambda: [None, None].sort(), lambda: sorted([1], len),
    lambda: [1, 2].sort(key=5), lambda: sorted(), lambda: sorted(5), lambda: [2, 1].sort(cmp=1),
    lambda: sorted([1], reverse="x"),
):
    try:
        print(f())
    except TypeError as e:
        print(e)

text = """the quick brown fox jumps over the lazy dog
the dog sleeps and the fox runs"""
counts = {}
lengths = {}
for number, line in enumerate(text.splitlines(), start=1):
    for word in line.split():
        counts.setdefault(word, []).append(number)
        lengths.setdefault(len(word), set()).add(word)
for word, lines in sorted(counts.items(), key=lambda item: (-len(item[1]), item[0]))[:5]:
    print(f"{word:<8}{len(lines):>3}  lines {', '.join(map(str, lines))}")
for n in sorted(lengths):
    print(n, sorted(lengths[n]))
longest = max(counts, key=lambda w: (len(w), w))
print(f"{longest=} {sum(len(v) for v in counts.values())} words, {len(counts)} different")

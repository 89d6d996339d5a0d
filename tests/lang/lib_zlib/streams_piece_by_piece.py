import threading
import zlib

data = b"".join(b"%d " % (n * n) for n in range(5000))
for wbits in (15, 9, -15, -9, 31, 25):
    maker = zlib.compressobj(9, zlib.DEFLATED, wbits)
    packed = b"".join(maker.compress(data[i : i + 1000]) for i in range(0, len(data), 1000)) + maker.flush()
    print(wbits, len(packed) < len(data) // 2, zlib.decompress(packed, wbits) == data)
    reader = zlib.decompressobj(wbits)
    out = b"".join(reader.decompress(packed[i : i + 77]) for i in range(0, len(packed), 77))
    print(out == data, reader.eof, reader.unused_data, reader.unconsumed_tail, reader.flush())

packed = zlib.compress(data)
reader = zlib.decompressobj()
out = reader.decompress(packed + b"behind", 100)
print(len(out), reader.eof, len(reader.unconsumed_tail) > 0, reader.unused_data)
while not reader.eof:
    out += reader.decompress(reader.unconsumed_tail, 5000)
print(out == data, reader.unused_data, reader.unconsumed_tail)
print(zlib.decompress(packed, 47) == data, zlib.decompress(zlib.compress(data, wbits=31), 47) == data)

maker = zlib.compressobj()
first = maker.compress(b"abc") + maker.flush(zlib.Z_SYNC_FLUSH)
reader = zlib.decompressobj()
print(reader.decompress(first), reader.eof, maker.flush(zlib.Z_NO_FLUSH))
rest = maker.compress(b"def") + maker.flush()
print(reader.decompress(rest), reader.eof, reader.decompress(b"more"), reader.unused_data)
try:
    maker.compress(b"x")
except zlib.error as error:
    print(error)

words = b"the quick brown fox"
maker = zlib.compressobj(zdict=words)
packed = maker.compress(b"the quick brown fox jumps") + maker.flush()
print(zlib.decompressobj(zdict=words).decompress(packed))
try:
    zlib.decompressobj().decompress(packed)
except zlib.error as error:
    print(error)
maker = zlib.compressobj(wbits=-15, zdict=words)
packed = maker.compress(b"the quick brown fox jumps") + maker.flush()
print(zlib.decompressobj(-15, zdict=words).decompress(packed))

results = [None] * 4


def work(number):
    results[number] = zlib.decompress(zlib.compress(data * 20)) == data * 20 and zlib.crc32(data * 20)


threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)

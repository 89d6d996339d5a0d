import hashlib
import hmac
import io
import threading

names = sorted(hashlib.algorithms_guaranteed)
print(names)
print(hashlib.algorithms_guaranteed <= hashlib.algorithms_available)
data = bytes(range(256)) * 20
for name in names + ["sha512_224", "sha512_256"]:
    size = (20,) if name.startswith("shake") else ()
    h = hashlib.new(name, b"abc")
    other = h.copy()
    h.update(data)
    other.update(bytearray(b"d"))
    other.update(memoryview(b"e"))
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(*size), other.hexdigest(*size), h.digest(*size) == bytes.fromhex(h.hexdigest(*size)))
    if name in names:
        print(getattr(hashlib, name)(b"abc").hexdigest(*size) == hashlib.new(name, b"abc").hexdigest(*size))

print(hashlib.blake2b(b"x", digest_size=20, key=b"key", salt=b"salt", person=b"me").hexdigest())
print(hashlib.blake2s(b"x", fanout=2, depth=2, leaf_size=64, node_offset=3, node_depth=1, inner_size=16, last_node=True).hexdigest())
print(hashlib.blake2b.SALT_SIZE, hashlib.blake2s.MAX_KEY_SIZE, hashlib.blake2s.PERSON_SIZE, hashlib.blake2b.MAX_DIGEST_SIZE)
print(hashlib.file_digest(io.BytesIO(data), "sha256").hexdigest() == hashlib.sha256(data).hexdigest())
print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 3, 30).hex())

print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.digest(b"k" * 200, b"m", hashlib.md5).hex())
h = hmac.new(b"key", digestmod="md5")
h.update(b"a")
c = h.copy()
c.update(b"b")
print(h.hexdigest(), c.hexdigest(), h.name, h.digest_size, h.block_size)
print(hmac.compare_digest(b"a", b"a"), hmac.compare_digest("a", "b"), hmac.compare_digest(b"a", b"ab"))
for call in (lambda: hmac.new(b"k"), lambda: hmac.compare_digest("\xe9", "a"), lambda: hmac.compare_digest("a", b"a")):
    try:
        print(call())
    except TypeError as error:
        print(error)

shared = hashlib.sha256()
threads = [threading.Thread(target=lambda: [shared.update(b"z" * 5000) for _ in range(20)]) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared.hexdigest() == hashlib.sha256(b"z" * 400000).hexdigest())

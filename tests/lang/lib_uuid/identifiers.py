import pickle
import uuid

u = uuid.UUID("12345678-1234-5678-9234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.urn, u.variant, u.version, u.time, u.clock_seq, u.node)
print(uuid.UUID(bytes=u.bytes) == u, uuid.UUID(bytes_le=u.bytes_le) == u, uuid.UUID(int=u.int) == u, uuid.UUID(fields=u.fields) == u, uuid.UUID("{" + u.hex + "}") == u)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, b"x"), hash(u) == hash(u.int), int(u) == u.int)
a, b = uuid.uuid4(), uuid.uuid4()
print(a != b, a.version, a.variant, len(str(a)), uuid.uuid7().version)
made = [uuid.uuid7() for _ in range(1000)]
print(made == sorted(made), len(set(made)))
print(u < uuid.MAX, u > uuid.NIL, pickle.loads(pickle.dumps(u)) == u)
for call in (lambda: uuid.UUID("12"), lambda: uuid.UUID(), lambda: uuid.UUID(bytes=b"a"), lambda: uuid.UUID(int=-1), lambda: uuid.UUID(int=1, version=9), lambda: setattr(u, "int", 1), lambda: u < 1):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

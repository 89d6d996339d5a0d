def connect(host, *, timeout=5):
    return host, timeout


connect("h", timeuot=3)

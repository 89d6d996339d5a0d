for key in ("text", 5, None, "it's", "", ("a", 1), "line\nbreak"):
    try:
        {}[key]
    except KeyError as e:
        print(str(e), repr(e), f"{e}")
print(KeyError(), repr(KeyError()), str(KeyError("a", "b")), str(KeyError("one arg")))
print(str(LookupError("plain")))
{}["uncaught"]

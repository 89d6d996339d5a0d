data = {"list": [{"x": 1}]}


def find(d, i):
    return d["list"][i]["y"]["z"]


def call(d):
    return len(find(d, 0), key=lambda v: v)


call(data)

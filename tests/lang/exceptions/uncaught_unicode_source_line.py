größe = {"schlüssel": "wért"}


def würfel(x):
    return x["日本"] + größe["schlüssel"] / 2


würfel({"日本": 1})

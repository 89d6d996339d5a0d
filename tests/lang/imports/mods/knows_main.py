import __main__

seen = (__name__, __main__.__name__)

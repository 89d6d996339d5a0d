def calculate(length):
    return lenght * 2


calculate(3)

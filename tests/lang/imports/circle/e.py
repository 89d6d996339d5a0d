import circle.f

e_name = 1

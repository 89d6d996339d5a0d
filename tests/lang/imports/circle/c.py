from circle.d import d_name

c_name = 1

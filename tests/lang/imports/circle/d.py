from circle.c import c_name

d_name = 2

import circle.e

circle.e.e_name

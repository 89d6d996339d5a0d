print("pkg.sub starts")
inner_name = "inner"

import circle.b

done = "a is done"

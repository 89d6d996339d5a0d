from one import x

# options: -X thread_inherit_context=2
print("never")

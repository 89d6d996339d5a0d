# The message of an operator in place has its own sign.
for operator in ("@", "<<", ">>", "&", "|", "^"):
    for left, right in (("1", "2.5"), ("1.5", "2"), ("1.5", "2.5"), ("True", "None"), ("1", "2")):
        if operator != "@" and (left, right) == ("1", "2"):
            continue
        for statement in (f"x = {left}\nx {operator}= {right}", f"{left} {operator} {right}"):
            try:
                exec(statement, {})
            except TypeError as error:
                print(error)

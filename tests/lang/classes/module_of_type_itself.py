# `type` has a descriptor of the name `__module__`, and a module all the same.
print(type.__module__, type(int).__module__, object.__module__, int.__module__)
print(type(type.__dict__["__module__"]).__name__)


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    pass


print(Meta.__module__, WithMeta.__module__, type(Meta).__module__)

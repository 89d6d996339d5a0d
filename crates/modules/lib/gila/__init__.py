"""What Gila has and CPython has not: its parts, to be looked at and changed by programs.

gila.gil  the lock: who gets it next, and where
"""

from math import cosh, sinn

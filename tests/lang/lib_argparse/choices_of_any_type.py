# args: --n 3
# Choices are shown as the texts they are given by.
import argparse

parser = argparse.ArgumentParser(prog="p")
parser.add_argument("--n", type=int, choices=[1, 2])
parser.parse_args()

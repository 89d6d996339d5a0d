# options: -X dev -W ignore::DeprecationWarning
import os
import sys
import warnings

print(sys.flags.dev_mode, sys.warnoptions)
open(os.devnull)
warnings.warn("old", DeprecationWarning)
warnings.warn("with a source", source=[])

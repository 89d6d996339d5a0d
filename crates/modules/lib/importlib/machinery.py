"""The parts of the import system that programs name: here, what a module's spec is."""

from _imp import ModuleSpec

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = []          # Gila writes no bytecode to files
EXTENSION_SUFFIXES = []         # and has no modules in shared libraries


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


def __getattr__(name):
    if name in ("BuiltinImporter", "FrozenImporter", "PathFinder", "FileFinder",
                "SourceFileLoader", "SourcelessFileLoader", "ExtensionFileLoader",
                "NamespaceLoader"):
        raise AttributeError(f"Gila does not support importlib.machinery.{name}: "
                          "its import system has no finders and loaders in Python")
    raise AttributeError

# Making, walking and removing folders; links are seen but not followed.
import os
import os.path as path

home = os.getcwd()
base = path.join(os.environ.get("TMPDIR", "/tmp"), f"lib_os_{os.getpid()}")
os.makedirs(path.join(base, "a", "b"))
os.chdir(base)
try:
    os.makedirs("a/b")
except FileExistsError as error:
    print(error)
os.makedirs("a/b", exist_ok=True)
os.makedirs("x/y/z")
for name, text in (("f.txt", "hi"), ("a/g", "")):
    with open(name, "w") as file:
        file.write(text)
os.symlink("a", "link")
os.symlink("loop", "loop")
for options in ({}, {"topdown": False}, {"followlinks": True}):
    print(sorted((top, sorted(folders), sorted(files)) for top, folders, files in os.walk(".", **options)))
for top, folders, files in os.walk("."):
    folders[:] = [f for f in folders if f == "a"]
    print(top, folders)
for name in ("f.txt", "a", "link", "loop", "link/g", "nope"):
    print(name, path.exists(name), path.lexists(name), path.isdir(name), path.isfile(name), path.islink(name),
          path.realpath(name).removeprefix(path.realpath(base)))
print(path.getsize("f.txt"), path.samefile("a", "link"), sorted(os.listdir()))
os.removedirs("x/y/z")
print(path.exists("x"))
os.renames("a/g", "n/m/g")
print(sorted(os.listdir()), os.listdir("n/m"))
for top, folders, files in os.walk(base, topdown=False):
    for name in files:
        os.remove(path.join(top, name))
    for name in folders:
        below = path.join(top, name)
        os.remove(below) if path.islink(below) else os.rmdir(below)
os.chdir(home)
os.rmdir(base)
print(path.exists(base))

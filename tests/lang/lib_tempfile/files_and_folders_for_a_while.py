import glob
import os
import shutil
import tempfile

with tempfile.TemporaryDirectory(prefix="gl", suffix=".d") as folder:
    print(os.path.isdir(folder), os.path.basename(folder).startswith("gl"), folder.endswith(".d"), os.stat(folder).st_mode & 0o777 == 0o700)
    os.makedirs(os.path.join(folder, "a", "b"))
    for name in "x.py", "y.txt", ".hidden", "a/z.py", "a/b/w.py", "a/b/[odd].py":
        with open(os.path.join(folder, name), "w") as file:
            file.write(name)

    def found(pattern, **options):
        return sorted(glob.glob(pattern, root_dir=folder, **options))

    print(found("*"), found("*.py"), found(".*"), found("a/*"), found("**/*.py", recursive=True), found("**", recursive=True))
    print(found("*", include_hidden=True), found("a/**/", recursive=True), found("nope/*"), found("x.p?"), found("a/b/[[]*"), found("a/b/" + glob.escape("[odd].py")))
    print(len(glob.glob(os.path.join(folder, "*"))), list(glob.iglob("*/z.py", root_dir=folder)))

    print(shutil.copytree(os.path.join(folder, "a"), os.path.join(folder, "c"), ignore=shutil.ignore_patterns("w*")) == os.path.join(folder, "c"))
    print(found("c/**/*", recursive=True))
    try:
        shutil.copytree(os.path.join(folder, "a"), os.path.join(folder, "c"))
    except FileExistsError as error:
        print(type(error).__name__)
    shutil.copytree(os.path.join(folder, "a"), os.path.join(folder, "c"), dirs_exist_ok=True)
    print(found("c/b/*"))
    print(os.path.basename(shutil.copy(os.path.join(folder, "x.py"), os.path.join(folder, "c"))), os.path.basename(shutil.copy2(os.path.join(folder, "x.py"), os.path.join(folder, "new"))))
    try:
        shutil.copyfile(os.path.join(folder, "x.py"), os.path.join(folder, "x.py"))
    except shutil.SameFileError:
        print("same file")
    print(os.path.basename(shutil.move(os.path.join(folder, "new"), os.path.join(folder, "c"))), found("c/n*"))
    try:
        shutil.move(os.path.join(folder, "x.py"), os.path.join(folder, "c"))
    except shutil.Error as error:
        print(str(error).replace(folder, "FOLDER"))
    shutil.rmtree(os.path.join(folder, "c"))
    print(found("c"))
    try:
        shutil.rmtree(os.path.join(folder, "c"))
    except FileNotFoundError as error:
        print(type(error).__name__)
    shutil.rmtree(os.path.join(folder, "c"), ignore_errors=True)

    with tempfile.NamedTemporaryFile("w+", dir=folder, suffix=".txt") as file:
        file.write("text\nmore\n")
        file.seek(0)
        print(list(file), os.path.exists(file.name), file.name.endswith(".txt"))
    print(os.path.exists(file.name), file.closed)
    file = tempfile.NamedTemporaryFile(dir=folder, delete=False)
    file.write(b"kept")
    file.close()
    print(os.path.exists(file.name), open(file.name).read())
    with tempfile.TemporaryFile() as file:
        file.write(b"abc")
        file.seek(1)
        print(file.read())
    with tempfile.SpooledTemporaryFile(max_size=10) as file:
        file.write(b"abc")
        print(file._rolled)
        file.write(b"d" * 20)
        print(file._rolled, file.seek(0), len(file.read()))
    descriptor, path = tempfile.mkstemp(dir=folder, prefix="me")
    os.close(descriptor)
    print(os.path.basename(path)[:2], os.stat(path).st_mode & 0o777 == 0o600)
    print(os.path.basename(tempfile.mkdtemp(dir=folder))[:3], type(tempfile.mkdtemp(dir=os.fsencode(folder))))
print(os.path.exists(folder), tempfile.gettempprefix(), tempfile.gettempdir() == os.fsdecode(tempfile.gettempdirb()))
kept = tempfile.TemporaryDirectory()
print(repr(kept) == f"<TemporaryDirectory {kept.name!r}>")
kept.cleanup()
print(os.path.exists(kept.name))
try:
    tempfile.mkstemp(prefix="a", suffix=b"b")
except TypeError as error:
    print(error)
print(shutil.which("sh") is not None, shutil.which("no such program"), tuple(shutil.get_terminal_size((7, 5)))[0] > 0)

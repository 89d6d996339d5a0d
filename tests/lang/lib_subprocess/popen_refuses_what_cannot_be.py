import subprocess
from subprocess import Popen


def show(*args, **kwargs):
    try:
        with Popen(*args, **kwargs) as process:
            print(process.wait())
    except BaseException as error:
        print(type(error).__name__, error, getattr(error, "errno", None), getattr(error, "filename", None))


show(["true"], bufsize="a")
show(["true"], startupinfo=1)
show(["true"], creationflags=1)
show(["true"], text=True, universal_newlines=False)
show([])
show("")
show(["nonexistent-program"])
show("nonexistent program")
show(["/etc/passwd"])
show(["true"], cwd="/nonexistent")
show(["a\0b"])
show(["true"], env={"a=b": "c"})
show(["true"], env={"a\0": "c"})
show(["true"], env={"a": 1})
show(["true"], env=5)
show([1])
show(5)
show(["true"], stdin="x")
show(["true"], stdin=subprocess.STDOUT)
show(["true"], stdout=subprocess.STDOUT)
show(["true"], executable="/nonexistent/program")
show(["true"], user="nobody-of-that-name")
show(["true"], user=-1)
show(["true"], user=1.5)
show(["true"], user=1 << 64)
show(["true"], group="no-group-of-that-name")
show(["true"], group=-1)
show(["true"], group=1.5)
show(["true"], extra_groups=["no-group-of-that-name"])
show(["true"], extra_groups=[-1])
show(["true"], extra_groups="a")
show(["true"], extra_groups=[1.5])
show(["true"], extra_groups=[1] * 70000)
show(["true"], process_group="a")
show(["true"], pass_fds=(999,))
show(["true"], preexec_fn=lambda: 1 / 0)
show(["true"])

import os
import subprocess
import sys
from subprocess import PIPE, Popen


def show(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


process = Popen(["cat"], stdin=PIPE, stdout=PIPE)
print(process, process.poll(), process.returncode)
print(process.communicate(b"x"))
print(process)
show(lambda: process.communicate(b"y"))
show(process.communicate)
print(process.stdin.closed, process.stdout.closed, process.stderr)

with Popen(["cat"], stdin=PIPE, stdout=PIPE, text=True, bufsize=1) as process:
    process.stdin.write("a line\n")
    print(repr(process.stdout.readline()))
    print(process.universal_newlines, process.text_mode, process.stdin.line_buffering)
print(process.returncode)

process = Popen(["cat"], stdin=PIPE, stdout=PIPE)
show(lambda: process.communicate(timeout=0.05))
show(process.communicate)

process = Popen("read line; echo got $line; sleep 5", shell=True, stdin=PIPE, stdout=PIPE)
try:
    process.communicate(b"this\n", timeout=0.3)
except subprocess.TimeoutExpired as error:
    print(error.output, error.stderr, error)
process.kill()
print(process.communicate(), process.returncode)

process = Popen(["sleep", "9"])
show(lambda: process.wait(timeout=0.02))
process.terminate()
print(process.wait(), process.poll())
process.send_signal(9)
print(process)

# A program that reads nothing does not hurt.
process = Popen(["true"], stdin=PIPE)
print(process.communicate(b"x" * 200000), process.returncode)

show(lambda: Popen(["cat"], stdin=PIPE, stdout=PIPE, text=True).communicate(b"x"))
show(lambda: subprocess.run(["echo $0 $1", "a", "b"], shell=True, stdout=PIPE).stdout)
show(lambda: subprocess.run("echo $NAME", shell=True, env={"NAME": "value"}, stdout=PIPE).stdout)
show(lambda: subprocess.run(["pwd"], cwd="/", stdout=PIPE).stdout)
show(lambda: subprocess.run(["sh", "-c", "umask"], umask=0o27, stdout=PIPE).stdout)

reading, writing = os.pipe()
script = f"echo through >&{writing}"
show(lambda: subprocess.run(["sh", "-c", script], stderr=subprocess.DEVNULL).returncode != 0)
show(lambda: subprocess.run(["sh", "-c", script], pass_fds=[writing]).returncode)
os.close(writing)
print(os.read(reading, 100))

ran_before = lambda: os.write(1, b"before\n")
sys.stdout.flush()
show(lambda: subprocess.run(["echo", "after"], preexec_fn=ran_before).returncode)
own_group = """
read pid name state parent group session rest < /proc/$$/stat
[ $pid = $group ] && echo group
[ $pid = $session ] && echo session
echo
"""
for options in ({}, {"process_group": 0}, {"start_new_session": True}):
    sys.stdout.flush()
    subprocess.run(own_group, shell=True, **options)

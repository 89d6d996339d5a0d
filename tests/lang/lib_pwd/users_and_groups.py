import grp
import pwd


def show(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


root = pwd.getpwnam("root")
print(type(root), root.pw_name, root.pw_uid, root.pw_gid, len(root), root == pwd.getpwuid(0), root in pwd.getpwall())
show(lambda: pwd.getpwnam("nobody-of-that-name"))
show(lambda: pwd.getpwuid(99999))
show(lambda: pwd.getpwuid(-1))
show(lambda: pwd.getpwuid("a"))
show(lambda: pwd.getpwuid(1.5))
show(lambda: pwd.getpwuid(1 << 40))
show(lambda: pwd.getpwuid(-2))
show(lambda: pwd.getpwnam("a\0b"))
group = grp.getgrgid(0)
print(type(group), group.gr_name, group.gr_gid, len(group), group == grp.getgrnam("root"), group in grp.getgrall())
show(lambda: grp.getgrnam("no-group-of-that-name"))
show(lambda: grp.getgrgid(99999))
show(lambda: grp.getgrgid("a"))

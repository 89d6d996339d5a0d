"""Where things are, in schemes, and what is known of the configuration."""
import sys
import sysconfig

OWN = {"installed_base": "/base", "installed_platbase": "/base", "base": "/base", "platbase": "/plat",
       "userbase": "/user", "platlibdir": "lib", "py_version_short": "3.14"}

print({"posix_prefix", "posix_home", "posix_user", "venv"} <= set(sysconfig.get_scheme_names()))
print(sysconfig.get_path_names())
for scheme in ("posix_prefix", "posix_home", "posix_user", "venv"):
    print(scheme)
    for (name, path), raw in zip(sysconfig.get_paths(scheme, OWN).items(),
                                 sysconfig.get_paths(scheme, expand=False).values()):
        print(" ", name, path, raw)
print(sysconfig.get_path("stdlib", "posix_prefix") ==
      f"{sys.base_prefix}/{sys.platlibdir}/python3.14")
print(sysconfig.get_config_var("prefix") == sys.prefix, sysconfig.get_config_var("no such thing"))
print(sysconfig.get_config_vars("py_version_short", "no such thing", "py_version_nodot"))
print(sysconfig.get_config_vars()["exec_prefix"] == sys.exec_prefix, sysconfig.is_python_build())
print(sysconfig.get_platform(), sysconfig.get_python_version())
for ask in (lambda: sysconfig.get_path("nowhere"), lambda: sysconfig.get_paths("nowhere"),
            lambda: sysconfig.get_preferred_scheme("nowhere"),
            lambda: sysconfig.get_preferred_scheme("user")):
    try:
        print(ask())
    except KeyError as error:
        print("KeyError", error)

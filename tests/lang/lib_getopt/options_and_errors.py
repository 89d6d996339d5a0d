import getopt

for function in getopt.getopt, getopt.gnu_getopt:
    for args in ["-a -b x y", "-abx y -a", "--alpha=1 z", "--alpha 1", "--beta", "--be", "-z", "-b", "--alpha", "--beta=3", "--nope", "x -a", "-- -a", "-a - -a", "--al"]:
        try:
            print(function.__name__, args, function(args.split(), "ab:", ["alpha=", "beta", "alps"]))
        except getopt.GetoptError as error:
            print(function.__name__, args, "|", error, "|", error.opt, error.args)
print(getopt.error is getopt.GetoptError)

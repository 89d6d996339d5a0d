# env: TZ=Europe/Berlin
import time

print(time.gmtime(0))
print(time.localtime(1_700_000_000), time.localtime(1_690_000_000).tm_zone, time.localtime(0).tm_gmtoff)
print(time.tzname, time.timezone, time.altzone, time.daylight)
print(time.mktime((2024, 3, 31, 2, 30, 0, 0, 0, -1)), time.mktime((2024, 14, 1, 0, 0, 0, 0, 0, -1)))
print(time.asctime((2000, 1, 1, 0, 0, 0, 5, 1, 0)), time.ctime(86400 * 365))
when = time.gmtime(86400 * 45 + 3661)
print(time.strftime("%Y-%m-%d %H:%M:%S %j %a %A %b %B %c %I %p %U %w %W %x %X %y %% %Z %z %e %G %V %u %D %F %R %T", when))
print(repr(time.strftime("é%dü %Q %-d %_H", when)))
for text, form in [("2020-01-02", "%Y-%m-%d"), ("Mon Jan  1 00:00:00 2001", "%a %b %d %H:%M:%S %Y"),
                   ("12 PM", "%I %p"), ("+0530", "%z"), ("12/25/99 1:2:3 pm", "%m/%d/%y %I:%M:%S %p"),
                   ("2020 10 1", "%Y %U %w"), ("2020 10 1", "%G %V %u"), ("2021 366", "%Y %j"),
                   ("x", "%Y"), ("2020x", "%Y"), ("1", "%Q"), ("1", "%"), ("2021 2 29", "%Y %m %d"), ("1 1", "%V %u")]:
    try:
        print(tuple(time.strptime(text, form)))
    except ValueError as error:
        print(error)
print(time.struct_time(range(9)), time.struct_time(range(11)).tm_gmtoff, time.struct_time.n_fields)
for action in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.struct_time((1,)),
               lambda: time.mktime((1, 2)), lambda: time.asctime(3), lambda: time.get_clock_info("x"),
               lambda: time.strftime("%Y", (2000, 13, 1, 0, 0, 0, 0, 1, 0)), lambda: time.gmtime(1e20)):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
before = time.monotonic()
time.sleep(0.01)
print(time.monotonic() - before >= 0.01, time.time_ns() > 0, time.perf_counter_ns() > 0, time.process_time() >= 0)

# Calls run in order of time, then priority, then arrival.
import sched

now = [0]
s = sched.scheduler(lambda: now[0], lambda seconds: now.__setitem__(0, now[0] + seconds))
s.enter(5, 1, print, ("five",))
s.enter(1, 2, print, ("one, less urgent",))
s.enter(1, 1, print, argument=("one, urgent",), kwargs={"end": "!\n"})
cancelled = s.enter(3, 1, print, ("never",))
s.cancel(cancelled)
try:
    s.cancel(cancelled)
except ValueError:
    print("not waiting")
print(len(s.queue), s.queue[0][:3], s.run(blocking=False))
s.run()
print(now, s.empty())

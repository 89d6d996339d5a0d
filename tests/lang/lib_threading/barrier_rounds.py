# Each round hands out the numbers 0 to n-1, and one thread runs the action.
import threading

rounds = []
barrier = threading.Barrier(3, action=lambda: rounds.append([]))

def run():
    for _ in range(4):
        number = barrier.wait()
        rounds[-1].append(number)
        barrier_inner.wait()

barrier_inner = threading.Barrier(3)
threads = [threading.Thread(target=run) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print([sorted(r) for r in rounds])
print(barrier.n_waiting, barrier.parties, barrier.broken)

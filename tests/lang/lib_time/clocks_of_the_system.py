# The monotonic clock is the system's, so that processes can compare its times.
import time

print(abs(time.monotonic() - time.clock_gettime(time.CLOCK_MONOTONIC)) < 1)
print(abs(time.perf_counter_ns() - time.monotonic_ns()) < 10**9)
print(time.monotonic() <= time.monotonic())

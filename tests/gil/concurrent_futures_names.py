import concurrent.futures
import concurrent.futures as cf
from concurrent import futures

print(futures is concurrent.futures is cf, futures.ThreadPoolExecutor.__name__)
print(futures.TimeoutError is TimeoutError)
print(futures.FIRST_COMPLETED, futures.ALL_COMPLETED, futures.FIRST_EXCEPTION)
print(issubclass(futures.BrokenExecutor, RuntimeError))
print([c.__name__ for c in futures.CancelledError.__mro__])
print([c.__name__ for c in futures.InvalidStateError.__mro__])

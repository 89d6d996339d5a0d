import threading

first_is_forgotten = threading.Event()
second_has_begun = threading.Event()
third_has_begun = threading.Event()

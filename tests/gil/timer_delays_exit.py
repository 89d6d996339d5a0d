import threading

threading.Timer(0.1, print, ["the timer fires after main has ended"]).start()
print("main ends")

# What a server answers to requests that it cannot read, and a body that cannot be sent.
import http.client
import http.server
import socket
import threading


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def date_time_string(self, timestamp=None):
        return "now"

    def version_string(self):
        return "server"


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
for line in b"BAD", b"GET", b"GET / HTTP/x", b"GET / FOO", b"GET / HTTP/9.9", b"PUT /":
    with socket.create_connection(server.server_address) as client:
        client.sendall(line + b"\r\n\r\n")
        answer = client.makefile("rb").read()
        print(line, answer.partition(b"\r\n\r\n")[0])
try:
    http.client.HTTPConnection(*server.server_address).request("POST", "/", body="price 5\u20ac")
except UnicodeEncodeError as error:
    print(error)
server.shutdown()
server.server_close()

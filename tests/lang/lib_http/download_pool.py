# A server that answers in threads, and a pool of threads that downloads from it.
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen


class Handler(BaseHTTPRequestHandler):
    """Sends pages as long as their number says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if not self.path[1:].isdigit():
            return self.send_error(404)
        body = b"x" * (int(self.path[1:]) * 1000)
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in (data, data[::-1]):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format, *args):
        pass


with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    serving = threading.Thread(target=server.serve_forever, args=(0.02,))
    serving.start()
    base = f"http://127.0.0.1:{server.server_port}"

    def download(number):
        with urlopen(f"{base}/{number}") as answer:
            return answer.status, answer.headers.get_content_charset(), len(answer.read())

    with ThreadPoolExecutor(4) as pool:
        futures = {pool.submit(download, number): number for number in range(20)}
        sizes = {futures[done]: done.result() for done in as_completed(futures)}
    for number in sorted(sizes):
        print(number, *sizes[number])

    try:
        urlopen(base + "/nothing")
    except HTTPError as error:
        print(error, error.headers["Connection"], b"Nothing matches the given URI" in error.read())
        error.close()
    with urlopen(Request(base, data=b"abc", headers={"X-Y": "z"})) as answer:
        print(answer.status, answer.reason, answer.read())

    # Several requests on one connection.
    connection = HTTPConnection("127.0.0.1", server.server_port)
    for path in ("/1", "/2"):
        connection.request("GET", path)
        answer = connection.getresponse()
        print(answer.getheader("content-length"), answer.will_close, len(answer.read()))
    connection.close()
    server.shutdown()
    serving.join()

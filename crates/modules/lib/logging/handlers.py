"""More places for log records: queues, memory, files that are changed from time to time.

A `QueueHandler` puts records into a queue and a `QueueListener` takes them out in a
thread of its own and hands them to slow handlers, so that the threads that log need
not wait for files or the network.
"""

import logging
import os
import threading

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514

_MISSING = {
    "SocketHandler": "sockets", "DatagramHandler": "sockets", "SysLogHandler": "sockets",
    "SMTPHandler": "smtplib", "HTTPHandler": "http.client", "NTEventLogHandler": "Windows",
}


def __getattr__(name):
    if name in _MISSING:
        raise AttributeError(
            f"Gila does not support logging.handlers.{name} yet: it needs {_MISSING[name]}")
    raise AttributeError


class BaseRotatingHandler(logging.FileHandler):
    """A file that makes room for a new one: shouldRollover() says when, doRollover() how."""

    # Functions of the program's own: a name for the old file, a way to put it away.
    namer = None
    rotator = None

    def __init__(self, filename, mode, encoding=None, delay=False, errors=None):
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            logging.FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        """The name for an old file."""
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        """Put the file away under its new name."""
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _close_stream(self):
        if self.stream:
            self.stream.close()
            self.stream = None


class RotatingFileHandler(BaseRotatingHandler):
    """Begins a new file before one gets larger than maxBytes; keeps backupCount old ones.

    log -> log.1 -> log.2 -> … ; the last is dropped.
    """

    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0,
                 encoding=None, delay=False, errors=None):
        # With "w" each start of the program would throw away what was to be kept.
        if maxBytes > 0:
            mode = "a"
        super().__init__(filename, mode, encoding=encoding, delay=delay, errors=errors)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def doRollover(self):
        """Move the old files on by one and begin a new one."""
        self._close_stream()
        if self.backupCount > 0:
            for i in range(self.backupCount - 1, 0, -1):
                source = self.rotation_filename(f"{self.baseFilename}.{i}")
                if os.path.exists(source):
                    os.replace(source, self.rotation_filename(f"{self.baseFilename}.{i + 1}"))
            dest = self.rotation_filename(self.baseFilename + ".1")
            if os.path.exists(dest):
                os.remove(dest)
            self.rotate(self.baseFilename, dest)
        if not self.delay:
            self.stream = self._open()

    def shouldRollover(self, record):
        """Whether the file would become too large with this record."""
        if self.maxBytes <= 0:
            return False
        if self.stream is None:
            self.stream = self._open()
        # What is not an ordinary file (a pipe, say) is never put away.
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            return False
        self.stream.seek(0, 2)
        size = self.stream.tell()
        if not size:
            return False    # an empty file is not put away, however long the record
        return size + len((self.format(record) + self.terminator).encode("utf-8", "replace")) >= self.maxBytes


class WatchedFileHandler(logging.FileHandler):
    """Opens its file again when another program has moved or replaced it."""

    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)
        self._identity = self._identify()

    def _identify(self):
        if not self.stream:
            return None
        info = os.fstat(self.stream.fileno())
        return info.st_dev, info.st_ino

    def reopenIfNeeded(self):
        """Look whether the name still leads to the open file."""
        if self.stream is None:
            return
        try:
            info = os.stat(self.baseFilename)
            now = info.st_dev, info.st_ino
        except FileNotFoundError:
            now = None
        if now != self._identity:
            self.stream.flush()
            self.stream.close()
            self.stream = None
            self.stream = self._open()
            self._identity = self._identify()

    def emit(self, record):
        self.reopenIfNeeded()
        logging.FileHandler.emit(self, record)


class BufferingHandler(logging.Handler):
    """Keeps records until there are `capacity` of them."""

    def __init__(self, capacity):
        logging.Handler.__init__(self)
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        """Whether it is time to let the records go."""
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        """Forget the records; subclasses do something with them first."""
        with self.lock:
            self.buffer.clear()

    def close(self):
        try:
            self.flush()
        finally:
            logging.Handler.close(self)


class MemoryHandler(BufferingHandler):
    """Keeps records until there are many, or a serious one, then hands them to `target`."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        BufferingHandler.__init__(self, capacity)
        self.flushLevel = flushLevel
        self.target = target
        self.flushOnClose = flushOnClose

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        """Hand the records to another handler."""
        with self.lock:
            self.target = target

    def flush(self):
        with self.lock:
            if self.target:
                for record in self.buffer:
                    self.target.handle(record)
                self.buffer.clear()

    def close(self):
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            with self.lock:
                self.target = None
                BufferingHandler.close(self)


class QueueHandler(logging.Handler):
    """Puts records into a queue."""

    def __init__(self, queue):
        logging.Handler.__init__(self)
        self.queue = queue
        self.listener = None

    def enqueue(self, record):
        """Put a record in, without waiting for room."""
        self.queue.put_nowait(record)

    def prepare(self, record):
        """A copy whose message is complete, so that it can go to another thread or process."""
        text = self.format(record)
        record = logging.makeLogRecord(record.__dict__)
        record.message = record.msg = text
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener:
    """Takes records out of a queue, in a thread of its own, and hands them to handlers."""

    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue = queue
        self.handlers = handlers
        self._thread = None
        self.respect_handler_level = respect_handler_level

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.stop()

    def dequeue(self, block):
        """The next record, waiting for it if asked to."""
        return self.queue.get(block)

    def start(self):
        """Start the thread."""
        if self._thread is not None:
            raise RuntimeError("Listener already started")
        self._thread = threading.Thread(target=self._monitor)
        self._thread.daemon = True
        self._thread.start()

    def prepare(self, record):
        """The record as it goes to the handlers."""
        return record

    def handle(self, record):
        """Hand a record to the handlers."""
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        has_task_done = hasattr(self.queue, "task_done")
        while True:
            record = self.dequeue(True)
            if record is not self._sentinel:
                self.handle(record)
            if has_task_done:
                self.queue.task_done()
            if record is self._sentinel:
                return

    def enqueue_sentinel(self):
        """Tell the thread to end behind all records put in so far."""
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        """Have what is in the queue handled, and end the thread."""
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None

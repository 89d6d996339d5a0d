"""A message: headers, in order and found without regard to case, and a body."""

from email import utils

__all__ = ["Message", "EmailMessage"]


def _split_parameters(value):
    """The parts of `text/plain; charset="utf-8"`, as (name, value) pairs; the first has no value."""
    parts, part, quoted = [], "", False
    previous = ""
    for letter in value:
        if letter == '"' and previous != "\\":
            quoted = not quoted
        if letter == ";" and not quoted:
            parts.append(part)
            part = ""
        else:
            part += letter
        previous = letter
    parts.append(part)
    pairs = []
    for at, part in enumerate(parts):
        name, mark, text = part.partition("=")
        if at == 0 or not mark:
            pairs.append((part.strip(), ""))
        else:
            pairs.append((name.strip().lower(), text.strip()))
    return pairs


class Message:
    """Headers and a body. As a mapping it has the headers; a name may occur more than once."""

    def __init__(self, policy=None):
        self.policy = policy
        self._headers = []
        self._payload = None
        self.defects = []
        self.preamble = self.epilogue = None
        self._default_type = "text/plain"

    def __str__(self):
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """The message as text."""
        lines = [f"{name}: {value}\n" for name, value in self._headers]
        return "".join(lines) + "\n" + (self.get_payload() or "")

    def as_bytes(self, unixfrom=False, policy=None):
        """The message as bytes."""
        return self.as_string().encode("ascii", "surrogateescape")

    __bytes__ = as_bytes

    # Headers as a mapping.

    def __len__(self):
        return len(self._headers)

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, value):
        self._headers.append((name, value))

    def __delitem__(self, name):
        name = name.lower()
        self._headers = [(key, value) for key, value in self._headers if key.lower() != name]

    def __contains__(self, name):
        name = name.lower()
        return any(key.lower() == name for key, _ in self._headers)

    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        """The names of all headers."""
        return [name for name, _ in self._headers]

    def values(self):
        """The values of all headers."""
        return [value for _, value in self._headers]

    def items(self):
        """Names and values of all headers."""
        return list(self._headers)

    def get(self, name, failobj=None):
        """The value of the first header of that name."""
        name = name.lower()
        return next((value for key, value in self._headers if key.lower() == name), failobj)

    def get_all(self, name, failobj=None):
        """The values of all headers of that name."""
        name = name.lower()
        return [value for key, value in self._headers if key.lower() == name] or failobj

    def set_raw(self, name, value):
        """Add a header as it was read."""
        self._headers.append((name, value))

    def raw_items(self):
        """Names and values, as they were read."""
        return iter(list(self._headers))

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters: add_header("A", "b", c="d") gives A: b; c="d"."""
        parts = [] if _value is None else [_value]
        for key, value in _params.items():
            key = key.replace("_", "-")
            parts.append(key if value is None else f'{key}="{utils.quote(str(value))}"')
        self[_name] = "; ".join(parts)

    def replace_header(self, _name, _value):
        """Give the first header of that name another value."""
        wanted = _name.lower()
        for at, (key, _) in enumerate(self._headers):
            if key.lower() == wanted:
                self._headers[at] = (key, _value)
                return
        raise KeyError(_name)

    # What the headers say of the body.

    def get_content_type(self):
        """The type of the body, in lower case; text/plain when there is no valid one."""
        value = self.get("content-type")
        if value is None:
            return self._default_type
        kind = value.partition(";")[0].strip().lower()
        return kind if kind.count("/") == 1 else "text/plain"

    def get_content_maintype(self):
        """The type before the slash."""
        return self.get_content_type().partition("/")[0]

    def get_content_subtype(self):
        """The type behind the slash."""
        return self.get_content_type().partition("/")[2]

    def get_default_type(self):
        """The type of a body without a header for it."""
        return self._default_type

    def set_default_type(self, ctype):
        """Set the type of a body without a header for it."""
        self._default_type = ctype

    def get_params(self, failobj=None, header="content-type", unquote=True):
        """The parameters of a header, as pairs; the first is the value itself."""
        value = self.get(header)
        if value is None:
            return failobj
        return [(name, utils.unquote(text) if unquote else text)
                for name, text in _split_parameters(value)]

    def get_param(self, param, failobj=None, header="content-type", unquote=True):
        """One parameter of a header."""
        for name, value in self.get_params([], header, unquote):
            if name.lower() == param.lower():
                return value
        return failobj

    def get_content_charset(self, failobj=None):
        """The character set of the body, in lower case."""
        charset = self.get_param("charset")
        return failobj if charset is None else charset.lower()

    def get_filename(self, failobj=None):
        """The name of the file that the body is."""
        name = self.get_param("filename", None, "content-disposition")
        return self.get_param("name", failobj) if name is None else name

    def get_content_disposition(self):
        """How the body is to be shown: inline, attachment, or not said."""
        value = self.get("content-disposition")
        return None if value is None else value.partition(";")[0].strip().lower()

    # The body.

    def is_multipart(self):
        """Whether the body is a list of messages."""
        return isinstance(self._payload, list)

    def get_payload(self, i=None, decode=False):
        """The body."""
        if self.is_multipart():
            return self._payload if i is None else self._payload[i]
        if decode and isinstance(self._payload, str):
            return self._payload.encode("ascii", "surrogateescape")
        return self._payload

    def set_payload(self, payload, charset=None):
        """Set the body."""
        self._payload = payload

    def attach(self, payload):
        """Add a part."""
        if self._payload is None:
            self._payload = [payload]
        else:
            self._payload.append(payload)

    def walk(self):
        """The message and all its parts."""
        yield self
        if self.is_multipart():
            for part in self._payload:
                yield from part.walk()


class EmailMessage(Message):
    """A message with convenient access to the body."""

    def get_content(self):
        """The body."""
        return self.get_payload()

    def set_content(self, content, subtype="plain"):
        """Set the body, and headers that say what it is."""
        del self["content-type"]
        self["Content-Type"] = f'text/{subtype}; charset="utf-8"'
        self.set_payload(content)

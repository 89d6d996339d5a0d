# Taking addresses apart, joining and quoting them.
from urllib.parse import (parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urldefrag,
                          urlencode, urljoin, urlparse, urlsplit)

for address in ("http://user:pass@Example.COM:8080/a/b;p?q=1#f", "file:///tmp/x", "mailto:a@b",
                "//host/path", "/only/path?x", "http://[::1]:80/", b"http://host/x?y#z", ""):
    print(urlsplit(address), urlparse(address).geturl())
parts = urlsplit("http://user:pass@Example.COM:8080/")
print(parts.username, parts.password, parts.hostname, parts.port, parts.encode())
for wrong in ("http://[::1", "http://host:99999/", "http://host:x/"):
    try:
        print(urlsplit(wrong).port)
    except ValueError as error:
        print(error)
for relative in ("g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "..", "../g", "../../g", ".",
                 "g:h", "g;x=1/../y", "http:g", ""):
    print(relative, urljoin("http://a/b/c/d;p?q", relative))
print(urldefrag("http://a/b#c"))
print(quote("/ä b&c~"), quote_plus("/ä b&c"), unquote("%C3%A4%20b%zz%"), unquote_plus("a+b%2B"))
print(quote(b"\xff a", safe=""), quote("a/b", safe=""))
print(urlencode({"a": 1, "b c": "d&e"}), urlencode([("x", [1, 2])], doseq=True))
print(parse_qs("a=1&a=2&b=&c"), parse_qsl("a=1&b=&c", keep_blank_values=True), parse_qs(b"a=%ff"))
for call in (lambda: urlencode("abc"), lambda: urljoin("a", b"b"), lambda: quote(5),
             lambda: parse_qs("a", strict_parsing=True), lambda: parse_qsl("a&b", max_num_fields=1)):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

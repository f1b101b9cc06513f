"""A real HTTP server on this machine that can break off, lie, and continue."""

import contextlib
import http.server
import threading
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class FileServer:
    """What is served under which path, and what was asked for."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    break_after: int | None = None
    """Bytes of a body after which the connection is closed."""
    ranges_asked: list[str | None] = field(default_factory=list)
    headers_asked: list[dict[str, str]] = field(default_factory=list)
    """The headers of each request, whose names are in lower case."""
    content_types: dict[str, str] = field(default_factory=dict)
    is_proxy: bool = False

    def behave_as_proxy(self) -> None:
        """Serve the same files whatever host is asked for, and only to those who ask a proxy."""
        self.is_proxy = True

    def find(self, asked: str) -> bytes | None:
        """The content for the first line of a request, which names a host only for a proxy."""
        if asked.startswith("http://") != self.is_proxy:
            return None
        return self.files.get(urllib.parse.urlsplit(asked).path)


def _handler(server: FileServer) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            server.ranges_asked.append(asked)
            server.headers_asked.append({k.lower(): v for k, v in self.headers.items()})
            content = server.find(self.path)
            if content is None:
                self.send_error(404)
                return
            start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
            if start >= len(content) > 0:
                self.send_error(416)
                return
            self.send_response(206 if asked else 200)
            path = urllib.parse.urlsplit(self.path).path
            self.send_header("Content-Type", server.content_types.get(path, "text/plain"))
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            # Whoever has had enough hangs up.
            with contextlib.suppress(ConnectionError):
                self.wfile.write(content[start:][: server.break_after])

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextlib.contextmanager
def serve_files() -> Iterator[FileServer]:
    """Serve on a free port of 127.0.0.1 as long as the context lasts."""
    served = FileServer()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(served)) as http_server:
        served.address = f"http://127.0.0.1:{http_server.server_port}"
        thread = threading.Thread(target=http_server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield served
        finally:
            http_server.shutdown()
            thread.join()

"""Posts to a server over connections that stay open, with as little of its own work as can be."""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from urllib.parse import urlsplit

PROCESSES, CONNECTIONS = 2, 16


def post_all(address: str, requests: Sequence[bytes], wanted: bytes) -> float:
    """Send every request once, over CONNECTIONS in all; return how many a second were answered.

    RuntimeError where an answer does not begin with `wanted`, such as b"HTTP/1.1 303".
    """
    shares = [requests[place::PROCESSES] for place in range(PROCESSES)]
    with get_context("spawn").Pool(PROCESSES) as pool:
        pool.map(_ready, range(PROCESSES))
        start = time.perf_counter()
        pool.starmap(_post, [(address, share, wanted) for share in shares], chunksize=1)
        return len(requests) / (time.perf_counter() - start)


def _ready(_place: int) -> None:
    """Be there before the clock starts."""
    time.sleep(0.2)


def _post(address: str, requests: Sequence[bytes], wanted: bytes) -> None:
    lines = CONNECTIONS // PROCESSES
    with ThreadPoolExecutor(lines) as threads:
        shares = [requests[place::lines] for place in range(lines)]
        list(threads.map(lambda share: _post_on_one(address, share, wanted), shares))


def _post_on_one(address: str, requests: Sequence[bytes], wanted: bytes) -> None:
    where = urlsplit(address)
    with socket.create_connection((where.hostname, where.port), timeout=60) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            line.sendall(request)
            answer = _answer(line)
            if not answer.startswith(wanted):
                raise RuntimeError(f"a request was answered {answer[:200]!r}")


def _answer(line: socket.socket) -> bytes:
    """Read one whole answer and return its head; the body is as long as the head says."""
    read = b""
    while b"\r\n\r\n" not in read:
        read += _more(line)
    head, _blank, body = read.partition(b"\r\n\r\n")
    told = head.lower()
    if b"\r\ntransfer-encoding: chunked" in told:
        while not body.endswith(b"0\r\n\r\n"):
            body += _more(line)
        return head
    _before, found, length = told.partition(b"\r\ncontent-length:")
    wanted = int(length.partition(b"\r\n")[0]) if found else 0
    while len(body) < wanted:
        body += _more(line)
    return head


def _more(line: socket.socket) -> bytes:
    read = line.recv(65536)
    if not read:
        raise RuntimeError("the server hung up")
    return read


def request(method: str, path: str, heads: dict[str, str], body: str = "") -> bytes:
    """Return a request as it travels."""
    named = {"Host": "localhost", "Content-Length": str(len(body.encode())), **heads}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

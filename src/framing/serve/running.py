"""Opens the port and serves until it is told to stop."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
from collections.abc import Callable

import uvicorn
from starlette.concurrency import run_in_threadpool

from framing.serve.app import application
from framing.serve.shelves import Shelf

PORT = 8765
"""Where pages are served if nothing else is said."""

_GRACE = 2
"""Seconds that pages which are on their way are waited for at the end."""


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Args:
        host: an address, or a name of this machine.
        port: 0 for any that is free.

    Raises:
        ValueError: one sentence, where that is not possible.

    Example:
        >>> with bound("127.0.0.1", 0) as open_port, contextlib.suppress(ValueError):
        ...     bound("127.0.0.1", open_port.getsockname()[1])
    """
    try:
        [family, kind, protocol, _, address] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
    except (socket.gaierror, UnicodeError):
        raise ValueError(
            f"'{host}' is no address of this machine; give one with --host, such as 127.0.0.1."
        ) from None
    try:
        if hasattr(socket, "SO_REUSEADDR") and socket.sys.platform != "win32":  # type: ignore[attr-defined]
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        made.close()
        raise ValueError(_why(error, host, port)) from None
    return made


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"the port {port} of {host} is taken, perhaps by another `framing serve`; give another with --port."
    if error.errno == errno.EACCES:
        return f"the port {port} may not be opened; give one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"'{host}' is no address of this machine; give one with --host, such as 127.0.0.1."
    return f"the port {port} of {host} cannot be opened ({error.strerror}); give another with --port."


def address(open_port: socket.socket) -> str:
    """Where a browser finds it.

    Example:
        >>> with bound("127.0.0.1", 0) as open_port:
        ...     address(open_port).startswith("http://127.0.0.1:")
        True
    """
    host, port = open_port.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def local(open_port: socket.socket) -> bool:
    """Whether only this machine can reach it."""
    return ipaddress.ip_address(open_port.getsockname()[0]).is_loopback


def serve(
    shelf: Shelf, host: str, open_port: socket.socket, *, ready: Callable[[], None] = lambda: None
) -> None:
    """Serve a shelf until Ctrl-C or a polite kill; then nothing is left behind.

    Args:
        shelf: where pages come from.
        host: as the caller named it; by that name it may be called.
        open_port: from `bound`.
        ready: called when the first page can be asked for.
    """
    names = () if host in ("", "0.0.0.0", "::") else (host,)
    config = uvicorn.Config(
        application(shelf, hosts=(*names, socket.gethostname())), lifespan="on", log_level="error", access_log=False,
        server_header=False, date_header=False, timeout_graceful_shutdown=_GRACE,
    )  # fmt: skip

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await run_in_threadpool(shelf.close)  # so that nobody waits for a page that nobody makes
            await super().shutdown(sockets)

    with contextlib.suppress(KeyboardInterrupt):  # uvicorn hands it on once everything is closed
        Server(config).run(sockets=[open_port])

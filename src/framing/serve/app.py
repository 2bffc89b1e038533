"""The ASGI application: addresses to what a shelf has, for hosts that are meant, with headers that keep pages apart."""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import partial
from html import unescape
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from framing.serve.front import sorry
from framing.serve.press import Unmade
from framing.serve.shelves import HTML, Missing, Shelf

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_STRICT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For whatever brings no policy of its own: nothing is fetched, nothing runs."""
_HEAD = 4096

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-cache",
}


def application(shelf: Shelf, *, hosts: Collection[str] = ()) -> Starlette:
    """The application that serves a shelf.

    Args:
        shelf: where pages come from; started and closed with the application.
        hosts: names besides `localhost` by which it may be called. An address of digits always may: it is a name that
            can be made to lead here from elsewhere (DNS rebinding).
    """

    @asynccontextmanager
    async def alive(app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(shelf.start)
        try:
            yield
        finally:
            await run_in_threadpool(shelf.close)

    async def page(request: Request) -> Response:
        found = await run_in_threadpool(shelf.get, request.path_params["path"], request.query_params)
        return _response(request, found.data, found.type)

    return Starlette(
        routes=[Route("/{path:path}", page, methods=["GET"])],
        middleware=[Middleware(_Hosts, names=frozenset(one.lower() for one in hosts))],
        exception_handlers={Missing: _missing, Unmade: _unmade, HTTPException: _refused, Exception: _fault},
        lifespan=alive,
    )


def _response(request: Request, data: bytes, kind: str, status: int = 200) -> Response:
    mark = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {**_ALWAYS, "etag": mark, "content-security-policy": _policy(data, kind)}
    if status == 200 and request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(data, status, headers, media_type=kind)


def _policy(data: bytes, kind: str) -> str:
    """The page's own policy as a header too, and that nobody may put it into a frame."""
    own = _POLICY.search(data, 0, _HEAD) if kind == HTML else None
    rules = unescape(own[1].decode("utf-8", "replace")) if own is not None else _STRICT
    return f"{rules}; frame-ancestors 'none'"


async def _told(request: Request, error: Exception, status: int, heading: str, sentence: str) -> Response:
    made = sorry(heading, sentence, home=status != 400).encode("utf-8", "replace")
    return _response(request, made, HTML, status)


async def _missing(request: Request, error: Exception) -> Response:
    return await _told(request, error, 404, "Not found", str(error.args[0]))


async def _unmade(request: Request, error: Exception) -> Response:
    return await _told(request, error, 503, "This page could not be made", str(error))


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    return await _told(request, error, status, "Not possible", "pages here can only be read.")


async def _fault(request: Request, error: Exception) -> Response:
    sentence = f"a fault of the suite itself ({type(error).__name__}); what the server printed says more."
    return await _told(request, error, 500, "This page could not be made", sentence)


class _Hosts:
    """Refuses requests that were sent to another name: a page from elsewhere cannot make this server its own."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app, self._names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            given = [value for name, value in scope["headers"] if name == b"host"]
            if len(given) != 1 or not meant(given[0].decode("latin-1"), self._names):
                refuse = partial(_told, Request(scope), ValueError(), 400, "Not possible")
                answer = await refuse(
                    "this server is called by its address, as it printed it; the name in this request is another."
                )
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def meant(host: str, names: Collection[str] = ()) -> bool:
    """Whether a request with this Host header is meant for a server on this machine.

    Args:
        host: the header, with or without a port.
        names: that are allowed besides `localhost`.

    Example:
        >>> meant("127.0.0.1:8765"), meant("localhost"), meant("[::1]:80"), meant("evil.example:8765"), meant("")
        (True, True, True, False, False)
    """
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]@/]+)(?::\d{1,5})?", host)
    if found is None:
        return False
    name = found[1].strip("[]").lower()
    if name == "localhost" or name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True

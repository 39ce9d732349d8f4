"""Output of a request to the API and its response: aligned, short, without secrets."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import click

if TYPE_CHECKING:
    from t3gen.actions.demo import Called, Request, Response

_HEADERS = {"location": "Location", "etag": "ETag", "allow": "Allow"}
_SECRETS = frozenset({"password", "token"})
_DULL = frozenset({"createdAt", "updatedAt"})
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{4}([0-9a-f]{8})")
_LONG_WORD = re.compile(r"\b[\w-]{25,}(?:\.[\w-]+)?")
_KEPT = 8
_ITEMS = 3
_MARGIN = 10
_NARROWEST = 60
_FIRST_ERROR = 400


def lines(called: Called) -> Iterator[str]:
    """Yield the lines of one exchange: caption, request, response."""
    yield click.style(called.caption, bold=True)
    yield from _request(called.request)
    yield from _response(called.response, called.expected)


def _request(request: Request) -> Iterator[str]:
    headers = "".join(f"  {name}: {_short(value)}" for name, value in request.headers.items())
    line = _cut(f"{request.method:<6} {_short(unquote(request.path))}{headers}")
    yield _line(click.style(f"{request.who:>8}", fg="magenta"), line)
    if request.body is not None:
        yield _line(" " * 8, f"{'':6} {_cut(_json(request.body), 7)}")


def _response(response: Response, expected: int) -> Iterator[str]:
    lines = list(_body(response.body))
    lines[:0] = ["  ".join(_headers(response))] if _headers(response) else []
    if response.status != expected:
        lines.insert(0, click.style(f"should be {expected}", fg="red"))
    status = click.style(f"{response.status:>8}", fg=_colour(response.status, expected), bold=True)
    for margin, text in zip([status, *[" " * 8] * len(lines)], lines or [""], strict=False):
        yield _line(margin, _cut(text))


def _headers(response: Response) -> list[str]:
    headers = {name: response.headers.get(key) for key, name in _HEADERS.items()}
    return [f"{name}: {_short(value)}" for name, value in headers.items() if value]


def _body(body: Any) -> Iterator[str]:
    match body:
        case None:
            return
        case {"openapi": version, "paths": paths}:
            yield f"OpenAPI {version}: {len(paths)} paths, from {_json(sorted(paths)[:_ITEMS])} on"
        case {"detail": detail, "errors": errors}:
            yield detail
            for error in errors:
                place = error.get("pointer") or error.get("parameter") or ""
                yield f"  {place:<12} {error['message']}"
        case {"items": items, "nextCursor": cursor}:
            more = f'and more after "{_short(cursor)}"' if cursor else "and no more"
            yield f"{len(items)} item{'' if len(items) == 1 else 's'}, {more}"
            for item in items[:_ITEMS]:
                yield f"  {_json(item)}"
        case _:
            yield _json(body)


def _json(value: Any) -> str:
    return json.dumps(_shown(value), ensure_ascii=False)


def _shown(value: Any) -> Any:
    """Return a value without nulls, timestamps and secrets."""
    match value:
        case Mapping():
            return {
                key: "…" if key in _SECRETS else _shown(inner)
                for key, inner in value.items()
                if inner is not None and key not in _DULL
            }
        case list():
            return [_shown(inner) for inner in value]
        case str():
            return _short(value)
    return value


def _short(text: str) -> str:
    text = _UUID.sub(r"…\1", text)
    return _LONG_WORD.sub(lambda match: f"{match[0][:_KEPT]}…", text)


def _line(margin: str, text: str) -> str:
    return f"{margin}  {text}".rstrip()


def _cut(text: str, used: int = 0) -> str:
    width = max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns) - _MARGIN - used
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _colour(status: int, expected: int) -> str:
    if status != expected:
        return "red"
    return "green" if status < _FIRST_ERROR else "yellow"

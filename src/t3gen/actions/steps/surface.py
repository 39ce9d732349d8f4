"""The API of a generation, as its files have it: operations, and the cells of access tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from t3gen import render

Rendered = Mapping[str, render.Rendered]
Records = Mapping[str, Mapping[str, Any]]

_ROUTE = re.compile(r"src/app(?P<path>/api/.+)/route\.ts")
_METHOD = re.compile(r"^export const (GET|POST|PUT|PATCH|DELETE) = ", re.MULTILINE)
_VERBS = {"GET": "get", "PUT": "set", "PATCH": "update", "DELETE": "delete"}
_TABLE = re.compile(r"^const (table|cases|fields) = `\n(.*?)^`;", re.MULTILINE | re.DOTALL)
_ACCESS = "/access.test.ts"
_OWNER = "alice"
_STRANGER = "bob"
_UNKNOWN = "-"
_OPEN = frozenset({"shown", "200", "201", "204"})
_CLOSED = frozenset({"hidden", "401", "403", "404", "422"})


@dataclass(frozen=True, order=True)
class Operation:
    """An operation of the API.

    Args:
        path: Its path, such as `/api/orders/{id}`.
        method: Its HTTP method.
        resource: The resource.
        name: list, get, create, update, delete, or the name of another one such as an action.
    """

    path: str
    method: str
    resource: str
    name: str


@dataclass(frozen=True, order=True)
class Flip:
    """A cell of an access table that changes.

    Args:
        resource: The resource.
        subject: The operation, a field, or `+relation` for what is included.
        who: The caller: nobody, bob (any user), alice (the owner), or a role.
        row: The row, where rules tell rows apart; else empty.
        before: A status, or whether it is shown.
        after: The same after the change.
    """

    resource: str
    subject: str
    who: str
    row: str
    before: str
    after: str

    @property
    def opens(self) -> bool:
        """Return whether it lets in who was refused."""
        return self.before in _CLOSED and self.after in _OPEN

    @property
    def closes(self) -> bool:
        """Return whether it refuses who was let in."""
        return self.before in _OPEN and self.after in _CLOSED


Key = tuple[str, str, str, str]
"""A table, a caller, a row and a column."""


def operations(files: Rendered, records: Records) -> set[Operation]:
    """Return the operations of the routes of some resources.

    Args:
        files: The files of a generation.
        records: The resources, by name.
    """
    found: set[Operation] = set()
    for path, file in files.items():
        match = _ROUTE.fullmatch(path)
        record = records.get(file.owner.partition("/")[0]) if match and file.owner else None
        if match and record:
            found |= {*_operations(match["path"], file.data.decode(), record)}
    return found


def _operations(path: str, text: str, record: Mapping[str, Any]) -> Iterator[Operation]:
    name = record["name"]
    actions = [one["name"] for one in record.get("transitions", ())]
    for method in _METHOD.findall(text):
        for action in actions if path.endswith("/[action]") else [""]:
            shown = re.sub(r"\[(\w+)\]", r"{\1}", path.replace("[action]", action))
            rest = shown.removeprefix(f"/api/{record['path']}").strip("/").split("/")
            yield Operation(shown, method, name, action or _named(method, rest))


def _named(method: str, rest: list[str]) -> str:
    """Return the name of an operation, from what follows the path of its resource."""
    if rest == [""]:
        return "list" if method == "GET" else "create"
    words = [one for one in rest if not one.startswith("{")]
    verb = _VERBS.get(method, "") if len(words) < len(rest) else ""
    return " ".join(filter(None, [verb, *words]))


def flips(before: Rendered, after: Rendered) -> list[Flip]:
    """Return the cells of access tables that differ, of resources in both generations."""
    old = {file.owner: file for path, file in before.items() if path.endswith(_ACCESS)}
    found: set[Flip] = set()
    for path, file in after.items():
        earlier = old.get(file.owner) if path.endswith(_ACCESS) and file.owner else None
        # A file that follows from the same is the same object, and need not be rendered.
        if earlier is not None and earlier is not file:
            found |= {*_flips(file.owner, _cells(earlier.data), _cells(file.data))}
    return sorted(found)


def _flips(owner: str, before: Mapping[Key, str], after: Mapping[Key, str]) -> Iterator[Flip]:
    """Yield the cells that differ; a caller or row of one table only is looked up as the other."""
    for key in before.keys() | after.keys():
        table, who, row, column = key
        cells = [_cell(key, one) for one in (before, after)]
        if cells[0] != cells[1] and None not in cells and _UNKNOWN not in cells:
            resource = owner.partition("/")[0]
            subject = column.rstrip("?") if table == "fields" else column
            yield Flip(resource, subject, who, row, str(cells[0]), str(cells[1]))


def _cell(key: Key, cells: Mapping[Key, str]) -> str | None:
    """Return a cell; where the table does not tell callers or rows apart, that of both."""
    table, who, row, column = key
    name, _, standing = who.partition("=")
    alike = [(table, who, row), (table, who, "base")]
    if table == "cases":
        user = _OWNER if standing == "owner" else "" if standing else name
        alike += [("table", user, ""), ("table", _STRANGER if user != _OWNER else user, "")]
    elif who not in ("nobody", _OWNER):
        alike.append((table, _STRANGER, ""))
    return next((cells[(*it, column)] for it in alike if (*it, column) in cells), None)


def _cells(text: bytes) -> dict[Key, str]:
    """Return the cells of the tables in a test."""
    cells: dict[Key, str] = {}
    for name, body in _TABLE.findall(text.decode()):
        head, *lines = (line.split() for line in body.splitlines() if line.strip())
        for line in lines:
            names, values = line[: -len(head)], line[-len(head) :]
            row = names[1] if len(names) > 1 else ""
            for column, value in zip(head, values, strict=True):
                cells[name, names[0], row, column] = value
    return cells

"""Prisma models in columns: a longer name moves every line of its group, and that is no edit.

Lines are merged with single spaces between their parts; then the groups get their columns back,
as `prisma format` sets them, but for those that the user wrote just so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

_FIELD = re.compile(r"  (?P<name>[A-Za-z]\w*) +(?P<type>[A-Za-z]\S*)(?P<rest>.*)")
_HEADER = re.compile(r"(?:model|type|view) \w+ *\{")
_PIECES = re.compile(r'"(?:\\.|[^"\\])*"|//.*| {2,}|[^" /]+|.')
_COMMENT = "  //"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class _Group:
    """Lines of a model that are aligned together, or one line that is not."""

    lines: tuple[str, ...]
    in_columns: bool

    def loosened(self) -> _Group:
        if not self.in_columns:
            return self
        return _Group(tuple(map(_single_spaced, self.lines)), in_columns=True)

    def aligned(self) -> tuple[str, ...]:
        if not self.in_columns:
            return self.lines
        return tuple(_in_columns(line, *self.widths) for line in self.lines)

    @property
    def widths(self) -> tuple[int, int]:
        fields = [field for line in self.lines if (field := _FIELD.fullmatch(line.rstrip()))]
        names = max((len(field["name"]) for field in fields), default=0)
        return names, max((len(field["type"]) for field in fields), default=0)


def loosened(text: str) -> str:
    """Return a schema with one space between the parts of a field."""
    return "".join(line for group in _groups(text) for line in group.loosened().lines)


def aligned(merged: str, ours: str) -> str:
    """Give the columns back to a loosened schema.

    Args:
        merged: What to align.
        ours: A schema whose groups stay as they are written, where they say the same.
    """
    written = {group.loosened(): group.lines for group in _groups(ours)}
    found: list[str] = []
    for group in _groups(merged):
        found += written.get(group.loosened()) or group.aligned()
    return "".join(found)


def carried(before: str, after: str) -> str:
    """Give the columns back to a schema in which names have changed, where it had them before."""
    were, are = list(_groups(before)), list(_groups(after))
    if len(were) != len(are):
        return after
    found: list[str] = []
    for was, now in zip(were, are, strict=True):
        found += map(partial(_moved, was.widths, now.widths), was.lines, now.lines)
    return "".join(found)


def _moved(old: tuple[int, int], new: tuple[int, int], was: str, now: str) -> str:
    """Move what stood in a column to where the column is now."""
    before, after = _FIELD.fullmatch(was.rstrip()), _FIELD.fullmatch(now.rstrip())
    if not before or not after:
        return now
    name = f"  {before['name']:<{old[0]}} "
    if not was.startswith(f"{name}{before['type']}"):
        return now
    kind, rest = after["type"], after["rest"]
    if was.startswith(f"{name}{before['type']:<{old[1]}} "):
        kind, rest = f"{kind:<{new[1]}}", f" {rest.strip()}"
    return f"  {after['name']:<{new[0]}} {kind}{rest}".rstrip() + "\n"


def _groups(text: str) -> Iterator[_Group]:
    group: list[str] = []
    inside = False
    for line in _LINE.findall(text):
        body = line.rstrip()
        inside = body != "}" and (inside or bool(_HEADER.fullmatch(body)))
        if inside and (_FIELD.fullmatch(body) or body.startswith(_COMMENT)):
            group.append(line)
            continue
        if group:
            yield _Group(tuple(group), in_columns=True)
            group = []
        yield _Group((line,), in_columns=False)
    if group:
        yield _Group(tuple(group), in_columns=True)


def _single_spaced(line: str) -> str:
    if not (field := _FIELD.fullmatch(line.rstrip())):
        return line
    rest = "".join(" " if piece.isspace() else piece for piece in _PIECES.findall(field["rest"]))
    return f"  {field['name']} {field['type']}{rest.rstrip()}\n"


def _in_columns(line: str, names: int, types: int) -> str:
    if not (field := _FIELD.fullmatch(line.rstrip())):
        return line
    start = f"  {field['name']:<{names}} {field['type']:<{types}}"
    return f"{start} {field['rest'].strip()}".rstrip() + "\n"

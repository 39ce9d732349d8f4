"""Align the fields of Prisma models in columns, as `prisma format` does.

A longer name moves every line of its group, which is no edit of the user's. So schemas are merged
with single spaces between the parts of a field, and aligned after that; groups that the user has
laid out differently keep their layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from t3gen.psl.lines import FieldLayout, Kind, Line, line, lines, tokens

_INDENT = "  "
_MODELS = ("model ", "type ", "view ")


@dataclass(frozen=True)
class _Group:
    """Consecutive lines of a model that are aligned together, or one other line."""

    texts: tuple[str, ...]
    is_aligned: bool

    def normalized(self) -> _Group:
        if not self.is_aligned:
            return self
        return _Group(tuple(map(_single_spaced, self.texts)), is_aligned=True)

    def aligned(self) -> tuple[str, ...]:
        if not self.is_aligned:
            return self.texts
        return tuple(_in_columns(text, *self.widths) for text in self.texts)

    @property
    def widths(self) -> tuple[int, int]:
        """The width of the longest name, and of the longest type."""
        fields = [field for text in self.texts if (field := _field(line(text)))]
        names = max((len(field.name) for field in fields), default=0)
        return names, max((len(field.whole_type) for field in fields), default=0)


def normalize(text: str) -> str:
    """Return a schema with one space between the parts of a field."""
    return "".join(part for group in _groups(text) for part in group.normalized().texts)


def align(merged: str, ours: str) -> str:
    """Return a normalized schema with its fields in columns.

    Args:
        merged: The normalized schema.
        ours: A schema whose groups keep their layout where they are equal but for spaces.
    """
    written = {group.normalized(): group.texts for group in _groups(ours)}
    aligned: list[str] = []
    for group in _groups(merged):
        aligned += written.get(group.normalized()) or group.aligned()
    return "".join(aligned)


def realign(before: str, after: str) -> str:
    """Return a schema in which names were replaced, aligned where it was aligned before.

    Args:
        before: The schema with the old names.
        after: The schema with the new ones, otherwise equal.
    """
    old_groups, new_groups = list(_groups(before)), list(_groups(after))
    if len(old_groups) != len(new_groups):
        return after
    realigned: list[str] = []
    for old, new in zip(old_groups, new_groups, strict=True):
        realigned += map(partial(_move, old.widths, new.widths), old.texts, new.texts)
    return "".join(realigned)


def _move(old_widths: tuple[int, int], new_widths: tuple[int, int], old: str, new: str) -> str:
    """Return a line whose parts are in the new columns where they were in the old ones."""
    before, after = _field(line(old)), _field(line(new))
    if not before or not after:
        return new
    start = f"{_INDENT}{before.name:<{old_widths[0]}} "
    if not old.startswith(f"{start}{before.whole_type}"):
        return new
    kind, rest = after.whole_type, new[after.type_end :]
    if old.startswith(f"{start}{before.whole_type:<{old_widths[1]}} "):
        kind, rest = f"{kind:<{new_widths[1]}}", f" {rest.strip()}"
    return f"{_INDENT}{after.name:<{new_widths[0]}} {kind}{rest}".rstrip() + "\n"


def _groups(text: str) -> Iterator[_Group]:
    group: list[str] = []
    is_model = False
    for each in lines(text):
        body = each.text.rstrip()
        is_model = body != "}" and (is_model or _is_header(body))
        if is_model and (_field(each) or body.startswith(f"{_INDENT}//")):
            group.append(each.text)
            continue
        if group:
            yield _Group(tuple(group), is_aligned=True)
            group = []
        yield _Group((each.text,), is_aligned=False)
    if group:
        yield _Group(tuple(group), is_aligned=True)


def _is_header(body: str) -> bool:
    return body.startswith(_MODELS) and body.endswith("{")


def _field(each: Line) -> FieldLayout | None:
    """Return the layout of a field with the indent of `prisma format`; None for other lines."""
    field = each.field
    return field if field and field.indent == _INDENT else None


def _single_spaced(text: str) -> str:
    if not (field := _field(line(text))):
        return text
    rest = tokens(text[field.type_end :].rstrip())
    attributes = "".join(" " if token.kind is Kind.SPACE else token.text for token in rest)
    return f"{_INDENT}{field.name} {field.whole_type}{attributes}\n"


def _in_columns(text: str, names: int, types: int) -> str:
    if not (field := _field(line(text))):
        return text
    start = f"{_INDENT}{field.name:<{names}} {field.whole_type:<{types}}"
    return f"{start} {text[field.type_end :].strip()}".rstrip() + "\n"

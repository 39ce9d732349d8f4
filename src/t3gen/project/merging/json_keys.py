"""Merge of JSON by keys, keeping the user's order, indentation and line endings.

Lines are a poor unit for JSON: moving a key changes two lines, and a comma belongs to the line
before. So objects are merged key by key, lists of scalars value by value, and other values as one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from t3gen.project.merging.markers import BASE, NEW, OURS

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:\\.|[^"\\\x00-\x1f])*"')
_SCALAR = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
_OPENERS = {"{": "}", "[": "]"}
_STEP = "  "


@dataclass(frozen=True)
class _Value:
    """A value with its source text.

    Args:
        text: The source text.
        opener: "{" or "[" of an object or list; empty for a scalar.
        tail: The space before the closing bracket.
    """

    text: str
    opener: str = ""
    entries: tuple[_Entry, ...] = ()
    tail: str = ""

    @property
    def canonical(self) -> str:
        """The value in a canonical form."""
        return json.dumps(json.loads(self.text), sort_keys=True)

    @property
    def by_key(self) -> dict[str, _Entry]:
        """The entries by key; those of a list by their values."""
        return {entry.key: entry for entry in self.entries}

    @property
    def is_scalar_list(self) -> bool:
        """Return whether it is a list of scalars without duplicates."""
        is_plain = self.opener == "[" and not any(entry.value.opener for entry in self.entries)
        return is_plain and len(self.by_key) == len(self.entries)


@dataclass(frozen=True)
class _Entry:
    """A key with its value, or a value of a list.

    Args:
        key: The parsed key; in a list the value.
        lead: The space before it.
        name: The source text of the key and the colon.
        after: The space after the value.
        conflict: The texts of ours, base and new if they conflict.
    """

    key: str
    lead: str
    name: str
    value: _Value
    after: str = ""
    conflict: tuple[str, str, str] | None = None

    @property
    def text(self) -> str:
        """The source text, without surrounding space."""
        return f"{self.name}{self.value.text}"


class _Unreadable(ValueError):
    pass


def merge_keys(ours: str, base: str, new: str) -> tuple[str, int] | None:
    """Merge three JSON texts.

    Returns:
        The text, and the number of conflicts marked in it; None if a side is not a JSON object.
    """
    try:
        sides = [_parsed(text) for text in (ours, base, new)]
    except (ValueError, RecursionError):
        return None
    if not all(side.opener == "{" for side in sides):
        return None
    merged = _Merge(_step(ours)).value(sides[0], sides[1], sides[2], 1)
    start = _SPACE.match(ours)
    end = ours[len(ours.rstrip(" \t\r\n")) :]
    return f"{start[0] if start else ''}{merged.text}{end}", _conflicts(merged)


class _Merge:
    def __init__(self, step: str) -> None:
        """Indent additions by `step` for each level, as the user does."""
        self.step = step

    def value(self, ours: _Value, base: _Value, new: _Value, depth: int) -> _Value:
        """Merge objects, or lists of scalars, whose entries are at a depth."""
        mine, was, now = ours.by_key, base.by_key, new.by_key
        entries = dict(mine)
        for key in [*was, *(key for key in now if key not in was)]:
            merged = self._entry((mine.get(key), was.get(key), now.get(key)), depth)
            if merged is not None and key not in entries:
                entries = _inserted(entries, merged, list(now))
            elif merged is not None:
                entries[key] = merged
            else:
                entries.pop(key, None)
        return _built(ours, list(entries.values()), self._newline(depth - 1))

    def _entry(
        self, sides: tuple[_Entry | None, _Entry | None, _Entry | None], depth: int
    ) -> _Entry | None:
        ours, base, new = sides
        mine, was, now = (one and one.value.canonical for one in sides)
        if now in (was, mine):
            return ours
        if mine == was:
            return self._replaced(ours, new, depth)
        if ours and new and _are_mergeable(ours.value, new.value):
            empty = _Value("{}" if new.value.opener == "{" else "[]", new.value.opener)
            before = base.value if base and _are_mergeable(base.value, new.value) else empty
            return replace(ours, value=self.value(ours.value, before, new.value, depth + 1))
        some = next(one for one in sides if one)
        texts = [one.text if one is ours else self._reindented(one.text) for one in sides if one]
        lines = iter(texts)
        ours_text, base_text, new_text = (next(lines) if one else "" for one in sides)
        return replace(some, lead=self._newline(depth), conflict=(ours_text, base_text, new_text))

    def _replaced(self, ours: _Entry | None, new: _Entry | None, depth: int) -> _Entry | None:
        """Return the generated entry, at the user's place and indentation."""
        if new is None:
            return None
        value = _parsed(self._reindented(new.value.text))
        if ours is not None:
            return replace(ours, value=value)
        return replace(new, value=value, lead=self._newline(depth), after="")

    def _newline(self, depth: int) -> str:
        return f"\n{self.step * depth}"

    def _reindented(self, text: str) -> str:
        """Return a generated text with the user's indentation."""
        return re.sub(r"\n( *)", lambda one: f"\n{self.step * (len(one[1]) // len(_STEP))}", text)


def _are_mergeable(ours: _Value, new: _Value) -> bool:
    """Return whether two values are merged by their entries."""
    return ours.opener == new.opener == "{" or (ours.is_scalar_list and new.is_scalar_list)


def _inserted(
    entries: Mapping[str, _Entry], entry: _Entry, order: Sequence[str]
) -> dict[str, _Entry]:
    """Return the entries with another one, next to its neighbours in the generated text."""
    keys = list(entries)
    at = order.index(entry.key) if entry.key in order else len(order)
    before = [keys.index(key) + 1 for key in order[:at] if key in entries]
    after = [keys.index(key) for key in order[at:] if key in entries]
    place = (before[-1:] + after[:1] or [len(keys)])[0]
    first = next(iter(entries.values()), entry)
    lead = first.lead if "\n" in first.lead or place else entry.lead
    if entries and "\n" not in first.lead:
        lead = " "
    items = list(entries.items())
    items.insert(place, (entry.key, replace(entry, lead=lead)))
    return dict(items)


def _built(ours: _Value, entries: Sequence[_Entry], end: str) -> _Value:
    """Return an object or list rebuilt from its entries."""
    written = []
    for number, entry in enumerate(entries):
        comma = "," if number < len(entries) - 1 else ""
        if entry.conflict is not None:
            written.append(_marked(entry, entry.conflict, comma))
        else:
            written.append(f"{entry.lead}{entry.text}{entry.after}{comma}")
    tail = ours.tail if ours.entries and entries else end if entries else ""
    is_marked = bool(entries) and entries[-1].conflict is not None
    tail = end if is_marked and "\n" not in tail else tail
    text = f"{ours.opener}{''.join(written)}{tail}{_OPENERS[ours.opener]}"
    return replace(ours, text=text, entries=tuple(entries), tail=tail)


def _marked(entry: _Entry, sides: tuple[str, str, str], comma: str) -> str:
    ours, base, new = (f"{entry.lead}{side}{comma}" if side else "" for side in sides)
    labels = (f"\n{'<' * 7} {OURS}", f"\n{'|' * 7} {BASE}", f"\n{'=' * 7}", f"\n{'>' * 7} {NEW}")
    return f"{labels[0]}{ours}{labels[1]}{base}{labels[2]}{new}{labels[3]}"


def _conflicts(value: _Value) -> int:
    own = sum(entry.conflict is not None for entry in value.entries)
    return own + sum(_conflicts(entry.value) for entry in value.entries if not entry.conflict)


def _step(text: str) -> str:
    """Return the indentation of the first line inside an object."""
    match = re.search(r"\{\r?\n([ \t]+)", text)
    return match[1] if match else _STEP


def _parsed(text: str) -> _Value:
    """Parse a JSON text, keeping its source text.

    Raises:
        ValueError: It is not valid, or has a duplicate key.
    """
    start = len(text) - len(text.lstrip(" \t\r\n"))
    value, at = _value(text, start)
    if text[at:].strip(" \t\r\n"):
        raise _Unreadable
    return value


def _value(text: str, at: int) -> tuple[_Value, int]:
    opener = text[at : at + 1]
    if opener in _OPENERS:
        entries, tail, end = _entries(text, at + 1, opener)
        return _Value(text[at:end], opener, tuple(entries), tail), end
    match = _STRING.match(text, at) or _SCALAR.match(text, at)
    if match is None:
        raise _Unreadable
    return _Value(match[0]), match.end()


def _entries(text: str, at: int, opener: str) -> tuple[list[_Entry], str, int]:
    entries: list[_Entry] = []
    lead, at = _space(text, at)
    if text[at : at + 1] == _OPENERS[opener]:
        return [], lead, at + 1
    while True:
        entry, at = _entry(text, at, opener, lead)
        if opener == "{" and any(entry.key == other.key for other in entries):
            raise _Unreadable
        after, at = _space(text, at)
        mark = text[at : at + 1]
        if mark == _OPENERS[opener]:
            return [*entries, entry], after, at + 1
        if mark != ",":
            raise _Unreadable
        entries.append(replace(entry, after=after))
        lead, at = _space(text, at + 1)


def _entry(text: str, at: int, opener: str, lead: str) -> tuple[_Entry, int]:
    start = at
    if opener == "[":
        value, at = _value(text, at)
        return _Entry(value.canonical, lead, "", value), at
    match = _STRING.match(text, at)
    if match is None:
        raise _Unreadable
    _, at = _space(text, match.end())
    if text[at : at + 1] != ":":
        raise _Unreadable
    _, at = _space(text, at + 1)
    value, end = _value(text, at)
    return _Entry(str(json.loads(match[0])), lead, text[start:at], value), end


def _space(text: str, at: int) -> tuple[str, int]:
    match = _SPACE.match(text, at)
    end = match.end() if match else at
    return text[at:end], end

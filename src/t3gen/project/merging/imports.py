"""The merge of imports: both sides bring in names, often on one line, and both are right.

A list of imports is a set that is written in some order. So where a conflict is about nothing but
whole import statements, they are merged one by one, and of two lists of names name by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from t3gen.project.merging.markers import BASE, NEW, OURS

_WIDTH = 80
_CONFLICT = re.compile(
    rf"^<{{7}} {OURS}\n(?P<ours>.*?)^\|{{7}} {BASE}\n(?P<base>.*?)^={{7}}\n(?P<new>.*?)"
    rf"^>{{7}} {NEW}\n",
    re.MULTILINE | re.DOTALL,
)
_STATEMENT = re.compile(
    r"""import[ ](?P<type>type[ ])?
    (?:(?P<other>(?:\*[ ]as[ ])?[\w$]+)[ ]from[ ]|\{(?P<names>[\w$\s,]*)\}[ ]from[ ])?
    (?P<module>"[^"\n]*"|'[^'\n]*')(?P<end>;?)\n""",
    re.VERBOSE,
)

T = TypeVar("T")
_Key = tuple[str | None, ...]


@dataclass(frozen=True)
class _Import:
    """One import.

    Args:
        key: What it imports, but for its names.
        names: Those between braces; None without braces.
        text: How it is written.
        found: Its parts.
    """

    key: _Key
    names: tuple[str, ...] | None
    text: str
    found: re.Match[str]

    @property
    def locals(self) -> tuple[str, ...]:
        """What the file calls what it imports."""
        listed = self.names or ((self.found["other"],) if self.found["other"] else ())
        return tuple(name.split()[-1] for name in listed)


def settle(merged: str) -> tuple[str, int]:
    """Settle the conflicts of a merge that are about imports alone.

    Returns:
        The text, and how many conflicts are settled in it.
    """
    settled = 0

    def settle_one(conflict: re.Match[str]) -> str:
        nonlocal settled
        text = _settled(*(_imports(conflict[side]) for side in ("ours", "base", "new")))
        settled += text is not None
        return conflict[0] if text is None else text

    return _CONFLICT.sub(settle_one, merged), settled


def _imports(text: str) -> dict[_Key, _Import] | None:
    """Return the imports that a text consists of; None when there is more, or one twice."""
    imports: dict[_Key, _Import] = {}
    at = 0
    while at < len(text):
        found = _STATEMENT.match(text, at)
        if found is None:
            return None
        names = found["names"]
        listed = None if names is None else tuple(" ".join(it.split()) for it in names.split(","))
        key = (found["type"], found["other"], found["module"][1:-1], "{}" if listed else None)
        if key in imports:
            return None
        named = listed and tuple(name for name in listed if name)
        imports[key] = _Import(key, named, found[0], found)
        at = found.end()
    return imports


def _settled(
    ours: dict[_Key, _Import] | None,
    base: dict[_Key, _Import] | None,
    new: dict[_Key, _Import] | None,
) -> str | None:
    if ours is None or base is None or new is None:
        return None
    lines = []
    for key in _together(list(ours), list(new)):
        mine, was, now = ours.get(key), base.get(key), new.get(key)
        if _text(mine) == _text(was) or _text(mine) == _text(now):
            lines.append(_text(now))
        elif _text(now) == _text(was):
            lines.append(_text(mine))
        elif mine and now and mine.names is not None and now.names is not None:
            lines.append(_with(mine, _names(mine.names, (was and was.names) or (), now.names)))
        else:
            return None
    text = "".join(lines)
    called = [name for one in (_imports(text) or {}).values() for name in one.locals]
    return text if len(called) == len(set(called)) else None


def _text(one: _Import | None) -> str:
    return one.text if one else ""


def _names(ours: Sequence[str], base: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return what neither side has taken out, and what either has put in."""
    gone = set(base) - (set(ours) & set(new))
    return [name for name in _together(ours, new) if name not in gone]


def _together(ours: Sequence[T], new: Sequence[T]) -> list[T]:
    """Keep the user's order, and put what only the other side has beside its neighbours there."""
    found = list(ours)
    for place, one in enumerate(new):
        if one in found:
            continue
        before = [found.index(other) + 1 for other in new[:place] if other in found]
        behind = [found.index(other) for other in new[place:] if other in found]
        found.insert((before[-1:] + behind[:1] or [len(found)])[0], one)
    return found


def _with(mine: _Import, names: Sequence[str]) -> str:
    """Write an import as the user does, with other names, broken where it is too long."""
    if not names:
        return ""
    head = f"import {mine.found['type'] or ''}{{"
    tail = f"}} from {mine.found['module']}{mine.found['end']}\n"
    line = f"{head} {', '.join(names)} {tail}"
    if len(line) <= _WIDTH + 1:
        return line
    return f"{head}\n{''.join(f'  {name},{chr(10)}' for name in names)}{tail}"

"""Merge of import statements: both sides add names, often on the same line.

Imports are a set in some order. So a conflict that consists of whole import statements is resolved
statement by statement, and two lists of names name by name.
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
        key: Its identity: kind and module, without the names.
        names: The names in braces; None without braces.
        text: Its source text.
        parts: The match of its parts.
    """

    key: _Key
    names: tuple[str, ...] | None
    text: str
    parts: re.Match[str]

    @property
    def locals(self) -> tuple[str, ...]:
        """The local names that it binds."""
        listed = self.names or ((self.parts["other"],) if self.parts["other"] else ())
        return tuple(name.split()[-1] for name in listed)


def resolve(merged: str) -> tuple[str, int]:
    """Resolve the conflicts of a merge that consist of imports only.

    Returns:
        The text, and the number of conflicts that were resolved.
    """
    resolved = 0

    def resolve_one(conflict: re.Match[str]) -> str:
        nonlocal resolved
        text = _merged(*(_imports(conflict[side]) for side in ("ours", "base", "new")))
        resolved += text is not None
        return conflict[0] if text is None else text

    return _CONFLICT.sub(resolve_one, merged), resolved


def _imports(text: str) -> dict[_Key, _Import] | None:
    """Return the imports of a text; None if it has other statements, or a duplicate."""
    imports: dict[_Key, _Import] = {}
    at = 0
    while at < len(text):
        match = _STATEMENT.match(text, at)
        if match is None:
            return None
        names = match["names"]
        listed = None if names is None else tuple(" ".join(it.split()) for it in names.split(","))
        key = (match["type"], match["other"], match["module"][1:-1], "{}" if listed else None)
        if key in imports:
            return None
        named = listed and tuple(name for name in listed if name)
        imports[key] = _Import(key, named, match[0], match)
        at = match.end()
    return imports


def _merged(
    ours: dict[_Key, _Import] | None,
    base: dict[_Key, _Import] | None,
    new: dict[_Key, _Import] | None,
) -> str | None:
    if ours is None or base is None or new is None:
        return None
    lines = []
    for key in _union(list(ours), list(new)):
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
    bound = [name for one in (_imports(text) or {}).values() for name in one.locals]
    return text if len(bound) == len(set(bound)) else None


def _text(one: _Import | None) -> str:
    return one.text if one else ""


def _names(ours: Sequence[str], base: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the names that neither side has removed or either side has added."""
    removed = set(base) - (set(ours) & set(new))
    return [name for name in _union(ours, new) if name not in removed]


def _union(ours: Sequence[T], new: Sequence[T]) -> list[T]:
    """Return both lists in the user's order, with additions next to their neighbours."""
    result = list(ours)
    for place, one in enumerate(new):
        if one in result:
            continue
        before = [result.index(other) + 1 for other in new[:place] if other in result]
        after = [result.index(other) for other in new[place:] if other in result]
        result.insert((before[-1:] + after[:1] or [len(result)])[0], one)
    return result


def _with(mine: _Import, names: Sequence[str]) -> str:
    """Return an import in the user's style with other names, wrapped if it is too long."""
    if not names:
        return ""
    head = f"import {mine.parts['type'] or ''}{{"
    tail = f"}} from {mine.parts['module']}{mine.parts['end']}\n"
    line = f"{head} {', '.join(names)} {tail}"
    if len(line) <= _WIDTH + 1:
        return line
    return f"{head}\n{''.join(f'  {name},{chr(10)}' for name in names)}{tail}"

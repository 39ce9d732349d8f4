"""Ways back in models of the user's own: one line each, put in, changed or taken out alone.

Whatever else stands in a file stays as it is, to the last space.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from t3gen.psl.lines import Line, block


@dataclass(frozen=True)
class InverseField:
    """The other side of a relation whose key is elsewhere: `orders Order[]`.

    Args:
        model: The model that has the line.
        name: The line's.
        source: The model that has the key.
        arity: "[]" for many, "?" for one or none.
        link: The relation's name, where it needs one.
    """

    model: str
    name: str
    source: str
    arity: str
    link: str = ""

    @property
    def type(self) -> str:
        """What stands behind the name."""
        return f"{self.source}{self.arity}"

    @property
    def attributes(self) -> str:
        """What stands behind the type."""
        return f'@relation("{self.link}")' if self.link else ""

    def is_in(self, line: Line) -> bool:
        """Whether a line has its name and its model."""
        field = line.field
        return field is not None and (field.name, field.type) == (self.name, self.source)

    def is_said_by(self, line: Line) -> bool:
        """Whether a line says all that it has to say."""
        field = line.field
        said = (field.arity, field.link) if field else None
        return self.is_in(line) and said == (self.arity, self.link)


def has_model(text: str, model: str) -> bool:
    """Whether a Prisma file has a model."""
    return block(_lines(text), model) is not None


def edited(text: str, gone: Sequence[InverseField], come: Sequence[InverseField]) -> str:
    """Return the text of a schema with other ways back in one of its models.

    Args:
        text: A Prisma file that has the model.
        gone: Those that were there.
        come: Those that are to be there; all are of one model.
    """
    lines = _lines(text)
    found = block(lines, (*gone, *come)[0].model)
    if found is None:
        return text
    start, end = found
    newline = "\r\n" if lines[start - 1].text.endswith("\r\n") else "\n"
    body = _Body(lines[start:end], newline, come)
    missing = [one for one in come if not body.has(one)]
    for one in come:
        body.correct(one)
    left = [one for one in gone if not any(_is_same(one, other) for other in come)]
    for old, new in zip_longest([one for one in left if body.has(one)], missing):
        body.change(old, new)
    return "".join(line.text for line in [*lines[:start], *body.lines, *lines[end:]])


def _is_same(one: InverseField, other: InverseField) -> bool:
    return (one.name, one.source) == (other.name, other.source)


def _lines(text: str) -> list[Line]:
    return [Line(line) for line in text.splitlines(keepends=True)]


@dataclass
class _Body:
    """The lines of a model, `ours` among them."""

    lines: list[Line]
    newline: str
    ours: Sequence[InverseField]

    def find(self, way: InverseField) -> int | None:
        return next((at for at, line in enumerate(self.lines) if way.is_in(line)), None)

    def has(self, way: InverseField) -> bool:
        return self.find(way) is not None

    def correct(self, way: InverseField) -> None:
        """Write a line anew that is there, but says something else."""
        at = self.find(way)
        if at is not None and not way.is_said_by(self.lines[at]):
            self.write(at, way)

    def change(self, old: InverseField | None, new: InverseField | None) -> None:
        """Put a line in the place of another, or at the end; or take one out."""
        at = self.find(old) if old else None
        if at is None:
            if new is not None:
                self.add(new)
            return
        others = [one for one in self.around(at) if one != at]
        if new is not None and (not others or self.aligned(others, new)):
            self.write(at, new)
            return
        self.remove(at)
        if new is not None:
            self.add(new)

    def write(self, at: int, way: InverseField) -> None:
        """Write over a line, in the columns of its neighbours where it fits into them."""
        line = self.lines[at]
        others = [one for one in self.around(at) if one != at]
        text = self.aligned(others, way) or f"{line.indent}{_plain(way)}"
        comment = f" {line.comment}" if line.comment else ""
        self.lines[at] = Line(f"{text}{comment}{self.newline}")

    def remove(self, at: int) -> None:
        """Take a line out, and the empty one that was put in with it; leave a comment there."""
        line = self.lines[at]
        if line.comment:
            self.lines[at] = Line(f"{line.indent}{line.comment}{self.newline}")
            return
        is_last = at + 1 == len(self.lines) or self.lines[at + 1].is_blank
        first = at - 1 if at and self.lines[at - 1].is_blank and is_last else at
        del self.lines[first : at + 1]

    def add(self, way: InverseField) -> None:
        """Add a line behind the last field: in its columns, which are not moved for it."""
        fields = [at for at, line in enumerate(self.lines) if line.field]
        if not fields:
            self.lines.insert(0, Line(f"  {_plain(way)}{self.newline}"))
            return
        last = fields[-1]
        near = self.around(last)
        if text := self.aligned(near, way):
            self.lines.insert(last + 1, Line(f"{text}{self.newline}"))
        elif near_ways := self.only_ours(near):
            indent = self.lines[last].indent
            made = [Line(f"{indent}{text}{self.newline}") for text in _columns([*near_ways, way])]
            self.lines[near[0] : last + 1] = made
        else:
            text = f"{self.lines[last].indent}{_plain(way)}{self.newline}"
            self.lines[last + 1 : last + 1] = [Line(self.newline), Line(text)]

    def only_ours(self, near: Sequence[int]) -> list[InverseField]:
        """Return the ways back that some lines are, if they are nothing else."""
        lines = [self.lines[at] for at in range(near[0], near[-1] + 1)]
        found = [one for line in lines for one in self.ours if one.is_said_by(line)]
        is_all = len(found) == len(lines) and not any(line.comment for line in lines)
        return found if is_all else []

    def around(self, at: int) -> list[int]:
        """Return the fields that stand together with one, without an empty line between."""
        first = last = at
        while first > 0 and not self.lines[first - 1].is_blank:
            first -= 1
        while last + 1 < len(self.lines) and not self.lines[last + 1].is_blank:
            last += 1
        return [one for one in range(first, last + 1) if self.lines[one].field]

    def aligned(self, near: Sequence[int], way: InverseField) -> str | None:
        """Return the line in the columns of others, or None where it does not fit into them."""
        found = [field for at in near if (field := self.lines[at].field)]
        if len({field.types for field in found}) != 1:
            return None
        indent, types = self.lines[near[0]].indent, found[0].types
        wide = max(len(field.whole_type) for field in found)
        rests = {field.rest for field in found} - {None}
        is_too_long = len(indent) + len(way.name) >= types
        if is_too_long or len(rests) > 1 or (rests and len(way.type) > wide):
            return None
        kind = way.type.ljust(max(wide, len(way.type))) if way.attributes else way.type
        return f"{(indent + way.name).ljust(types)}{kind} {way.attributes}".rstrip()


def _columns(ways: Sequence[InverseField]) -> list[str]:
    """Return several lines in columns of their own."""
    names = max(len(one.name) for one in ways)
    types = max(len(one.type) for one in ways)
    return [
        f"{one.name.ljust(names)} {one.type.ljust(types)} {one.attributes}".rstrip() for one in ways
    ]


def _plain(way: InverseField) -> str:
    return f"{way.name} {way.type} {way.attributes}".rstrip()

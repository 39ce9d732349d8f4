"""Add, correct and remove inverse fields in models of the user, one line for each.

All other lines stay as they are, to the last space.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from t3gen.psl.join_tables import relation_name
from t3gen.psl.lines import Block, Line, blocks, join, line, lines
from t3gen.psl.reader import parse_model


@dataclass(frozen=True)
class InverseField:
    """The side of a relation without the foreign key, such as `orders Order[]`.

    Args:
        model: The model that has the field.
        name: The name of the field.
        source: The model with the foreign key, which is the type of the field.
        arity: "[]" for many, "?" for one or none.
        relation: The name of the relation; empty where Prisma needs none.
        owning: The attribute of the side with the foreign key, where that is the field.
    """

    model: str
    name: str
    source: str
    arity: str
    relation: str = ""
    owning: str = ""

    @property
    def type(self) -> str:
        """The type with its arity."""
        return f"{self.source}{self.arity}"

    @property
    def attributes(self) -> str:
        """The attributes, as text."""
        return self.owning or (f'@relation("{self.relation}")' if self.relation else "")

    @property
    def text(self) -> str:
        """The field without alignment."""
        return f"{self.name} {self.type} {self.attributes}".rstrip()

    def is_in(self, each: Line) -> bool:
        """Return whether a line declares a field of this name and model."""
        field = each.field
        return field is not None and (field.name, field.type) == (self.name, self.source)

    def is_declared_by(self, each: Line) -> bool:
        """Return whether a line declares this field, with its arity and relation."""
        if not self.is_in(each):
            return False
        (field,) = parse_model("", [each.code.strip()]).fields
        return (field.arity, relation_name(field) or "") == (self.arity, self.relation)


def has_model(text: str, model: str) -> bool:
    """Return whether a Prisma file has a model."""
    return _model_block(lines(text), model) is not None


def with_inverse_fields(
    text: str, removed: Sequence[InverseField], added: Sequence[InverseField]
) -> str:
    """Return a Prisma file with other inverse fields in one of its models.

    Args:
        text: The file; it is returned as it is when it does not have the model.
        removed: The fields that were generated before.
        added: The fields that are generated now; all are of one model.
    """
    source = lines(text)
    block = _model_block(source, (*removed, *added)[0].model)
    if block is None:
        return text
    newline = "\r\n" if source[block.start - 1].text.endswith("\r\n") else "\n"
    body = _Body(source[block.start : block.end], newline, added)
    missing = [field for field in added if not body.has(field)]
    for field in added:
        body.correct(field)
    kept = {(field.name, field.source) for field in added}
    obsolete = [it for it in removed if (it.name, it.source) not in kept and body.has(it)]
    for old, new in zip_longest(obsolete, missing):
        body.replace(old, new)
    return join([*source[: block.start], *body.lines, *source[block.end :]])


def _model_block(source: Sequence[Line], model: str) -> Block | None:
    return next((it for it in blocks(source) if (it.kind, it.name) == ("model", model)), None)


@dataclass
class _Body:
    """The lines of a model.

    Args:
        lines: The lines, which the methods change.
        newline: The line break of the file.
        generated: The inverse fields that are generated now.
    """

    lines: list[Line]
    newline: str
    generated: Sequence[InverseField]

    def index(self, field: InverseField) -> int | None:
        return next((at for at, each in enumerate(self.lines) if field.is_in(each)), None)

    def has(self, field: InverseField) -> bool:
        return self.index(field) is not None

    def correct(self, field: InverseField) -> None:
        """Rewrite the line of a field that differs in its arity or relation."""
        at = self.index(field)
        if at is not None and not field.is_declared_by(self.lines[at]):
            self.rewrite(at, field)

    def replace(self, old: InverseField | None, new: InverseField | None) -> None:
        """Replace a line by another in its place, or remove it, or add one at the end."""
        at = self.index(old) if old else None
        if at is None:
            if new is not None:
                self.add(new)
            return
        neighbours = [it for it in self.group(at) if it != at]
        if new is not None and (not neighbours or self.aligned(neighbours, new)):
            self.rewrite(at, new)
            return
        self.remove(at)
        if new is not None:
            self.add(new)

    def rewrite(self, at: int, field: InverseField) -> None:
        """Rewrite a line in the columns of its neighbours where it fits; keep its comment."""
        old = self.lines[at]
        neighbours = [it for it in self.group(at) if it != at]
        text = self.aligned(neighbours, field) or f"{old.indent}{field.text}"
        comment = f" {old.comment}" if old.comment else ""
        self.lines[at] = self.line(f"{text}{comment}")

    def remove(self, at: int) -> None:
        """Remove a line, and the blank one that was added before it; keep its comment."""
        old = self.lines[at]
        if old.comment:
            self.lines[at] = self.line(f"{old.indent}{old.comment}")
            return
        is_last = at + 1 == len(self.lines) or self.lines[at + 1].is_blank
        first = at - 1 if at and self.lines[at - 1].is_blank and is_last else at
        del self.lines[first : at + 1]

    def add(self, field: InverseField) -> None:
        """Add a line after the last field, without moving the columns of others.

        Where it does not fit into the columns of the last group, a group of nothing but generated
        fields is aligned again; else the line is in a group of its own.
        """
        fields = [at for at, each in enumerate(self.lines) if each.field]
        if not fields:
            self.lines.insert(0, self.line(f"  {field.text}"))
            return
        last = fields[-1]
        group = self.group(last)
        indent = self.lines[last].indent
        if text := self.aligned(group, field):
            self.lines.insert(last + 1, self.line(text))
        elif generated := self.only_generated(group):
            texts = _columns([*generated, field])
            self.lines[group[0] : last + 1] = [self.line(f"{indent}{text}") for text in texts]
        else:
            self.lines[last + 1 : last + 1] = [self.line(""), self.line(f"{indent}{field.text}")]

    def line(self, text: str) -> Line:
        return line(f"{text}{self.newline}")

    def only_generated(self, group: Sequence[int]) -> list[InverseField]:
        """Return the inverse fields of a group when all of its lines are such, else none."""
        group_lines = [self.lines[at] for at in range(group[0], group[-1] + 1)]
        declared = [it for each in group_lines for it in self.generated if it.is_declared_by(each)]
        is_all = len(declared) == len(group_lines) and not any(it.comment for it in group_lines)
        return declared if is_all else []

    def group(self, at: int) -> list[int]:
        """Return the indexes of the fields around a line, up to a blank line on both sides."""
        first = last = at
        while first > 0 and not self.lines[first - 1].is_blank:
            first -= 1
        while last + 1 < len(self.lines) and not self.lines[last + 1].is_blank:
            last += 1
        return [it for it in range(first, last + 1) if self.lines[it].field]

    def aligned(self, group: Sequence[int], field: InverseField) -> str | None:
        """Return a field in the columns of a group, or None where it does not fit into them."""
        fields = [layout for at in group if (layout := self.lines[at].field)]
        if len({it.type_column for it in fields}) != 1:
            return None
        indent, type_column = fields[0].indent, fields[0].type_column
        width = max(len(it.whole_type) for it in fields)
        attribute_columns = {it.attributes_column for it in fields} - {None}
        is_name_too_long = len(indent) + len(field.name) >= type_column
        is_type_too_long = bool(attribute_columns) and len(field.type) > width
        if is_name_too_long or len(attribute_columns) > 1 or is_type_too_long:
            return None
        kind = field.type.ljust(max(width, len(field.type))) if field.attributes else field.type
        return f"{(indent + field.name).ljust(type_column)}{kind} {field.attributes}".rstrip()


def _columns(fields: Sequence[InverseField]) -> list[str]:
    """Return the texts of several fields, aligned."""
    names = max(len(field.name) for field in fields)
    types = max(len(field.type) for field in fields)
    return [
        f"{field.name.ljust(names)} {field.type.ljust(types)} {field.attributes}".rstrip()
        for field in fields
    ]

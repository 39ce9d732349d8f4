"""The schema that is imported, with its texts and comments."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from t3gen.importing.names import (
    renamed_fields,
    renamed_models,
    with_fields_renamed,
    with_inverse_fields_renamed,
    with_models_renamed,
    with_single_keys,
)
from t3gen.model import inflection
from t3gen.psl import Block, Line, Model, Schema, blocks, join, lines, parse

_DOC = "///"


@dataclass(frozen=True)
class Source:
    """A schema in one or several files.

    Args:
        texts: The files whose models are imported, by path.
        database: The database of the project: sqlite or postgresql.
        others: The other files of the schema, to which its relations may lead.
        kept: The models that keep their names, as they are written.
        partly: Whether relations over several fields may be in Prisma files alone.
        has_users: Whether the project has users of its own, whose ids are texts.
    """

    texts: Mapping[str, str]
    database: str
    others: Sequence[str] = ()
    kept: frozenset[str] = frozenset()
    partly: bool = False
    has_users: bool = False

    @cached_property
    def schema(self) -> Schema:
        """The parsed schema, with the names that specs have for models and fields.

        Without a datasource, it is for the database of the project.
        """
        schema = with_fields_renamed(self._written, self.renamed)
        return with_models_renamed(schema, self.renamed_models)

    @cached_property
    def _written(self) -> Schema:
        schema = with_single_keys(parse("\n".join([*self.texts.values(), *self.others])))
        return schema if schema.provider else replace(schema, provider=self.database)

    @cached_property
    def renamed(self) -> Mapping[tuple[str, str], str]:
        """The names that specs have for fields with other names, by model and field."""
        return renamed_fields(self._written)

    @cached_property
    def renamed_models(self) -> Mapping[str, str]:
        """The names that specs have for models with other names."""
        return renamed_models(self._written, self.kept)

    def written(self, name: str) -> str:
        """Return the name of a model in the files."""
        return next((old for old, new in self.renamed_models.items() if new == name), name)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The models in the files to import, in their order."""
        return tuple(
            self.renamed_models.get(block.name, block.name)
            for text in self.texts.values()
            for block in blocks(lines(text))
            if block.kind == "model"
        )

    @property
    def written_models(self) -> Mapping[str, Model]:
        """The models as they are written, by name."""
        return self._written.models

    @property
    def provider(self) -> str:
        """The database that the schema is for."""
        return self.schema.provider

    @cached_property
    def named_enums(self) -> Mapping[str, frozenset[str]]:
        """The enums that specs declare by their names, with the models that use them.

        The others have the name that follows from the field, and that field alone is of it.
        """
        uses: dict[str, list[tuple[str, str]]] = {}
        for model in self.schema.models.values():
            for field in model.fields:
                if field.type in self.schema.enums:
                    uses.setdefault(field.type, []).append((model.name, field.name))
        return {
            enum: frozenset(model for model, _ in users)
            for enum, users in uses.items()
            if [enum] != [f"{model}{inflection.upper_first(name)}" for model, name in users]
        }

    def shared_enums(self, models: Collection[str]) -> dict[str, list[str]]:
        """Return the values of the enums that some models use and share with others, by name."""
        shared = {name: users for name, users in self.named_enums.items() if len(users) > 1}
        used = sorted(name for name, users in shared.items() if not users.isdisjoint(models))
        return {name: [*self.schema.enums[name].values] for name in used}

    @cached_property
    def docs(self) -> Mapping[tuple[str, str], str]:
        """The documentation comments, by model and field; those of models have the field ""."""
        return {
            (self.renamed_models.get(key[0], key[0]), self.renamed.get(key, key[1])): doc
            for text in self.texts.values()
            for source in [lines(text)]
            for block in blocks(source)
            if block.kind == "model"
            for key, doc in _docs(source, block)
            if doc
        }

    def with_inverse_fields(self, text: str, models: Collection[str]) -> str:
        """Return the text of kept models with the names that imported models have for them."""
        written = {self.written(name): name for name in models}
        return with_inverse_fields_renamed(text, self.renamed, written)

    def blocks_of(self, names: Collection[str]) -> str:
        """Return the models and enums of some names, with their comments, as they are written."""
        parts, written = [], {self.written(name) for name in names}
        for text in self.texts.values():
            source = lines(text)
            for block in blocks(source):
                if block.kind in ("model", "enum") and block.name in written:
                    first, last = _extent(source, block)
                    parts.append(join(source[first:last]).strip("\n"))
        return "\n\n".join(parts) + "\n" if parts else ""


def without_blocks(text: str, names: Collection[str]) -> str:
    """Return a Prisma file without some models and enums, and without their comments."""
    source = lines(text)
    kept = list(source)
    for block in reversed(list(blocks(source))):
        if block.kind in ("model", "enum") and block.name in names:
            first, last = _extent(source, block)
            while last < len(kept) and kept[last].is_blank:
                last += 1
            del kept[first:last]
    return join(kept)


def _extent(source: Sequence[Line], block: Block) -> tuple[int, int]:
    """Return the first line of a block, with the comments above it, and the one behind it."""
    first = block.start - 1
    while first > 0 and _is_comment(source[first - 1]):
        first -= 1
    return first, block.end + 1


def _docs(source: Sequence[Line], block: Block) -> Iterator[tuple[tuple[str, str], str]]:
    first, _ = _extent(source, block)
    above = [each.text.strip() for each in source[first : block.start - 1]]
    yield (block.name, ""), _text(above)
    pending: list[str] = []
    for each in source[block.start : block.end]:
        if each.field is not None:
            yield (block.name, each.field.name), _text([*pending, each.comment])
        pending = [*pending, each.text.strip()] if _is_comment(each) else []


def _is_comment(each: Line) -> bool:
    return not each.code.strip() and not each.is_blank


def _text(comments: Sequence[str]) -> str:
    found = [one.removeprefix(_DOC).strip() for one in comments if one.startswith(_DOC)]
    return " ".join(one for one in found if one)

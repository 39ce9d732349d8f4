"""A model of a Prisma schema as the data of a spec."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from t3gen.importing import conditions, keys, relations
from t3gen.importing import rows as rows_
from t3gen.importing.declarations import column, is_usual_time, line, refuse
from t3gen.importing.source import Source
from t3gen.model import LONGEST_GIVEN, inflection, snake
from t3gen.psl import Model
from t3gen.spec.defaults import SERIAL
from t3gen.spec.vocabulary import LONGEST_INDEXED

_IDS = {
    "autoincrement()": "serial",
    "uuid()": "uuid4",
    "uuid(4)": "uuid4",
    "uuid(7)": "uuid7",
    "cuid()": "cuid",
    "cuid(1)": "cuid",
    "cuid(2)": "cuid2",
    "nanoid()": "nanoid",
    "ulid()": "ulid",
}
_GIVEN = ("String", "Int")
"""The types of ids that callers give."""
_OF_MODELS = frozenset({"id", "unique", "index", "map"})
_STAMPS = {"createdAt": "created", "updatedAt": "updated"}


def document(source: Source, model: Model, targets: Collection[str]) -> dict[str, Any]:
    """Return the data of the spec from which a model follows.

    Args:
        source: The schema.
        model: The model.
        targets: The models that relations may lead to.

    Raises:
        Unsupported: A spec cannot declare the model; the message names the part.
    """
    return _Importer(source, model, targets).document()


class _Importer:
    def __init__(self, source: Source, model: Model, targets: Collection[str]) -> None:
        self.source, self.model, self.targets = source, model, targets
        owning = relations.foreign_keys(source.schema, model)
        self.keys = {key: relation.name for key, relation in owning.items()}
        rows = [one.names for one in self.rows() if one.kind == "unique" and len(one.parts) == 1]
        self.alone = {one.name for one in model.fields if one.attribute("unique")}
        self.alone |= {name for [name] in rows}
        stamps = [one for one in model.fields if one.name in _STAMPS and one.column != one.name]
        self.is_snake = any(one.column == snake(one.name) for one in stamps)

    def document(self) -> dict[str, Any]:
        name = self.model.name
        usual = snake(inflection.names(name).plural_var) if self.is_snake else name
        table = self.model.table if self.model.table != usual else None
        kind = self.id()
        options: dict[str, Any] = {**({"id": kind} if kind else {}), **self.times()}
        if self.is_snake:
            options["naming"] = "snake"
        if "id" in self.alone:
            options["unique_id"] = True
        columns = dict(self.columns(options))
        if columns:
            options["columns"] = columns
        rows = list(self.rows())
        if self.source.has_users:
            relations.check_users(self.source.schema, self.model)
        if not self.source.partly:
            relations.check_whole(self.source.schema, self.model)
        related = relations.declared(
            self.source.schema,
            self.model,
            self.targets,
            relations.Columns(frozenset(self.alone), self.indexed(rows), self.usual_column),
        )
        data = {
            "resource": name,
            "table": table,
            "doc": self.source.docs.get((name, "")),
            "fields": dict(self.fields(options)),
            "relations": {name: self.documented(name, text) for name, text in related},
            "enums": {name: [*self.source.schema.enums[name].values] for name in self.enums()},
            "unique": [
                *(
                    one.declared(self.keys)
                    for one in rows
                    if one.kind == "unique" and len(one.parts) > 1
                ),
                *self.partial_uniques(),
            ],
            "index": [
                one.declared(self.keys)
                for one in rows
                if one.kind == "index" and not self.is_implied(one, rows)
            ],
            "options": options,
        }
        return {key: value for key, value in data.items() if value}

    def id(self) -> str | list[str] | None:
        """Return the kind of generated ids, or the parts of a key; None where a field is the id."""
        field, key = self.model.field("id"), keys.attribute(self.model)
        if key is not None:
            return keys.parts(self.source.schema, self.model, key, self.keys)
        if field is None or not field.attribute("id"):
            return refuse("it has no id: no field with @id, and no @@id")
        default = field.attribute("default")
        if default is None and (field.name in self.keys or field.type in _GIVEN):
            return None
        made = default.values.get("0", "") if default else ""
        kind = _IDS.get(made)
        if kind is None or field.type != ("Int" if kind == SERIAL else "String"):
            origin = f"@default({made})" if made else "without a default"
            return refuse(f"id: {field.type} {origin}")
        is_text = kind.startswith("uuid") and field.native[0] != "Uuid"
        return f"{kind}_text" if is_text and self.source.provider == "postgresql" else kind

    def times(self) -> dict[str, Any]:
        stamps = [short for name, short in _STAMPS.items() if self.is_stamp(name)]
        options: dict[str, Any] = {}
        if len(stamps) < len(_STAMPS):
            options["timestamps"] = stamps[0] if stamps else False
        updated = self.model.field("updatedAt")
        if "updated" in stamps and updated and updated.default:
            options["updated_default"] = True
        times = [one for one in self.model.fields if one.type == "DateTime"]
        is_plain = any(one.native in (("", ()), ("Timestamp", (3,))) for one in times)
        if self.source.schema.provider == "postgresql" and is_plain:
            options["time_zone"] = False
        return options

    def is_stamp(self, name: str) -> bool:
        field = self.model.field(name)
        if field is None or field.type != "DateTime" or field.arity or not is_usual_time(field):
            return False
        default = field.attribute("default")
        made = default.values.get("0", "") if default else ""
        if name == "createdAt":
            return made == "now()" and field.attribute("updatedAt") is None
        return made in ("", "now()") and field.attribute("updatedAt") is not None

    def rows(self) -> Iterator[rows_.Row]:
        """Yield the unique keys and the indexes that attributes of the model declare."""
        for each in self.model.attributes:
            if each.name not in _OF_MODELS:
                refuse(f"@@{each.name}")
            if each.name in ("id", "map") or conditions.is_partial(each):
                continue
            yield rows_.row(each)

    def partial_uniques(self) -> Iterator[dict[str, Any]]:
        """Yield the unique keys of some rows."""
        for each in self.model.attributes:
            if conditions.is_partial(each):
                where = conditions.declared(self.source.schema, self.model, each, self.keys)
                keys = [self.keys.get(name, name) for name in each.names("fields", "0")]
                yield {"fields": keys, "where": where}

    def indexed(self, rows: list[rows_.Row]) -> frozenset[str]:
        """Return the fields with which the key, a unique key or an index begins."""
        return frozenset({*(one.names[0] for one in rows), *keys.columns(self.model)[:1], "id"})

    def is_implied(self, row: rows_.Row, rows: list[rows_.Row]) -> bool:
        """Return whether an index is that of a foreign key, which follows from the relation.

        It does not where another key or index begins with the same field.
        """
        others = {other.names[0] for other in rows if other != row}
        others |= {*keys.columns(self.model)[:1]}
        is_usual = len(row.parts) == 1 and not row.settings
        return is_usual and row.parts[0] in {*self.keys} - self.alone - others

    def fields(self, options: Mapping[str, Any]) -> Iterator[tuple[str, str | dict[str, str]]]:
        schema = self.source.schema
        partial = [one for one in self.model.attributes if conditions.is_partial(one)]
        rows = [*(one.names for one in self.rows() if one.is_ordered)]
        rows += [one.names("fields", "0") for one in partial]
        indexed = {name for row in rows for name in row}
        for field in self.model.fields:
            if field.name in {*_built_in(options)} and field.name not in self.keys:
                column(field.column, self.usual_column(field.name))  # whether it can be named
            elif field.type not in schema.models and field.name not in self.keys:
                is_alone = field.name in self.alone
                longest = LONGEST_INDEXED if is_alone or field.name in indexed else None
                is_key = field.name in ("id", *keys.columns(self.model))
                longest = LONGEST_GIVEN if is_key else longest
                is_alone = is_alone and field.name != "id"
                text = line(schema, field, self.source.named_enums, longest=longest)
                text += column(field.column, self.usual_column(field.name))
                if is_alone and not field.attribute("unique"):
                    text += " unique"
                yield field.name, self.documented(field.name, text)

    def enums(self) -> Iterator[str]:
        """Yield the enums that only this model uses, and that it has to name."""
        named = self.source.named_enums
        yield from sorted(name for name, users in named.items() if users == {self.model.name})

    def columns(self, options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the columns of standard fields that have other names."""
        for name in _built_in(options):
            field = self.model.field(name)
            if field is not None and field.column != self.usual_column(name):
                yield name, field.column

    def usual_column(self, name: str) -> str:
        """Return the column of a field for which a spec names none."""
        return snake(name) if self.is_snake else name

    def documented(self, name: str, text: str) -> str | dict[str, str]:
        doc = self.source.docs.get((self.model.name, name))
        return {"type": text, "doc": doc} if doc else text


def _built_in(options: Mapping[str, Any]) -> list[str]:
    """Return the id, where it is generated, and the timestamps that follow from the options."""
    stamps = options.get("timestamps", True)
    names = [name for name, short in _STAMPS.items() if stamps is True or stamps == short]
    return ["id", *names] if isinstance(options.get("id"), str) else names

"""Models that the user has written, as far as relations to them need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from t3gen.model import OwnModel
from t3gen.model.record import RequiredColumn
from t3gen.psl.reader import parse
from t3gen.psl.schema import Enum, Field, Model, Schema

_IDS = {"String": "text", "Int": "int", "BigInt": "bigint"}
_SIZED = ("Char", "VarChar")
_KINDS = {
    "String": "string",
    "Int": "int",
    "BigInt": "bigint",
    "Float": "float",
    "Decimal": "decimal",
    "Boolean": "boolean",
    "DateTime": "datetime",
    "Json": "json",
    "Bytes": "bytes",
}


def own_models(files: Mapping[str, str], generated: Collection[str]) -> tuple[OwnModel, ...]:
    """Return the models of an app that are not generated, sorted by name.

    Args:
        files: Every Prisma file, by path.
        generated: The names of the generated models.
    """
    whole = parse("\n".join(files.values()))
    paths = {name: path for path, text in files.items() for name in parse(text).models}
    return tuple(
        _own_model(paths[name], model, whole)
        for name, model in sorted(whole.models.items())
        if name not in generated
    )


def _own_model(file: str, model: Model, schema: Schema) -> OwnModel:
    ids = [field for field in model.fields if field.attribute("id")]
    given = list(_required_values(model, schema))
    return OwnModel(
        name=model.name,
        file=file,
        key=ids[0].name if ids else "",
        id=_id(ids[0]) if ids else "",
        members={field.name: field.type for field in model.fields},
        given=tuple(value for value in given if value is not None),
        complete=None not in given,
    )


def _id(field: Field) -> str:
    return "uuid" if field.native[0] == "Uuid" else _IDS.get(field.type, "")


def _required_values(model: Model, schema: Schema) -> Iterator[RequiredColumn | None]:
    """Yield the values that a new row requires; None for one that cannot be generated."""
    keys: set[str] = set()
    for field in model.fields:
        relation = field.attribute("relation")
        if field.type in schema.models and relation and not field.arity:
            names = relation.names("fields")
            if names:
                keys |= set(names)
                yield RequiredColumn(names[0], "model", field.type) if len(names) == 1 else None
    for field in model.fields:
        is_optional = field.arity or field.attribute("default") or field.attribute("updatedAt")
        if not is_optional and field.type not in schema.models and field.name not in keys:
            yield _value(field, schema.enums)


def _value(field: Field, enums: Mapping[str, Enum]) -> RequiredColumn | None:
    if field.type in enums:
        return RequiredColumn(field.name, "enum", next(iter(enums[field.type].values), ""))
    if field.native[0] == "Uuid":
        return RequiredColumn(field.name, "uuid")
    if field.type not in _KINDS:
        return None
    native, sizes = field.native
    maximum = sizes[0] if sizes and native in _SIZED else None
    return RequiredColumn(field.name, _KINDS[field.type], max=maximum)

"""Models that the user has written, as far as relations to them need."""

from __future__ import annotations

import re
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

_NONE = Schema()


def own_models(
    files: Mapping[str, str],
    generated: Collection[str],
    moved: Schema = _NONE,
) -> tuple[OwnModel, ...]:
    """Return the models of an app that are not generated, sorted by name.

    Args:
        files: Every Prisma file, by path.
        generated: The names of the generated models.
        moved: Models and enums that will be generated, and are in no file yet.
    """
    models, enums = _declared("model", files), _declared("enum", files)
    # Few of thousands of files matter, and parsing them all takes long.
    schema = parse(_joined(files, [models[name] for name in models.keys() - set(generated)]))
    own = [model for name, model in sorted(schema.models.items()) if name not in generated]
    types = {field.type for model in own for field in model.fields}
    used = {
        **moved.enums,
        **parse(_joined(files, [enums[name] for name in enums.keys() & types])).enums,
    }
    known = models.keys() | moved.models.keys()
    return tuple(_own_model(models[model.name], model, known, used) for model in own)


def _declared(kind: str, files: Mapping[str, str]) -> dict[str, str]:
    """Return the files that models or enums are declared in, by name."""
    header = re.compile(rf"\b{kind}\s+(\w+)\s*\{{")
    return {name: path for path, text in files.items() for name in header.findall(text)}


def _joined(files: Mapping[str, str], paths: Collection[str]) -> str:
    return "\n".join(text for path, text in files.items() if path in paths)


def _own_model(
    file: str, model: Model, models: Collection[str], enums: Mapping[str, Enum]
) -> OwnModel:
    ids = [field for field in model.fields if field.attribute("id")]
    given = list(_required_values(model, models, enums))
    return OwnModel(
        name=model.name,
        file=file,
        key=ids[0].name if ids else "",
        id=_id(ids[0]) if ids else "",
        members={field.name: field.type for field in model.fields},
        given=tuple(value for value in given if value is not None),
        complete=None not in given,
        table=model.table,
    )


def _id(field: Field) -> str:
    return "uuid" if field.native[0] == "Uuid" else _IDS.get(field.type, "")


def _required_values(
    model: Model, models: Collection[str], enums: Mapping[str, Enum]
) -> Iterator[RequiredColumn | None]:
    """Yield the values that a new row requires; None for one that cannot be generated."""
    keys: set[str] = set()
    for field in model.fields:
        relation = field.attribute("relation")
        if field.type in models and relation and not field.arity:
            names = relation.names("fields")
            if names:
                keys |= set(names)
                yield RequiredColumn(names[0], "model", field.type) if len(names) == 1 else None
    for field in model.fields:
        is_optional = field.arity or field.attribute("default") or field.attribute("updatedAt")
        if not is_optional and field.type not in models and field.name not in keys:
            yield _value(field, enums)


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

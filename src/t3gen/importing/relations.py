"""The relations of a Prisma model as lines of a spec."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from t3gen.importing import sides
from t3gen.importing.declarations import check_name, column, refuse
from t3gen.model import inflection, reserved
from t3gen.psl import Attribute, Field, Model, Schema, relation_name

_ACTIONS = {
    "Cascade": "cascade",
    "Restrict": "restrict",
    "SetNull": "set_null",
    "NoAction": "no_action",
}
_ARGUMENTS = frozenset({"0", "name", "fields", "references", "onDelete", "onUpdate"})


@dataclass(frozen=True)
class Columns:
    """The columns of a model.

    Args:
        alone: The fields that are unique by themselves.
        indexed: The fields with which a key or an index begins.
        usual: Returns the column of a field for which a spec names none.
    """

    alone: Collection[str]
    indexed: Collection[str]
    usual: Callable[[str], str]


def foreign_keys(schema: Schema, model: Model) -> dict[str, Field]:
    """Return the relations of a model that have a foreign key, by the field with the key.

    Those over several fields are no part of specs.
    """
    keys = {}
    for field in model.fields:
        relation = field.attribute("relation") if field.type in schema.models else None
        names = relation.names("fields") if relation else ()
        if len(names) == 1:
            keys[names[0]] = field
    return keys


def check_users(schema: Schema, model: Model) -> None:
    """Check that the users to which a model has relations have ids as those of the project.

    Raises:
        Unsupported: They are of another type.
    """
    user = schema.models.get(reserved.USER)
    id_ = next((one for one in user.fields if one.attribute("id")), None) if user else None
    if id_ is None or (id_.type, id_.native[0]) in (("String", ""), ("String", "Text")):
        return
    for field in foreign_keys(schema, model).values():
        if field.type == reserved.USER:
            kind = id_.native[0] or id_.type
            refuse(
                f"{field.name}: users have ids of the type {kind}, and those of this project text; "
                "import it into an app with its own users (t3gen init, or new app --auth none)"
            )


def check_whole(schema: Schema, model: Model) -> None:
    """Check that specs declare all relations of which a model has the foreign key.

    Raises:
        Unsupported: One is over several fields.
    """
    for field in model.fields:
        relation = field.attribute("relation") if field.type in schema.models else None
        if relation is not None and len(relation.names("fields")) > 1:
            refuse(f"{field.name}: a relation over several fields; see --partly")


def declared(
    schema: Schema,
    model: Model,
    targets: Collection[str],
    columns: Columns,
) -> Iterator[tuple[str, str]]:
    """Yield the relations of a model by name, in the short form.

    Args:
        schema: The schema.
        model: The model.
        targets: The models that relations may lead to.
        columns: Its columns.

    Raises:
        Unsupported: A spec cannot declare one.
    """
    work = _Relations(schema, model, targets, columns)
    for key, field in foreign_keys(schema, model).items():
        yield field.name, work.to_one(field, key)
    for field in model.fields:
        is_added = field.type in schema.models and sides.is_added(schema, model, field)
        other = work.opposite(field) if field.type in schema.models else None
        if is_added:
            work.check_alone(field)
            continue
        if field.arity == "[]" and other is not None and other.arity == "[]":
            first = (model.name, field.name) <= (field.type, other.name)
            line = work.to_many(field, other)
            if first:
                yield field.name, line


@dataclass(frozen=True)
class _Relations:
    schema: Schema
    model: Model
    targets: Collection[str]
    columns: Columns

    def to_one(self, field: Field, key: str) -> str:
        check_name(field.name)
        relation = field.attribute("relation")
        assert relation is not None
        self.check_target(field)
        self.check_key(field, relation, key)
        parts = [f"{field.type}{field.arity}"]
        is_unique = key == "id" or key in self.columns.alone
        if is_unique and key != "id":
            parts.append("unique")
        elif key not in self.columns.indexed:
            parts.append("no_index")
        usual = "SetNull" if field.arity else "Restrict"
        action = relation.values.get("onDelete") or usual
        if action not in _ACTIONS:
            refuse(f"{field.name}: onDelete: {action}")
        if action != usual:
            parts.append(f"on_delete={_ACTIONS[action]}")
        if key != f"{field.name}Id":
            check_name(key)
            parts.append(f"key={key}")
        stored = self.model.field(key)
        inverse = self.inverse(field, is_unique=is_unique)
        in_database = stored.column if stored else key
        return " ".join(parts) + inverse + column(in_database, self.columns.usual(key))

    def check_key(self, field: Field, relation: Attribute, key: str) -> None:
        stored = self.model.field(key)
        others = relation.values.keys() - _ARGUMENTS
        if others or relation.values.get("onUpdate", "Cascade") != "Cascade":
            refuse(f"{field.name}: @relation with {', '.join(sorted(others)) or 'onUpdate'}")
        if relation.names("references") != ("id",):
            refuse(f"{field.name}: a relation by {', '.join(relation.names('references'))}")
        if stored is None or stored.attribute("default"):
            refuse(f"{key}: a key with a default")

    def to_many(self, field: Field, other: Field) -> str:
        check_name(field.name)
        self.check_target(field)
        usual = inflection.camel(inflection.plural(self.model.name))
        return f"{field.type}[] many" + ("" if other.name == usual else f" inverse={other.name}")

    def inverse(self, field: Field, *, is_unique: bool) -> str:
        other = self.opposite(field)
        if other is None:
            return refuse(f"{field.name}: the model {field.type} has no inverse field")
        check_name(other.name)
        names = inflection.names(self.model.name)
        usual = names.var if is_unique else names.plural_var
        owning = {one.name for one in foreign_keys(self.schema, self.model).values()}
        fields = (one for one in self.model.fields if one.name in owning)
        is_only = [one.name for one in fields if one.type == field.type] == [field.name]
        is_usual = other.name == usual and is_only
        return "" if is_usual else f" inverse={other.name}"

    def check_target(self, field: Field) -> None:
        if field.type not in self.targets:
            refuse(f"{field.name}: the model {field.type} cannot be the target of a relation")

    def opposite(self, field: Field) -> Field | None:
        """Return the other side of a relation."""
        return sides.opposite(self.schema, self.model, field)

    def check_alone(self, field: Field) -> None:
        """Check that a relation that no spec declares has a name, or is alone between two models.

        Another one would have no name either, as specs declare it.
        """
        between = [one for one in self.model.fields if one.type == field.type]
        if relation_name(field) is None and len(between) > 1:
            refuse(f"{field.name}: a relation over several fields, beside another to {field.type}")

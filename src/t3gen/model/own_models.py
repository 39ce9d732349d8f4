"""Models of the user's own, without specs, as targets of relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from t3gen.model import inflection
from t3gen.model.inflection import Names
from t3gen.model.record import OwnModelRecord, RequiredColumn


@dataclass(frozen=True)
class OwnModel:
    """A model in the Prisma files of an app that is not generated.

    Args:
        name: The model.
        file: Its Prisma file.
        table: Its table.
        key: The field with @id; empty without one, or with several.
        id: The kind of its ids: text, uuid, int or bigint; empty for another one.
        members: The types of its fields, by name.
        given: The columns that a new row needs.
        complete: Whether values for all of them can be generated.
    """

    name: str
    file: str
    key: str = "id"
    id: str = "text"
    members: Mapping[str, str] = field(default_factory=dict)
    given: tuple[RequiredColumn, ...] = ()
    complete: bool = True
    table: str = ""

    @property
    def names(self) -> Names:
        """All forms of its name; it has no files and no path."""
        forms = inflection.names(self.name)
        var = self.name[:1].lower() + self.name[1:]
        return replace(forms, var=var, slug="", folder="", path="")


def required_models(
    start: Sequence[str], models: Mapping[str, OwnModel], resources: Sequence[str]
) -> tuple[OwnModelRecord, ...]:
    """Return models of the user's own and the models that their rows require, sorted by name.

    Args:
        start: Names of models; others than those of the user's own are ignored.
        models: The models of the user's own, by name.
        resources: The names of all resources.
    """
    result: dict[str, OwnModelRecord] = {}
    queue = [name for name in start if name in models]
    for name in queue:
        if name not in result:
            model = models[name]
            required = tuple(_resolved(one, models, resources) for one in model.given)
            names = model.names
            complete = model.complete and not _is_circular(name, models)
            result[name] = OwnModelRecord(
                name, names.var, names.label, model.key, model.id, required, complete
            )
            queue += [one.of for one in required if one.kind == "own"]
    return tuple(result[name] for name in sorted(result))


def _resolved(
    one: RequiredColumn, models: Mapping[str, OwnModel], resources: Sequence[str]
) -> RequiredColumn:
    if one.kind != "model":
        return one
    if one.of in models:
        return replace(one, kind="own")
    if one.of in resources:
        return replace(one, kind="resource", of=inflection.names(one.of).var)
    return replace(one, kind="user")


def _is_circular(name: str, models: Mapping[str, OwnModel]) -> bool:
    """Return whether a row requires, directly or not, a row of the same model."""
    seen: set[str] = set()
    queue = list(_parents(name, models))
    for current in queue:
        if current not in seen:
            seen.add(current)
            queue += _parents(current, models)
    return name in seen


def _parents(name: str, models: Mapping[str, OwnModel]) -> Iterator[str]:
    required = models[name].given if name in models else ()
    return (one.of for one in required if one.kind == "model")

"""Models of the user's own, which no spec describes: what a relation to one has to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from t3gen.model import inflection
from t3gen.model.inflection import Names
from t3gen.model.record import Own, RequiredColumn


@dataclass(frozen=True)
class OwnModel:
    """A model in the Prisma files of an app that nobody generates.

    Args:
        file: Where it stands.
        key: The field that is its id; empty where it has none, or several.
        id: The kind of its ids: text, uuid, int or bigint; empty for another one.
        members: Its fields, with the types.
        given: What a row of it must be given.
        complete: Whether all of that can be made up.
    """

    name: str
    file: str
    key: str = "id"
    id: str = "text"
    members: Mapping[str, str] = field(default_factory=dict)
    given: tuple[RequiredColumn, ...] = ()
    complete: bool = True

    @property
    def names(self) -> Names:
        """Every form of its name; it has no files and no path."""
        found = inflection.names(self.name)
        var = self.name[:1].lower() + self.name[1:]
        return replace(found, var=var, slug="", folder="", path="")


def needed(
    start: Sequence[str], models: Mapping[str, OwnModel], resources: Sequence[str]
) -> tuple[Own, ...]:
    """Return the models that some lead to, as far as a row of them needs rows of others.

    Args:
        start: Names of models; those that are no models of the user's own are passed over.
        models: Those that are.
        resources: The names of all resources.
    """
    found: dict[str, Own] = {}
    queue = [name for name in start if name in models]
    for name in queue:
        if name not in found:
            model = models[name]
            given = tuple(_given(one, models, resources) for one in model.given)
            names = model.names
            complete = model.complete and not _leads_back(name, models)
            found[name] = Own(name, names.var, names.label, model.key, model.id, given, complete)
            queue += [one.of for one in given if one.kind == "own"]
    return tuple(found[name] for name in sorted(found))


def _given(
    one: RequiredColumn, models: Mapping[str, OwnModel], resources: Sequence[str]
) -> RequiredColumn:
    if one.kind != "model":
        return one
    if one.of in models:
        return replace(one, kind="own")
    if one.of in resources:
        return replace(one, kind="resource", of=inflection.names(one.of).var)
    return replace(one, kind="user")


def _leads_back(name: str, models: Mapping[str, OwnModel]) -> bool:
    """Whether a row needs a row that needs it."""
    seen: set[str] = set()
    queue = list(_parents(name, models))
    for at in queue:
        if at not in seen:
            seen.add(at)
            queue += _parents(at, models)
    return name in seen


def _parents(name: str, models: Mapping[str, OwnModel]) -> Iterator[str]:
    given = models[name].given if name in models else ()
    return (one.of for one in given if one.kind == "model")

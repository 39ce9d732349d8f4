"""The name of a migration, from what it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from t3gen.errors import UsageError
from t3gen.migrate.diff import Changes, Renames

LONGEST = 60
NOTHING = Renames()


def name_of(changes: Changes, names: Renames = NOTHING) -> str:
    """Return a name such as `init`, `add_order` or `order_rename_total_to_amount`.

    Args:
        changes: What changes, under the new names.
        names: What has got another name.
    """
    if not changes.before.models:
        return "init"
    subjects = _renamed(names)
    for subject, parts in _subjects(changes, is_renamed=bool(subjects)).items():
        subjects.setdefault(subject, []).extend(parts)
    if not subjects:
        return "change_schema"
    first, *others = subjects.items()
    if not others:
        return _fitted(_phrase(*first), ())
    return _fitted(_phrase(*first), [_phrase(*other) for other in others])


def checked(name: str) -> str:
    """Return a user's name in the form of a folder's.

    Raises:
        UsageError: Nothing of it is left.
    """
    tidy = _snake(re.sub(r"[^A-Za-z0-9]+", "_", name))[:LONGEST].strip("_")
    if not tidy:
        raise UsageError(
            f"{name!r} is no name for a migration",
            where="--name",
            hint="use letters, digits and underscores, such as add_order",
        )
    return tidy


def _renamed(names: Renames) -> dict[str, list[str]]:
    """Return what gets which name; the key of a relation is not told beside it."""
    found: dict[str, list[str]] = {}
    for old, new in names.models.items():
        found.setdefault("rename", []).append(f"{_snake(old)}_to_{_snake(new)}")
    for (model, old), new in names.fields.items():
        subject = _snake(names.models.get(model, model))
        is_key = old.endswith("Id") and (model, old.removesuffix("Id")) in names.fields
        if not is_key:
            renamed = f"rename_{_snake(old)}_to_{_snake(new)}"
            found.setdefault(subject, []).append(renamed)
    for (enum, old), new in names.values.items():
        subject = _snake(names.enums.get(enum, enum))
        found.setdefault(subject, []).append(f"rename_{_snake(old)}_to_{_snake(new)}")
    return found


def _subjects(changes: Changes, *, is_renamed: bool) -> dict[str, list[str]]:
    """Return what happens to whom: to "" and "drop" models, else to a model or enum."""
    found: dict[str, list[str]] = {}
    for subject, models in (("drop", changes.dropped_models), ("", changes.models)):
        if models:
            found[subject] = [_snake(name) for name in models]
    for subject, verb, name in (*_columns(changes), *_links(changes)):
        found.setdefault(_snake(subject), []).append(f"{verb}_{_snake(name)}")
    return found if found or is_renamed else _constraints(changes)


def _columns(changes: Changes) -> Iterator[tuple[str, str, str]]:
    yield from ((model, "add", field.name) for model, field in changes.fields)
    yield from ((model, "drop", field.name) for model, field in changes.dropped_fields)
    yield from ((it.model, "change", it.after.name) for it in changes.changed_fields)
    yield from ((it.enum, "add", it.value) for it in changes.values)
    yield from ((it.enum, "drop", it.value) for it in changes.dropped_values)


def _links(changes: Changes) -> Iterator[tuple[str, str, str]]:
    """Yield the many-to-many relations, but those of a model that comes or goes itself."""
    named = {*changes.models, *changes.dropped_models}
    for verb, links in (("add", changes.links), ("drop", changes.dropped_links)):
        for link in links:
            if not named & {model for model, _ in link.ends}:
                yield (link.ends[0][0], verb, link.ends[0][1])


def _constraints(changes: Changes) -> dict[str, list[str]]:
    return {
        _snake(after.name): ["change_indexes"]
        for before, after in changes.kept_models
        if before.attributes != after.attributes or before.uniques != after.uniques
    }


def _phrase(subject: str, parts: list[str]) -> str:
    if subject in ("", "rename", "drop"):
        return f"{subject or 'add'}_{_listed(parts)}"
    verbs = [part.split("_", 1) for part in parts]
    if all(verb == verbs[0][0] for verb, _ in verbs):
        return f"{subject}_{verbs[0][0]}_{_listed([rest for _, rest in verbs])}"
    return f"{subject}_change"


def _listed(names: list[str]) -> str:
    if len(names) <= 2:  # noqa: PLR2004 - "a", or "a and b"
        return "_and_".join(names)
    return f"{names[0]}_and_{len(names) - 1}_more"


def _fitted(name: str, others: Iterable[str]) -> str:
    whole = "_and_".join([name, *others])
    if len(whole) <= LONGEST:
        return whole
    tail = "_and_more" if others else ""
    return name[: LONGEST - len(tail)].rstrip("_") + tail


def _snake(name: str) -> str:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return re.sub(r"_+", "_", parted).lower().strip("_")

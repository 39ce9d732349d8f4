"""Name a migration after its changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from t3gen.errors import UsageError
from t3gen.migrate.diff import Changes, Renames

MAX_LENGTH = 60
_NO_RENAMES = Renames()


def default_name(changes: Changes, names: Renames = _NO_RENAMES) -> str:
    """Return a name such as `init`, `add_order` or `order_rename_total_to_amount`.

    Args:
        changes: The changes besides renames.
        names: The renames.
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
        return _shortened(_phrase(*first), ())
    return _shortened(_phrase(*first), [_phrase(*other) for other in others])


def normalize_name(name: str) -> str:
    """Return a name in snake case, of at most 60 characters.

    Raises:
        UsageError: It has no letter or digit.
    """
    normalized = _snake(re.sub(r"[^A-Za-z0-9]+", "_", name))[:MAX_LENGTH].strip("_")
    if not normalized:
        raise UsageError(
            f"{name!r} is not a valid name for a migration",
            where="--name",
            hint="use letters, digits and underscores, such as add_order",
        )
    return normalized


def _renamed(names: Renames) -> dict[str, list[str]]:
    """Return the renames by their subject, without the keys of renamed relations."""
    parts: dict[str, list[str]] = {}
    for old, new in names.models.items():
        parts.setdefault("rename", []).append(f"{_snake(old)}_to_{_snake(new)}")
    for (model, old), new in names.fields.items():
        subject = _snake(names.models.get(model, model))
        is_key = old.endswith("Id") and (model, old.removesuffix("Id")) in names.fields
        if not is_key:
            parts.setdefault(subject, []).append(f"rename_{_snake(old)}_to_{_snake(new)}")
    for (enum, old), new in names.values.items():
        subject = _snake(names.enums.get(enum, enum))
        parts.setdefault(subject, []).append(f"rename_{_snake(old)}_to_{_snake(new)}")
    return parts


def _subjects(changes: Changes, *, is_renamed: bool) -> dict[str, list[str]]:
    """Return the changes by their subject: a model or enum; "drop" and "" for whole models."""
    parts: dict[str, list[str]] = {}
    for subject, models in (("drop", changes.dropped_models), ("", changes.models)):
        if models:
            parts[subject] = [_snake(name) for name in models]
    for subject, verb, name in (*_columns(changes), *_join_tables(changes)):
        parts.setdefault(_snake(subject), []).append(f"{verb}_{_snake(name)}")
    return parts if parts or is_renamed else _constraints(changes)


def _columns(changes: Changes) -> Iterator[tuple[str, str, str]]:
    yield from ((model, "add", field.name) for model, field in changes.fields)
    yield from ((model, "drop", field.name) for model, field in changes.dropped_fields)
    yield from ((it.model, "change", it.after.name) for it in changes.changed_fields)
    yield from ((it.enum, "add", it.value) for it in changes.values)
    yield from ((it.enum, "drop", it.value) for it in changes.dropped_values)


def _join_tables(changes: Changes) -> Iterator[tuple[str, str, str]]:
    """Yield the many-to-many relations, except those of added and dropped models."""
    named = {*changes.models, *changes.dropped_models}
    for verb, tables in (("add", changes.join_tables), ("drop", changes.dropped_join_tables)):
        for table in tables:
            if not named & {model for model, _ in table.sides}:
                yield (table.sides[0][0], verb, table.sides[0][1])


def _constraints(changes: Changes) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for before, after in changes.kept_models:
        if before.attributes != after.attributes or before.uniques != after.uniques:
            parts.setdefault(_snake(after.name), []).append("change_indexes")
        if before.checks != after.checks:
            parts.setdefault(_snake(after.name), []).append("change_checks")
    return parts


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


def _shortened(name: str, others: Iterable[str]) -> str:
    """Return a name with others, or with `_and_more` when all are longer than 60 characters."""
    whole = "_and_".join([name, *others])
    if len(whole) <= MAX_LENGTH:
        return whole
    suffix = "_and_more" if others else ""
    return name[: MAX_LENGTH - len(suffix)].rstrip("_") + suffix


def _snake(name: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return re.sub(r"_+", "_", words).lower().strip("_")

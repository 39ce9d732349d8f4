"""Values that a changed spec no longer allows, in columns that do not change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from t3gen import migrate
from t3gen.migrate import Renames, Risk, pending_renames
from t3gen.model import ASSUMPTION, Consent, Domain, Narrowing, PreviousNames

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Generations:
    """Two generations of resources.

    Args:
        provider: The database.
        recorded: The resources as they were generated last.
        new: The resources of this generation.
        previous: The previous names that the specs declare.
    """

    provider: str
    recorded: Sequence[Record]
    new: Sequence[Record]
    previous: PreviousNames


def check(root: Path, specs: Generations, consent: Consent) -> frozenset[tuple[str, str]]:
    """Refuse a narrowed domain that stored values may violate, unless the specs assume they do not.

    Args:
        root: The project; without migrations there are no values.
        specs: The generations to compare.
        consent: The consent of the specs.

    Returns:
        The consent that was needed: keys and names.

    Raises:
        MigrationError: Values may be invalid, or would be read as others.
    """
    if specs.recorded == specs.new or not (root / migrate.FOLDER).is_dir():
        return frozenset()
    return migrate.refuse(risks(specs, migrate.newest(root)), consent)


def risks(specs: Generations, base: migrate.Newest) -> Iterator[Risk]:
    """Yield the narrowed domains that stored values may violate.

    Args:
        specs: The generations to compare.
        base: The state after the newest migration.
    """
    before = {one["name"]: one for one in specs.recorded}
    models = pending_renames(specs.previous.models, before, base.swaps)
    # Names in notes may have changed since; specs have the new ones.
    renames = Renames({old: now for now, old in models.items()}).renamed_swaps(base.swaps)
    for record in specs.new:
        name: str = record["name"]
        model: str = models.get(name, name)
        previous = specs.previous.fields.get(name, {})
        if model not in before or (before[model] is record and not previous):
            continue
        domains = Domain.all_of(before[model], specs.provider)
        fields = pending_renames(previous, domains, renames, f"{name}.")
        for field, domain in Domain.all_of(record, specs.provider).items():
            old: str = fields.get(field, field)
            for narrowing in domain.narrowings(domains[old]) if old in domains else ():
                query = base.query(model, old, narrowing.condition)
                yield _risk(f"{name}.{field}", narrowing, query)


def _risk(where: str, narrowing: Narrowing, query: str) -> Risk:
    if narrowing.hint:
        return Risk(where, narrowing.what, narrowing.hint)
    hint = f"find them: {query}"
    return Risk(where, narrowing.what, hint, ASSUMPTION, (where,))

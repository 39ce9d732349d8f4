"""Values that a changed spec allows no longer, in columns that stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from t3gen import migrate
from t3gen.migrate import Renames, Risk, pending_renames
from t3gen.model import Consent, Domain, Former, Narrowing

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Specs:
    """Two generations of resources.

    Args:
        provider: The database.
        recorded: The resources as they were generated last.
        new: The resources as they will be.
        former: What was called otherwise.
    """

    provider: str
    recorded: Sequence[Record]
    new: Sequence[Record]
    former: Former


def check(root: Path, specs: Specs, consent: Consent) -> None:
    """Refuse what the stored values may not comply with, unless the specs assume that they do.

    Args:
        root: The project; without migrations there are no values.
        specs: The generations to compare.
        consent: What the specs agree to.

    Raises:
        MigrationError: Values may be invalid, or would be read as others.
    """
    if specs.recorded != specs.new and (root / migrate.FOLDER).is_dir():
        migrate.refuse(dangers(specs, migrate.newest(root)), consent)


def dangers(specs: Specs, base: migrate.Newest) -> Iterator[Risk]:
    """Yield what stored values may not comply with.

    Args:
        specs: The generations to compare.
        base: What the newest migration leads to.
    """
    before = {one["name"]: Domain.all_of(one, specs.provider) for one in specs.recorded}
    models = pending_renames(specs.former.models, before, base.swaps)
    # What a note speaks of may have another name by now: specs say the new one.
    done = Renames({old: now for now, old in models.items()}).renamed_swaps(base.swaps)
    for record in specs.new:
        name: str = record["name"]
        model: str = models.get(name, name)
        known = before.get(model, {})
        fields = pending_renames(specs.former.fields.get(name, {}), known, done, f"{name}.")
        for field, domain in Domain.all_of(record, specs.provider).items():
            old: str = fields.get(field, field)
            for found in domain.narrowings(known[old]) if old in known else ():
                query = base.query(model, old, found.condition)
                yield _danger(f"{name}.{field}", found, query)


def _danger(where: str, found: Narrowing, query: str) -> Risk:
    if found.hint:
        return Risk(where, found.what, found.hint)
    hint = f"this finds them: {query}"
    return Risk(where, found.what, hint, migrate.ASSUMPTION, (where,))

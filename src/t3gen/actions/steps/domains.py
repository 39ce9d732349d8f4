"""Values that a changed spec allows no longer, in columns that stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from t3gen import migrate
from t3gen.migrate import Danger, Renames, active
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


def dangers(specs: Specs, base: migrate.Newest) -> Iterator[Danger]:
    """Yield what stored values may not comply with.

    Args:
        specs: The generations to compare.
        base: What the newest migration leads to.
    """
    before = {one["name"]: one for one in specs.recorded}
    models = active(specs.former.models, before, base.exchanged)
    # What a note speaks of may have another name by now: specs say the new one.
    done = Renames({old: now for now, old in models.items()}).moved(base.exchanged)
    for record in specs.new:
        name: str = record["name"]
        model: str = models.get(name, name)
        if model not in before or (before[model] is record and not specs.former.fields.get(name)):
            continue
        known = Domain.all_of(before[model], specs.provider)
        fields = active(specs.former.fields.get(name, {}), known, done, f"{name}.")
        for field, domain in Domain.all_of(record, specs.provider).items():
            old: str = fields.get(field, field)
            for found in domain.narrowings(known[old]) if old in known else ():
                query = base.query(model, old, found.condition)
                yield _danger(f"{name}.{field}", found, query)


def _danger(where: str, found: Narrowing, query: str) -> Danger:
    if found.hint:
        return Danger(where, found.what, found.hint)
    hint = f"this finds them: {query}"
    return Danger(where, found.what, hint, migrate.ASSUMPTION, (where,))

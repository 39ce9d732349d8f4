"""Names that differ from the last generation, and the files that move with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from t3gen import migrate, render
from t3gen.model import PreviousNames, inflection
from t3gen.project import Vocabulary

_FORMS = ("name", "var", "plural_var", "label", "plural_label", "slug", "folder", "path")
_MEMBERS = ("fields", "relations", "many")

Record = Mapping[str, Any]
Rendered = Mapping[str, render.Rendered]


@dataclass(frozen=True)
class Renames:
    """Old names by new ones, as in the records.

    Args:
        resources: Of all resources that existed before, including unchanged names.
        fields: Of renamed fields and relations, by the new name of the resource.
        vocabulary: All renamed names with their forms; None without renames.
    """

    resources: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    vocabulary: Vocabulary | None = None

    def owner(self, new: str) -> str:
        """Return the previous owner of a file: the resource, or its field, before the renames."""
        name, slash, member = new.partition("/")
        old = self.fields.get(name, {}).get(member, member)
        return f"{self.resources.get(name, '')}{slash}{old}" if name else ""

    @property
    def words(self) -> frozenset[str]:
        """The old names of fields, which edits may use."""
        return frozenset(old for names in self.fields.values() for old in names.values())


def find(
    recorded: Sequence[Record],
    new: Sequence[Record],
    names: PreviousNames,
    exchanged: Collection[str] = (),
) -> Renames:
    """Return the renames since the last generation.

    Args:
        recorded: The resources as they were generated last.
        new: The resources of this generation.
        names: The previous names that the specs or a command declare.
        exchanged: The name swaps among them that have already been applied.
    """
    before = {record["name"]: record for record in recorded}
    active = migrate.pending_renames(names.models, before, exchanged)
    applied = migrate.Renames({old: now for now, old in active.items()}).renamed_swaps(exchanged)
    previous = set(active.values())
    resources, fields, pairs = {}, {}, []
    for record in new:
        name = record["name"]
        old = before.get(active.get(name, "" if name in previous else name))
        if old is None:
            continue
        if _is_made(record, old, before.get(name)):
            old = before[name]
        resources[name] = old["name"]
        declared = names.fields.get(name, {})
        renamed = migrate.pending_renames(declared, set(_members(old)), applied, f"{name}.")
        if renamed:
            fields[name] = renamed
        if any(old[form] != record[form] for form in _FORMS):
            pairs.append((_names(old), _names(record)))
    pairs += [(_forms(old), _forms(now)) for names in fields.values() for now, old in names.items()]
    return Renames(resources, fields, Vocabulary(tuple(pairs)) if pairs else None)


def moves(base: Rendered, new: Rendered, renames: Renames) -> dict[str, str]:
    """Return the old paths of moved files, by their new ones.

    Files correspond if they have the same template file and the same resource.
    """
    before: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    after: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path, file in base.items():
        before[file.source, file.owner].append(path)
    for path, file in new.items():
        after[file.source, renames.owner(file.owner)].append(path)
    return {
        paths[0]: before[identity][0]
        for identity, paths in after.items()
        if len(paths) == len(before[identity]) == 1 and paths != before[identity]
    }


def _is_made(record: Record, old: Record, same: Record | None) -> bool:
    """Return whether a name swap was applied that no migration has recorded yet."""
    if same is None or same is old:
        return False
    now, was, is_ = (sorted(_members(one)) for one in (record, old, same))
    return now == is_ != was


def _members(record: Record) -> Iterator[str]:
    return (one["name"] for kind in _MEMBERS for one in record[kind])


def _names(record: Record) -> frozenset[str]:
    return frozenset(record[form] for form in _FORMS)


def _forms(name: str) -> frozenset[str]:
    one = inflection.singular(name)
    return frozenset(form for word in (name, one) for form in (word, inflection.kebab(word)))

"""What is called otherwise than in the last generation, and what moves for that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from t3gen import migrate, render
from t3gen.model import Former, inflection
from t3gen.project import Vocabulary

_FORMS = ("name", "var", "plural_var", "label", "plural_label", "slug", "folder", "path")
_MEMBERS = ("fields", "relations", "many")

Record = Mapping[str, Any]
Rendered = Mapping[str, render.Rendered]


@dataclass(frozen=True)
class Renames:
    """Old names by new ones, in the words of the records.

    Args:
        resources: Of every resource that there was, those that keep their names too.
        fields: Of fields and relations that have another name, by the new name of the resource.
        vocabulary: Everything in which names differ; None when nothing has another name.
    """

    resources: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    vocabulary: Vocabulary | None = None

    def owner(self, new: str) -> str:
        """Return what a file was made from that is now made from a resource, or its field."""
        name, slash, member = new.partition("/")
        old = self.fields.get(name, {}).get(member, member)
        return f"{self.resources.get(name, '')}{slash}{old}" if name else ""

    @property
    def words(self) -> frozenset[str]:
        """The old names of fields, which edits may speak of."""
        return frozenset(old for names in self.fields.values() for old in names.values())


def find(
    recorded: Sequence[Record],
    new: Sequence[Record],
    former: Former,
    exchanged: Collection[str] = (),
) -> Renames:
    """Find what has another name than in the last generation.

    Args:
        recorded: The resources as they were generated last.
        new: The resources as they will be.
        former: What was called otherwise, according to the specs or a command.
        exchanged: The exchanges of names among that which have been made.
    """
    before = {record["name"]: record for record in recorded}
    active = migrate.pending_renames(former.models, before, exchanged)
    done = migrate.Renames({old: now for now, old in active.items()}).renamed_swaps(exchanged)
    taken = set(active.values())
    resources, fields, pairs = {}, {}, []
    for record in new:
        name = record["name"]
        old = before.get(active.get(name, "" if name in taken else name))
        if old is None:
            continue
        if _is_made(record, old, before.get(name)):
            old = before[name]
        resources[name] = old["name"]
        said = former.fields.get(name, {})
        renamed = migrate.pending_renames(said, set(_members(old)), done, f"{name}.")
        if renamed:
            fields[name] = renamed
        if any(old[form] != record[form] for form in _FORMS):
            pairs.append((_names(old), _names(record)))
    pairs += [(_forms(old), _forms(now)) for names in fields.values() for now, old in names.items()]
    return Renames(resources, fields, Vocabulary(tuple(pairs)) if pairs else None)


def moves(base: Rendered, new: Rendered, renames: Renames) -> dict[str, str]:
    """Pair the paths that have changed, by the template file and the resource that they are of.

    Returns:
        The old paths by the new ones.
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
    """Tell whether an exchange of names has been made that no migration has noted yet."""
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

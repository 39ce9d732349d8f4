"""Cached answers: `cache: 5min`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from t3gen.model.access import field_rules
from t3gen.model.findings import Findings
from t3gen.model.policies import truth
from t3gen.model.policies.rules import Policy
from t3gen.model.record import Cache, Caller, Owner, Rule
from t3gen.model.relations import Link, ThroughRelation
from t3gen.model.reserved import USER
from t3gen.spec import ResourceSpec
from t3gen.spec.access import ORGANISATION

READS = ("list", "get")
SECONDS = {"s": 1, "min": 60, "h": 3_600, "d": 86_400}
Read = tuple[str, str]
CHANGING = ("Cascade", "SetNull")
"""What a delete of the target does to the rows that reference it, if it changes them."""


@dataclass(frozen=True)
class Answers:
    """What the answers of resources are made of.

    Args:
        tables: The table of each model, where it is not named like the model.
        outgoing: The links of each resource.
        incoming: The links to each resource.
        through_relations: The many-to-many relations of each resource through another one.
    """

    specs: Mapping[str, ResourceSpec]
    policies: Mapping[str, Policy]
    owners: Mapping[str, Owner]
    tables: Mapping[str, str]
    outgoing: Mapping[str, Sequence[Link]]
    incoming: Mapping[str, Sequence[Link]]
    through_relations: Mapping[str, Sequence[ThroughRelation]]

    def cache(self, spec: ResourceSpec, shown: Iterable[str], findings: Findings) -> Cache | None:
        """Return how answers of a resource are cached; None where they are not.

        Args:
            spec: The resource.
            shown: The resources that its answers include, or that its lists are filtered by.
            findings: Receives the problems.
        """
        declared = spec.api.cache
        number = declared.text.rstrip("smindh") if declared else ""
        if declared is None or not number.isdigit():
            return None
        if not set(READS) & set(spec.api.operations):
            what = '"cache" requires an operation that reads'
            hint = 'Remove it, or add "list" or "get" to "operations".'
            findings.add(spec, declared, "CACHE", what, hint)
        reads = self._reads((name, one) for name in (spec.name.text, *shown) for one in READS)
        for name, operation in reads:
            if any("now" in atom.values for atom in self._atoms(name, operation)):
                what = f'"now" in the rule "{operation}" of {name} changes answers without a write'
                findings.add(spec, declared, "CACHE", what, 'Remove "cache", or "now".')
                break
        tables = {table for name, _ in reads for table in self._tables(name)}
        return Cache(
            int(number) * SECONDS[declared.text.removeprefix(number)],
            tuple(sorted(tables)),
            caller=self._caller(spec.name.text, shown),
        )

    def _reads(self, start: Iterable[Read]) -> list[Read]:
        """Return the models that answers depend on, each with the operation whose rule counts."""
        found: dict[Read, None] = {}
        left = list(start)
        while left:
            read = left.pop()
            if read not in found:
                found[read] = None
                left += self._followed(*read)
        return list(found)

    def _followed(self, name: str, operation: str) -> Iterator[Read]:
        atoms = self._atoms(name, operation)
        relations = {one for atom in atoms for one in (atom.relation, *atom.through[:1])}
        for link in self.outgoing.get(name, ()):
            if link.many or link.on_delete in CHANGING or link.name in relations:
                yield link.target, ""
        for relation in self.through_relations.get(name, ()):
            yield relation.near.source, ""
        owner = self.owners.get(name)
        if owner is not None:
            yield USER, ""
            for step in owner.through:
                name = next(one.target for one in self.outgoing[name] if one.name == step)
                yield name, ""
        for atom in atoms:
            if atom.kind == "can":
                yield atom.target, atom.operation

    def _atoms(self, name: str, operation: str) -> list[Rule]:
        policy = self.policies.get(name)
        return truth.atoms(policy.all[operation]) if policy and operation else []

    def _tables(self, name: str) -> Iterator[str]:
        yield self.tables.get(name) or name
        links = [*self.outgoing.get(name, ()), *self.incoming.get(name, ())]
        yield from (_join_table(link) for link in links if link.many)

    def _caller(self, name: str, shown: Iterable[str]) -> Caller:
        """Return what answers depend on of the caller, besides the rows that they may see."""
        roles = [
            role for one in (name, *shown) for role in field_rules.reader_roles(self.specs[one])
        ]
        rules = [self.policies[one].rules[read] for one in shown for read in READS]
        if any(one.kind != "public" for one in rules):
            return "actor"
        if any(one.startswith(ORGANISATION) for one in roles):
            return "actor"
        return "role" if roles else "any"


def _join_table(link: Link) -> str:
    return f"_{link.label or 'To'.join(sorted((link.source, link.target)))}"

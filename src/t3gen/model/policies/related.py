"""Ids that a list fetches first: those of rows that the caller is a member or the owner of.

No index serves "published, or of a project that has this member": whatever a condition on another
table is an alternative to, all rows are read. "Published, or of one of these projects" is served by
an index for each alternative.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from t3gen.model.inflection import upper_first
from t3gen.model.policies.rules import Policy
from t3gen.model.record import FoundBy, Owner, Related, Resource, Rule
from t3gen.model.relations import Link

WORDS = {"member": "member", "relation_owner": "owner"}
CALLER = ("public", "signed_in", "role", "organisation_role")
"""Rules that open all rows or none, so that they are no alternative to a condition."""


@dataclass(frozen=True)
class RelatedRows:
    """The rules of an app, by the resources that they are about."""

    resources: Mapping[str, Resource]
    policies: Mapping[str, Policy]
    links: Mapping[str, Sequence[Link]]
    owners: Mapping[str, Owner]

    def of_list(self, name: str) -> tuple[str, ...]:
        """Return the names of the sets of ids that the list of a resource fetches first, sorted."""
        return tuple(sorted({one.name for one in self._prefetched(name)}))

    @cached_property
    def sets(self) -> Mapping[str, Related]:
        """The sets of ids that some list fetches first, by name."""
        return {one.name: one for name in self.resources for one in self._prefetched(name)}

    def found_by(self, name: str, rule: Rule) -> FoundBy | None:
        """Return by which key the rows of a rule are found, once ids are there; None for others."""
        related = self._set(name, rule)
        if related is None or related.name not in self.sets:
            return None
        if not rule.relation:
            return FoundBy(related.name, "id")
        link = self._link(name, rule.relation)
        return FoundBy(related.name, link.key, optional=link.optional)

    def _prefetched(self, name: str) -> Iterator[Related]:
        if "list" in self.resources[name].operations:
            yield from self._of_rule(name, self.policies[name].rules["list"], is_alternative=False)

    def _of_rule(self, name: str, rule: Rule, *, is_alternative: bool) -> Iterator[Related]:
        if rule.kind == "can":
            followed = self.policies[rule.target].rules[rule.operation]
            yield from self._of_rule(rule.target, followed, is_alternative=is_alternative)
        related = self._set(name, rule) if is_alternative else None
        if related is not None:
            yield related
        conditions = [one for one in rule.rules if one.kind not in CALLER]
        alone = rule.kind != "any" or len(conditions) == 1
        for one in conditions:
            yield from self._of_rule(name, one, is_alternative=is_alternative or not alone)

    def _set(self, name: str, rule: Rule) -> Related | None:
        if rule.kind not in WORDS:
            return None
        target = self._link(name, rule.relation).target if rule.relation else name
        if self.resources[target].key_parts:  # no single column has the id
            return None
        through = rule.through[1:] if rule.relation else rule.through
        word = WORDS[rule.kind]
        return Related(
            f"{self.resources[target].var}{upper_first(word)}", word, target, through, rule.key
        )

    def _link(self, name: str, relation: str) -> Link:
        return next(one for one in self.links[name] if one.name == relation)

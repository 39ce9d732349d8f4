"""Nested creates: rows that are created together with their parent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from t3gen.model.findings import Findings
from t3gen.model.record import NestedCreate, Owner, Target
from t3gen.model.relations.links import Link
from t3gen.spec import ResourceSpec

OWNER = 'Embedded rows have the owner of their parent: write "owner: {}", or omit it.'


def check(
    specs: Mapping[str, ResourceSpec],
    links: Sequence[Link],
    owners: Mapping[str, Owner],
    findings: Findings,
) -> None:
    """Add embedded resources that cannot be created nested, or have two parents."""
    embeds = [link for link in links if link.embed]
    seen: dict[str, Link] = {}
    for link in embeds:
        first = seen.setdefault(link.source, link)
        what = hint = ""
        owner = owners.get(link.source)
        if first is not link:
            what = f"{link.source} is already embedded in {first.target}"
            hint = "Embed it in one of the two."
        elif _is_nested_in(link.target, link.source, embeds, ()):
            what = f"{link.source} and {link.target} embed each other"
            hint = 'Remove "embed" from one of them.'
        elif any(other.many and other.source == link.source for other in links):
            what = f"{link.source} has many-to-many relations, which cannot be embedded"
            hint = 'Make a resource of the pairs, or remove "embed".'
        elif owner is not None and not owner.through:
            what = f"{link.source} has an owner of its own"
            hint = OWNER.format(link.name)
        if what:
            findings.add(specs[link.target], link.inverse_at, "EMBED", what, hint)


def of(
    name: str, incoming: Mapping[str, Sequence[Link]], target: Callable[[str], Target]
) -> tuple[NestedCreate, ...]:
    """Return the nested creates of a resource; `incoming` are the links by their targets."""
    return tuple(
        NestedCreate(
            link.inverse,
            link.key,
            target(link.source),
            tuple(one.inverse for one in incoming.get(link.source, ()) if one.embed),
        )
        for link in incoming.get(name, ())
        if link.embed
    )


def _is_nested_in(start: str, end: str, embeds: Sequence[Link], path: tuple[str, ...]) -> bool:
    """Return whether rows of `start` are embedded in rows of `end`, at any depth."""
    if start == end:
        return True
    above = [link.target for link in embeds if link.source == start and link.target not in path]
    return any(_is_nested_in(one, end, embeds, (*path, start)) for one in above)

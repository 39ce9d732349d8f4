"""Whatever specs say together: what is accepted fits together."""

from __future__ import annotations

from collections import Counter

from hypothesis import event, given
from hypothesis import strategies as st

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.model import Resource
from t3gen.model.record.relations import ManyToMany, Relation

NAMES = ("Aster", "Birch", "Cedar")
FIELDS = ("first", "second", "third")
RELATIONS = ("north", "south", "east", "west")


@st.composite
def relation(draw: st.DrawFn, source: str, name: str) -> str:
    """A line below `relations`, most often one that is possible."""
    target = draw(st.sampled_from(NAMES))
    kind = draw(st.sampled_from(["?", "?", "?", "", "[] many", "[] many", "[]?"]))
    said = draw(st.sampled_from([True, True, True, False])) and kind != "[]?"
    inverse = f" inverse={name}Of{source}" if said else ""
    flags = ["", " unique", " immutable", " on_delete=cascade"] if "[" not in kind else [""]
    return target + kind + draw(st.sampled_from(flags)) + inverse


@st.composite
def specs(draw: st.DrawFn) -> dict[str, bytes]:
    """Three specs with relations between them."""
    texts = {}
    for source in NAMES:
        names = draw(st.lists(st.sampled_from(RELATIONS), max_size=3, unique=True))
        relations = {name: draw(relation(source, name)) for name in names}
        ones = [name for name, line in relations.items() if "[" not in line]
        owner = draw(st.sampled_from([None, "user", *ones[:1]]))
        columns = st.sampled_from([*FIELDS, *ones, *(["user"] if owner == "user" else [])])
        row = st.lists(columns, min_size=2, max_size=3, unique=True)
        document = {
            "resource": source,
            "fields": {field: draw(st.sampled_from(["int", "string? index"])) for field in FIELDS},
            "relations": relations,
            "unique": draw(st.lists(row, max_size=1)),
            "index": draw(st.lists(row, max_size=1)),
            "owner": owner,
            "api": {"filter": draw(st.lists(columns, max_size=2, unique=True))},
        }
        texts[f"{source}.yaml"] = spec.dump(spec.document(document)).encode()
    return texts


def accepted(texts: dict[str, bytes]) -> dict[str, Resource]:
    try:
        found = {one.name: one for one in model.resolve(spec.read(texts))}
    except SpecErrors:
        event("refused")
        return {}
    event("accepted")
    return found


def declared(resource: Resource) -> list[Relation | ManyToMany]:
    return [*resource.relations, *resource.many]


def members(resource: Resource) -> list[str]:
    own = ["id", "createdAt", "updatedAt", "version"]
    if resource.owner and not resource.owner.through:
        own.append("user")
    own += [one.name for one in resource.fields]
    own += [one.name for one in (*declared(resource), *resource.inverses)]
    return [name.lower() for name in own]


@given(specs())
def test_no_two_names_of_a_model_meet(texts: dict[str, bytes]) -> None:
    for resource in accepted(texts).values():
        assert [] == [name for name, count in Counter(members(resource)).items() if count > 1]


@given(specs())
def test_every_relation_has_exactly_one_way_back(texts: dict[str, bytes]) -> None:
    found = accepted(texts)
    there = Counter(
        (one.target.name, one.inverse, resource.name, one.link)
        for resource in found.values()
        for one in declared(resource)
    )
    back = Counter(
        (resource.name, one.name, one.source, one.link)
        for resource in found.values()
        for one in resource.inverses
    )

    assert there == back


@given(specs())
def test_prisma_can_tell_all_relations_of_a_pair_apart(texts: dict[str, bytes]) -> None:
    pairs = Counter(
        (frozenset((resource.name, one.target.name)), one.link)
        for resource in accepted(texts).values()
        for one in declared(resource)
    )

    assert all(count == 1 for count in pairs.values())
    assert all(link is not None for pair, link in pairs if len(pair) == 1)


@given(specs())
def test_rows_can_be_made_in_the_order_of_ranks(texts: dict[str, bytes]) -> None:
    found = accepted(texts)
    for resource in found.values():
        for one in resource.relations:
            higher = resource.rank > found[one.target.name].rank
            assert higher or one.optional


@given(specs())
def test_lists_name_fields_and_every_foreign_key_is_led_by_an_index(
    texts: dict[str, bytes],
) -> None:
    for resource in accepted(texts).values():
        names = {"id"} | {one.name for one in resource.fields}
        uniques = [one.fields for one in resource.uniques]
        indexes = [tuple(part.name for part in one.parts) for one in resource.indexes]
        leading = {row[0] for row in (*uniques, *indexes)}

        assert names >= {name for row in (*uniques, *indexes) for name in row}
        assert names >= set(resource.filters)
        keys = [one for one in resource.fields if one.type in ("reference", "owner")]
        assert all(one.unique or one.name in leading for one in keys)


@given(specs())
def test_an_owner_is_reached_through_required_relations(texts: dict[str, bytes]) -> None:
    found = accepted(texts)
    for resource in found.values():
        at = resource
        for name in resource.owner.through if resource.owner else ():
            relation = next(one for one in at.relations if one.name == name)
            assert not relation.optional
            at = found[relation.target.name]
        assert not resource.owner or "userId" in {one.name for one in at.fields}

"""Relations across specs: keys, ways back, and the order in which rows can be made."""

from __future__ import annotations

import pytest

from t3gen import model, spec
from t3gen.model import Resource


def build(*texts: str) -> dict[str, Resource]:
    found = spec.read({f"{at}.yaml": text.encode() for at, text in enumerate(texts)})
    return {one.name: one for one in model.resolve(found)}


def resource(name: str, relations: str = "{}", rest: str = "") -> str:
    return f"resource: {name}\nfields: {{title: string}}\nrelations: {relations}\n{rest}\n"


def test_a_relation_to_one_has_its_key_here_and_a_way_back_there() -> None:
    found = build(resource("Customer"), resource("Order", "{customer: Customer}"))

    relation, inverse = found["Order"].relations[0], found["Customer"].inverses[0]
    assert ("customer", "customerId", False, "Restrict", "orders", True, None) == (
        relation.name,
        relation.key,
        relation.optional,
        relation.on_delete,
        relation.inverse,
        relation.inverse_list,
        relation.link,
    )
    assert ("orders", "Order", True, False) == (
        inverse.name,
        inverse.source,
        inverse.list,
        inverse.many,
    )


def test_a_unique_relation_leads_back_to_one() -> None:
    found = build(resource("Customer"), resource("Address", "{customer: Customer unique}"))

    inverse = found["Customer"].inverses[0]
    assert ("address", False) == (inverse.name, inverse.list)
    assert ("customerId", True) == (
        found["Address"].fields[-1].name,
        found["Address"].fields[-1].unique,
    )


def test_an_optional_relation_forgets_the_other_side_when_it_is_deleted() -> None:
    found = build(resource("Customer"), resource("Order", "{customer: 'Customer?'}"))

    assert ["SetNull"] == [one.on_delete for one in found["Order"].relations]


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("cascade", "Cascade"),
        ("restrict", "Restrict"),
        ("set_null", "SetNull"),
        ("no_action", "NoAction"),
    ],
)
def test_what_a_delete_does_is_as_the_spec_says(said: str, action: str) -> None:
    found = build(
        resource("Customer"), resource("Order", f"{{customer: 'Customer? on_delete={said}'}}")
    )

    assert action == found["Order"].relations[0].on_delete
    assert action == found["Customer"].inverses[0].on_delete


def test_a_relation_to_the_same_resource_has_a_name_of_its_own() -> None:
    found = build(resource("Category", "{parent: 'Category? inverse=children'}"))["Category"]

    assert (True, "CategoryParent", "children", "CategoryParent") == (
        found.relations[0].self,
        found.relations[0].link,
        found.inverses[0].name,
        found.inverses[0].link,
    )


def test_two_relations_of_a_pair_have_names_that_tell_them_apart() -> None:
    found = build(
        resource("Customer"),
        resource("Order", "{customer: Customer, payer: 'Customer? inverse=paidOrders'}"),
    )

    links = [one.link for one in found["Order"].relations]
    assert ["OrderCustomer", "OrderPayer"] == links
    assert links == [one.link for one in found["Customer"].inverses]


def test_a_list_pairs_with_the_relation_that_leads_back() -> None:
    found = build(resource("Order", "{items: 'Item[]'}"), resource("Item", "{order: Order}"))

    assert ["items"] == [one.name for one in found["Order"].inverses]
    assert [("order", "items")] == [(one.name, one.inverse) for one in found["Item"].relations]
    assert () == found["Order"].relations


def test_a_list_pairs_with_the_relation_that_names_it() -> None:
    found = build(
        resource("Order", "{items: 'Item[]'}"),
        resource("Item", "{first: 'Order inverse=items', second: 'Order? inverse=others'}"),
    )

    assert ["items", "others"] == [one.inverse for one in found["Item"].relations]


def test_a_list_may_name_the_relation_that_it_pairs_with() -> None:
    found = build(
        resource("Order", "{items: 'Item[] inverse=second'}"),
        resource("Item", "{first: 'Order inverse=firstItems', second: 'Order?'}"),
    )

    assert [("first", "firstItems"), ("second", "items")] == [
        (one.name, one.inverse) for one in found["Item"].relations
    ]


def test_a_list_without_a_counterpart_makes_the_key_on_the_other_side() -> None:
    found = build(resource("Order", "{items: 'Item[] on_delete=cascade'}"), resource("Item"))

    relation = found["Item"].relations[0]
    assert ("order", "orderId", False, "Cascade", "items") == (
        relation.name,
        relation.key,
        relation.optional,
        relation.on_delete,
        relation.inverse,
    )
    assert ["title", "orderId"] == [one.name for one in found["Item"].fields]


def test_a_list_of_the_same_resource_pairs_with_its_parent() -> None:
    found = build(resource("Page", "{parent: 'Page?', children: 'Page[]'}"))["Page"]

    assert [("parent", "children")] == [(one.name, one.inverse) for one in found.relations]


def test_a_many_to_many_relation_has_a_list_of_ids_here_and_a_way_back_there() -> None:
    found = build(resource("Product", "{tags: 'Tag[] many'}"), resource("Tag"))

    many, inverse = found["Product"].many[0], found["Tag"].inverses[0]
    assert ("tags", "tagIds", "Tag", "products", None) == (
        many.name,
        many.key,
        many.target.name,
        many.inverse,
        many.link,
    )
    assert ("products", True, True, None) == (
        inverse.name,
        inverse.list,
        inverse.many,
        inverse.on_delete,
    )
    field = found["Product"].fields[-1]
    assert ("tagIds", "references", False, []) == (
        field.name,
        field.type,
        field.required,
        field.default.value if field.default else None,
    )


def test_a_many_to_many_relation_keeps_its_table_when_the_pair_gets_another_relation() -> None:
    alone = build(resource("Product", "{tags: 'Tag[] many'}"), resource("Tag"))
    beside = build(
        resource("Product", "{tags: 'Tag[] many', main: 'Tag? inverse=mainProducts'}"),
        resource("Tag"),
    )

    assert alone["Product"].many[0].link == beside["Product"].many[0].link
    assert "ProductMain" == beside["Product"].relations[0].link


def test_two_many_to_many_relations_of_a_pair_have_names() -> None:
    found = build(
        resource("Post", "{tags: 'Tag[] many', topics: 'Tag[] many inverse=topicPosts'}"),
        resource("Tag"),
    )

    assert ["PostTags", "PostTopics"] == [one.link for one in found["Post"].many]


def test_a_many_to_many_relation_may_lead_to_the_same_resource() -> None:
    found = build(resource("Product", "{related: 'Product[] many inverse=relatedTo'}"))["Product"]

    assert ("relatedIds", "ProductRelated") == (found.many[0].key, found.many[0].link)
    assert ["relatedTo"] == [one.name for one in found.inverses]


def test_a_relation_may_stay_as_it_was_created() -> None:
    found = build(
        resource("Customer"), resource("Order", "{customer: {type: Customer, immutable: true}}")
    )["Order"]

    key = found.fields[-1]
    assert (True, False, True) == (key.in_create, key.in_update, key.required)


def test_a_row_ranks_above_everything_that_it_points_to() -> None:
    found = build(
        resource("Item", "{order: Order, product: Product}"),
        resource("Order", "{customer: 'Customer?'}"),
        resource("Customer"),
        resource("Product", "{category: Category, tags: 'Tag[] many'}"),
        resource("Category", "{parent: 'Category?'}"),
        resource("Tag"),
    )

    assert {"Customer": 0, "Category": 0, "Tag": 0, "Order": 1, "Product": 1, "Item": 2} == {
        name: one.rank for name, one in found.items()
    }


def test_a_circle_that_an_optional_relation_closes_is_ranked_by_the_required_ones() -> None:
    found = build(
        resource("Team", "{captain: 'Player? inverse=captainOf'}"),
        resource("Player", "{team: Team}"),
    )

    assert (0, 1) == (found["Team"].rank, found["Player"].rank)


def test_an_owner_is_found_through_any_number_of_relations() -> None:
    found = build(
        resource("Customer", rest="owner: user"),
        resource("Order", "{customer: Customer}", "owner: customer"),
        resource("Item", "{order: Order}", "owner: order"),
    )

    assert {"Customer": (), "Order": ("customer",), "Item": ("order", "customer")} == {
        name: one.owner.through if one.owner else None for name, one in found.items()
    }
    assert [("title", False), ("orderId", True)] == [
        (one.name, one.reads_parent) for one in found["Item"].fields
    ]


def test_a_direct_owner_has_a_key_that_no_client_sends() -> None:
    found = build(resource("Order", rest="owner: user"))["Order"]

    key = found.fields[-1]
    assert ("userId", "owner", False, False, True, False) == (
        key.name,
        key.type,
        key.in_create,
        key.in_update,
        key.in_answer,
        key.required,
    )


def test_every_foreign_key_has_an_index_unless_one_leads_with_it() -> None:
    found = build(
        resource("Aa"),
        resource("Bb"),
        resource("Cc"),
        resource(
            "Link",
            "{a: Aa, b: Bb, c: Cc, d: 'Aa? inverse=ds unique'}",
            "owner: user\nunique: [[a, b]]\nindex: [[c, title desc]]",
        ),
    )["Link"]

    assert [["cId", "title"], ["bId"], ["userId"]] == [
        [part.name for part in index.parts] for index in found.indexes
    ]


def test_a_relation_to_a_user_is_a_relation_to_no_resource() -> None:
    found = build(resource("Order", "{approver: 'User?'}"))["Order"]
    (relation,) = found.relations

    assert ("approverId", "orders", None, True, "SetNull") == (
        relation.key,
        relation.inverse,
        relation.link,
        relation.external,
        relation.on_delete,
    )
    key = found.fields[-1]
    assert ("reference", "text", True, "User") == (
        key.type,
        key.id,
        key.external,
        key.target and key.target.name,
    )


def test_several_relations_to_users_have_ways_back_of_their_own() -> None:
    found = build(
        resource("Order", "{approver: 'User?', checker: 'User? unique'}", rest="owner: user")
    )["Order"]

    assert [("approverOrders", "OrderApprover"), ("checkerOrder", "OrderChecker")] == [
        (one.inverse, one.link) for one in found.relations
    ]

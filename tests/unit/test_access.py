"""Who may: from the words of a rule to its meaning."""

from __future__ import annotations

from typing import Any

import pytest

from t3gen import model, spec

PUBLIC = {"kind": "public"}
OWNER = {"kind": "owner"}
SIGNED_IN = {"kind": "signed_in"}
ADMIN = {"kind": "role", "role": "admin"}
STAFF = {"kind": "role", "role": "staff"}


def access(text: str) -> dict[str, Any]:
    found = spec.read({"a.yaml": f"resource: Order\nfields: {{x: string}}\n{text}\n".encode()})
    (order,) = model.resolve(found)
    return {one["operation"]: one["rule"] for one in order.record()["access"]}


@pytest.mark.parametrize(
    ("rule", "meaning"),
    [
        ("public", PUBLIC),
        ("role(admin)", ADMIN),
        ("owner | role(admin)", {"kind": "any", "rules": [OWNER, ADMIN]}),
        ("owner & role(admin)", {"kind": "all", "rules": [OWNER, ADMIN]}),
        ("owner|role(admin)|role(staff)", {"kind": "any", "rules": [OWNER, ADMIN, STAFF]}),
        ("(owner | (role(admin) | role(staff)))", {"kind": "any", "rules": [OWNER, ADMIN, STAFF]}),
        (
            "owner & signed_in | role(admin)",
            {"kind": "any", "rules": [{"kind": "all", "rules": [OWNER, SIGNED_IN]}, ADMIN]},
        ),
        (
            "owner & (signed_in | role(admin))",
            {"kind": "all", "rules": [OWNER, {"kind": "any", "rules": [SIGNED_IN, ADMIN]}]},
        ),
    ],
)
def test_a_rule_means_what_it_says(rule: str, meaning: dict[str, Any]) -> None:
    assert meaning == access(f"owner: user\naccess: {{update: {rule!r}}}")["update"]


@pytest.mark.parametrize("rule", ["public", "public | role(admin)", "public & public"])
def test_creating_a_row_of_the_actors_requires_an_actor(rule: str) -> None:
    declared = f"access: {{create: '{rule}', update: '{rule}'}}"

    assert SIGNED_IN == access(f"owner: user\n{declared}")["create"]
    assert access(declared)["create"] == access(f"owner: user\n{declared}")["update"]


def test_what_is_not_said_is_the_owners_where_there_is_one() -> None:
    assert dict.fromkeys(spec.OPERATIONS, OWNER) == access("owner: user")


def test_what_is_not_said_is_for_everyone_signed_in_where_there_is_no_owner() -> None:
    assert dict.fromkeys(spec.OPERATIONS, SIGNED_IN) == access("")


def test_reading_one_follows_the_rule_of_reading_many() -> None:
    said = access("access: {list: public}")

    assert (PUBLIC, SIGNED_IN) == (said["get"], said["update"])


def test_reading_one_may_have_its_own_rule() -> None:
    assert SIGNED_IN == access("access: {list: public, get: signed_in}")["get"]

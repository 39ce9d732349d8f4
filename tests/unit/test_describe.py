"""What `t3gen describe` says of resources, in how little room."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shop import EXAMPLE, answer, run

from t3gen import cli, model, spec

pytestmark = pytest.mark.slow
MOST = 1_500 * 4
"""Characters of 1,500 tokens."""
MORE = {
    "ticket.yaml": """\
resource: Ticket
fields: {subject: string(120), status: "enum(open, solved, closed) = open"}
states: {status: {solve: {from: open, to: solved, access: role(admin)}, close: solved -> closed}}
relations: {customer: Customer}
owner: user
emit: [created, solved]
""",
    "line.yaml": """\
resource: Line
options: {id: [ticket, number], timestamps: created}
fields: {number: int, text: "text max=500 hidden"}
relations: {ticket: Ticket}
access: {list: ticket.owner & number > 1}
""",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten resources; nothing is generated from them."""
    root = tmp_path_factory.mktemp("describe") / "shop"
    assert 0 == cli.run(["new", "app", str(root)])
    for path in EXAMPLE.glob("*.yaml"):
        (root / "resources" / path.name).write_bytes(path.read_bytes())
    for name, text in MORE.items():
        (root / "resources" / name).write_text(text)
    return root


def described(root: Path, capsys: pytest.CaptureFixture[str], *of: str) -> dict[str, Any]:
    code, found = answer(root, capsys, "describe", *of)
    assert code == 0
    return {one["name"]: one for one in found["resources"]}


def test_ten_resources_take_1500_tokens_at_most(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(shop, "describe", "--json")
    data = capsys.readouterr().out
    assert 0 == run(shop, "describe")
    text = capsys.readouterr().out

    assert len(json.loads(data)["resources"]) == 10
    assert len(data) <= MOST, len(data)
    assert len(text) <= MOST, len(text)


def test_every_resource_field_relation_and_operation_is_there(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = described(shop, capsys)

    reading = spec.read(spec.texts(shop / "resources"))
    for one in model.resolve(reading, model.App(auth="better-auth")):
        told = found[one.name]
        members = told["fields"].keys() | told.get("relations", {}).keys()
        fields = {it.name for it in one.fields if it.type not in ("reference", "references")}
        own = {it.name for it in one.relations} | {it.name for it in one.many}
        own |= {it.name for it in one.inverses}
        owner = {one.owner.name} if one.owner and not one.owner.through else set()
        assert members == fields - {"userId"} | own | owner
        assert {*one.operations} <= {*told["operations"]}
        ruled = {name for names in told["access"] for name in names.split(", ")}
        assert ruled == {*one.operations}


def test_states_events_and_keys_of_several_fields_are_named(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = described(shop, capsys)

    assert found["Ticket"]["states"] == {
        "solve": "status: open -> solved, role(admin)",
        "close": "status: solved -> closed",
    }
    assert found["Ticket"]["events"] == ["ticket.created", "ticket.solved"]
    assert found["Line"]["id"] == "ticketId, number"
    assert found["Line"]["fields"]["text"] == "text hidden"
    assert found["Line"]["access"]["list, get"] == "ticket.owner & number > 1"


def test_one_resource_has_everything(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = described(shop, capsys, "Order")["Order"]

    assert order["fields"]["total"] == "decimal(12, 2) min=0"
    assert order["fields"]["number"].endswith(r"match=/^SO-\d+$/")
    assert order["indexes"][0] == "status, placedAt desc"
    assert order["lists"]["filter"][-1] == "customer.name"
    assert order["options"] == ["timestamps", "version"]
    assert described(shop, capsys, "Line")["Line"]["options"] == ["timestamps=created"]


def test_a_misspelt_resource_is_suggested(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == run(shop, "describe", "Odrer")
    assert "Order" in capsys.readouterr().err

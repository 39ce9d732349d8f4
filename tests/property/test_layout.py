"""`t3gen fmt`: what a spec says stays the same, and so does every comment."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t3gen import cli, spec
from t3gen.spec.yaml import Place, Source

SHOP = Path(__file__).parents[2] / "examples" / "shop" / "resources"
UNTIDY = """\
# top
resource:   Order
doc: "A customer's: purchase"   # about the doc
fields:
    # about number
    number: "string( 32 )  unique"   # nr
    total: {type: 'decimal(12,2)', min: 0, optional: true}


    note:
      type: text     # inside
      max: 5
    long: {type: string, doc: "What, it is"}
types:
  Address: {street: string, city: {type: string, optional: true}}
  Place:
    # about lat
    lat: float  # x
    longitude: 'float?'
# before api
api: {filter: [ number,total ], page: {size: 3}}  # the api
seed:
  count: 12
# the end
"""
TIDY = """\
# top
resource: Order
doc: "A customer's: purchase"  # about the doc

fields:
  # about number
  number: string(32) unique  # nr
  total:  decimal(12, 2)? min=0

  note:
    type: text     # inside
    max: 5
  long:   {type: string, doc: 'What, it is'}

types:
  Address: {street: string, city: string?}
  Place:
    # about lat
    lat:       float  # x
    longitude: float?

# before api
api:  # the api
  filter: [number, total]
  page: {size: 3}

seed: {count: 12}
# the end
"""
COMMENT = st.sampled_from(["", "", "  # why", "  # 'quoted', [listed]: yes", " #"])
LONG = st.fixed_dictionaries(
    {"type": st.sampled_from(["string", "string(32)", "string unique"])},
    optional={
        "optional": st.booleans(),
        "trim": st.booleans(),
        "min": st.integers(0, 9),
        "doc": st.sampled_from(["What it is.", "a: b # c", 'it\'s "that"', "two\nlines"]),
        "default": st.sampled_from(["a", "two words", "'", "é"]),
        "match": st.sampled_from([r"/^[a-z ,]+$/i", r"/\//"]),
    },
)
SHORT = st.sampled_from(["string", "string( 3 ) unique", "enum(a,b) = a", "int?  min=1 = 3"])


@st.composite
def written(draw: st.DrawFn) -> str:
    """A spec as people write it, with comments at any place."""
    lines = ["resource: Order" + draw(COMMENT)]
    style = draw(st.sampled_from(["flow", "block"]))
    lines.append("fields:" + draw(COMMENT))
    indent = " " * draw(st.integers(1, 6))
    for name in draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True)):
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(["", "# before", indent + "# before", "   "])))
        line = draw(SHORT | LONG)
        if isinstance(line, str) or style == "flow":
            lines.append(f"{indent}{name}: {json.dumps(line)}{draw(COMMENT)}")
        else:
            lines.append(f"{indent}{name}:{draw(COMMENT)}")
            lines += [
                f"{indent}  {key}: {json.dumps(value)}{draw(COMMENT)}"
                for key, value in line.items()
            ]
    if draw(st.booleans()):
        lines += ["doc: |" + draw(COMMENT), "  It is", "", "  # no comment", ""]
    if draw(st.booleans()):
        lines += [f"api:{draw(COMMENT)}", f"  sort: [a,{draw(COMMENT)}", "    b]", "# end"]
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


def meaning(text: str) -> list[Any]:
    found = spec.read({"a.yaml": text.encode()})
    assert () == found.problems
    return [without_places(one) for one in found.specs]


def without_places(value: Any) -> Any:
    """What a spec says, but not where or in which quotes."""
    if isinstance(value, Place | Source):
        return None
    if is_dataclass(value):
        names = [one.name for one in fields(value) if one.name != "kind"]
        return [without_places(getattr(value, name)) for name in names]
    if isinstance(value, dict):
        return {key: without_places(one) for key, one in value.items()}
    return [without_places(one) for one in value] if isinstance(value, tuple) else value


def comments(text: str) -> list[str]:
    return [word for word in ("# why", "# before", "# end", "[listed]") for _ in text.split(word)]


@given(written())
def test_what_a_spec_says_stays_and_so_do_its_comments(text: str) -> None:
    done = spec.layout(text)

    assert meaning(text) == meaning(done)
    assert comments(text) == comments(done)
    assert done == spec.layout(done)


def test_a_spec_is_aligned_and_short() -> None:
    assert TIDY == spec.layout(UNTIDY)


@pytest.mark.parametrize("path", sorted(SHOP.iterdir()), ids=lambda path: path.name)
def test_the_shop_is_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text == spec.layout(text)


def test_documents_stay_apart() -> None:
    assert "resource: Order\n---\nresource: Item\n" == spec.layout(
        "resource:  Order\n---\n\nresource:  'Item'\n"
    )


def test_fmt_writes_what_check_would_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.run(["new", "app", str(tmp_path / "shop")])
    monkeypatch.chdir(tmp_path / "shop")
    path = tmp_path / "shop" / "resources" / "order.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(UNTIDY)
    capsys.readouterr()

    assert 1 == cli.run(["fmt", "--check"])
    assert (UNTIDY, "resources/order.yaml\n") == (path.read_text(), capsys.readouterr().out)
    assert 0 == cli.run(["fmt"])
    assert TIDY == path.read_text()
    assert 0 == cli.run(["fmt", "--check"])

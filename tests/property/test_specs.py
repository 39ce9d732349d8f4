"""Whole specs, whatever is written in them: problems at places, never a traceback."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from t3gen import model, spec
from t3gen.errors import Problem, SpecErrors
from t3gen.spec import shape, yaml
from t3gen.spec.yaml import FORBIDDEN, Mapping, Source

WRITTEN = """
resource: | Order | Item | User | fields: | relations: | unique: | index: | owner: | access: |
api: | filter: | sort: | options: | seed: | page: | size: | x: | y: | parent: | items: | string |
int | string(32) | decimal(4, 2) | enum(a, b) | Order | Item[] | Item[] many | Order? | unique |
min=1 | max=0 | = 3 | match=/^a$/ | on_delete=set_null | inverse=x | [x, y] | [[x, parent]] |
user | public | role(a) | owner | {x: int} | {type: int} | true | null | 12 | "q" | ' | " | # |
- | ? | : | , | [ | ] | { | } | & | * | ! | % | @ | ` | > | \\ | --- | ... | ~
"""
FRAGMENTS = st.sampled_from([part.strip() for part in WRITTEN.split(" |")])
TEXT = st.text(st.characters(codec="utf-8"), max_size=20).filter(
    lambda text: not FORBIDDEN.search(text)
)
LINE = TEXT.filter(lambda text: text.strip() != "") | st.sampled_from(
    ["string(32) unique", "decimal(4,2)= 0", "Order? inverse=x", "true", "12", "~", "- a", "a: b"]
)


@st.composite
def sprawl(draw: st.DrawFn) -> str:
    """Lines of words that could be in a spec, in any order."""
    lines = []
    for _ in range(draw(st.integers(0, 10))):
        indent = draw(st.sampled_from(["", "  ", "    ", "\t"]))
        lines.append(indent + " ".join(draw(st.lists(FRAGMENTS, max_size=4))))
    return "\n".join(lines)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """The data of a spec with any texts in it."""
    key = st.text("abcXYZ1:# '\"é", min_size=1, max_size=6)
    long = st.fixed_dictionaries({"type": LINE, "doc": TEXT})
    data = {
        "doc": TEXT,
        "fields": st.dictionaries(key, LINE | long, max_size=4),
        "relations": st.dictionaries(key, LINE | long, max_size=3),
        "unique": st.lists(st.lists(LINE, min_size=1, max_size=3), max_size=2),
        "owner": LINE,
        "access": st.fixed_dictionaries({}, optional={"list": LINE, "create": LINE}),
        "api": st.fixed_dictionaries({}, optional={"path": LINE, "filter": st.lists(LINE)}),
        "seed": st.fixed_dictionaries({"count": st.integers(0, 99)}),
    }
    return draw(st.fixed_dictionaries({"resource": LINE}, optional=data))


def told(texts: dict[str, bytes]) -> list[Problem]:
    try:
        model.resolve(spec.read(texts))
    except SpecErrors as error:
        return list(error.problems)
    return []


def check_places(problems: list[Problem], texts: dict[str, bytes]) -> None:
    for one in problems:
        lines = texts[one.file].decode("utf-8", "replace").split("\n")
        assert 1 <= one.line <= len(lines) + 1
        assert one.column >= 1
        assert one.what
        assert one.hint
        assert one.code.startswith("SPEC.")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_spec_or_problems(raw: bytes) -> None:
    texts = {"a.yaml": raw}

    check_places(told(texts), texts)


@given(st.lists(sprawl(), min_size=1, max_size=3))
def test_any_lines_are_specs_or_problems(several: list[str]) -> None:
    texts = {f"{at}.yaml": text.encode() for at, text in enumerate(several)}

    check_places(told(texts), texts)


@given(st.lists(sprawl(), min_size=1, max_size=2))
def test_any_fields_are_specs_or_problems(several: list[str]) -> None:
    texts = {
        f"{name}.yaml": f"resource: {name}\nfields:\n  z: int\n{text}\n".encode()
        for name, text in zip(("Order", "Item"), several, strict=False)
    }

    check_places(told(texts), texts)


@given(documents())
def test_a_document_that_is_written_is_read_as_it_was(data: dict[str, Any]) -> None:
    document = spec.document(data)
    text = spec.dump(document)
    parsed = yaml.parse(Source.of("a.yaml", text))

    assert [] == parsed.problems
    (root,) = parsed.roots
    assert isinstance(root, Mapping)
    again = spec.document(shape.document_data(root))
    assert text == spec.dump(again)
    assert document.model_copy(update=EMPTY) == again.model_copy(update=EMPTY)
    assert list(document.fields) == list(again.fields)
    assert list(document.relations) == list(again.relations)


EMPTY: dict[str, Any] = {"fields": {}, "relations": {}}

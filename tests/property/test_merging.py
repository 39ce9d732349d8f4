"""What every merge keeps, whatever the texts.

`T3GEN_FUZZ=1` (or `make fuzz`) tries 5,000 cases of each; without it, fewer.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from t3gen import project
from t3gen.project.merging import Sides, merge

CASES = 5000 if os.environ.get("T3GEN_FUZZ") else 60
BOM = b"\xef\xbb\xbf"
MARKERS = (b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> ")
many = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))

line = st.sampled_from(
    [
        "",
        "  total: decimal(12, 2),",
        "  note: z.string(),",
        "}",
        "{",
        "return rows;",
        "é 漢 🙂",
        "\tx",
    ]
) | st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"], blacklist_characters="<>|="),
    max_size=12,
)
lines = st.lists(line, max_size=14)
prisma_field = st.builds(
    lambda name, kind, rest: f"  {name} {kind} {rest}".rstrip(),
    st.sampled_from(["id", "total", "placedAt", "customerId", "aVeryLongNameOfAColumn", "note"]),
    st.sampled_from(["String", "Int?", "OrderStatus", "Customer[]"]),
    st.sampled_from(["", "@id", '@default("a  b")', '@map("x") // two  spaces', "@unique"]),
)


@st.composite
def edited(draw: st.DrawFn, base: list[str]) -> list[str]:
    """Draw what somebody may have made of some lines: insertions, deletions, changes."""
    found = list(base)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(found)))
        width = draw(st.integers(0, min(3, len(found) - at)))
        found[at : at + width] = draw(st.lists(line, max_size=3))
    return found


@st.composite
def sides(draw: st.DrawFn) -> Sides:
    base = draw(lines)
    ours, new = draw(edited(base)), draw(edited(base))
    return Sides(text(ours), text(base), text(new))


Imports = dict[str, list[str]]
IMPORT = re.compile(r'^import \{ (.+) \} from "(.+)";$', re.MULTILINE)
MODULES = ("~/a", "~/b", "./c")
# The names of a module are its own, so that a name that is there twice is there by mistake.
imports: st.SearchStrategy[Imports] = st.fixed_dictionaries(
    {},
    optional={
        module: st.lists(
            st.sampled_from([f"{module[-1]}{number}" for number in range(4)]),
            min_size=1,
            unique=True,
        ).map(sorted)
        for module in MODULES
    },
)


def written(of: Imports) -> bytes:
    """Write imports in the order of their modules, and something below them."""
    lines = [f'import {{ {", ".join(of[one])} }} from "{one}";\n' for one in MODULES if one in of]
    return ("".join(lines) + "\nconst x = 1;\n").encode()


def names(of: Imports) -> set[tuple[str, str]]:
    return {(module, name) for module, listed in of.items() for name in listed}


def text(of: list[str]) -> bytes:
    return "".join(f"{one}\n" for one in of).encode()


def added(base: bytes, ours: bytes) -> Counter[bytes]:
    """Return the lines that an edit added or changed."""
    before, after = base.split(b"\n"), ours.split(b"\n")
    return Counter(after) - Counter(before)


def kept(merged: bytes) -> Counter[bytes]:
    return Counter(merged.split(b"\n"))


@many
@given(sides())
def test_an_untouched_file_becomes_the_new_one(three: Sides) -> None:
    assert three.new == merge("a.ts", Sides(three.base, three.base, three.new)).data


@many
@given(sides())
def test_without_a_new_generation_the_file_stays_as_it_is(three: Sides) -> None:
    assert three.ours == merge("a.ts", Sides(three.ours, three.base, three.base)).data


@many
@given(sides())
def test_every_line_of_the_users_is_in_the_result_or_in_a_marked_conflict(three: Sides) -> None:
    merged = merge("a.ts", three)

    assert not added(three.base, three.ours) - kept(merged.data)


@many
@given(sides())
def test_what_is_lost_of_neither_side_is_marked_when_it_cannot_be_merged(three: Sides) -> None:
    merged = merge("a.ts", three)

    marked = sum(one.startswith(MARKERS[0]) for one in merged.data.split(b"\n"))
    assert merged.conflicts == marked
    if marked:
        assert not added(three.base, three.new) - kept(merged.data)


@many
@given(imports, imports, imports)
def test_imports_are_merged_name_by_name(ours: Imports, base: Imports, new: Imports) -> None:
    merged = merge("a.ts", Sides(written(ours), written(base), written(new)))

    mine, was, now = names(ours), names(base), names(new)
    if merged.conflicts:
        changed = [module for module in MODULES if ours.get(module) != base.get(module)]
        assert any(new.get(module) != base.get(module) for module in changed)
        assert all(name in merged.data.decode() for _, name in mine - was)
    else:
        found = IMPORT.findall(merged.data.decode())
        result = {(module, name) for listed, module in found for name in listed.split(", ")}
        assert (mine & now) | (mine - was) | (now - was) == result


@many
@given(sides())
def test_merging_twice_is_merging_once(three: Sides) -> None:
    once = merge("a.ts", three)
    assume(not once.conflicts)

    assert once.data == merge("a.ts", Sides(once.data, three.new, three.new)).data


@many
@given(sides(), st.booleans(), st.booleans(), st.booleans())
def test_the_form_of_the_users_file_survives(
    three: Sides, bom: bool, crlf: bool, unended: bool
) -> None:
    plain = merge("a.ts", three)
    assume(not plain.conflicts)

    def form(data: bytes) -> bytes:
        data = data.removesuffix(b"\n") if unended else data
        data = data.replace(b"\n", b"\r\n") if crlf else data
        return BOM + data if bom else data

    # A text of one empty line, or of none, has no ending that could be missing.
    assume(len(three.ours) > 1 and len(plain.data) > 1 and not three.ours.endswith(b"\n\n"))
    assume(not crlf or form(three.ours).count(b"\n"))
    assert form(plain.data) == merge("a.ts", Sides(form(three.ours), three.base, three.new)).data


@many
@given(lines, st.data())
def test_edits_with_a_line_between_them_merge_clean(base: list[str], data: st.DataObject) -> None:
    unique = [f"{number} {one}" for number, one in enumerate(base)]
    assume(len(unique) >= 3)
    middle = data.draw(st.integers(1, len(unique) - 2))
    ours = [*data.draw(edited(unique[:middle])), *unique[middle:]]
    new = [*unique[: middle + 1], *data.draw(edited(unique[middle + 1 :]))]

    merged = merge("a.ts", Sides(text(ours), text(unique), text(new)))

    assert (0, text([*ours[: len(ours) - len(unique) + middle], *new[middle:]])) == (
        merged.conflicts,
        merged.data,
    )


@many
@given(st.lists(prisma_field, max_size=8), st.data())
def test_columns_that_move_are_no_edit(fields: list[str], data: st.DataObject) -> None:
    model = ["model A {", *fields, "}"]
    at = data.draw(st.integers(0, len(fields)))
    padded = [one.replace(" String", "      String") for one in model]
    new = [*model[: at + 1], "  brandNewAndRatherLongName Int", *model[at + 1 :]]

    merged = merge("a.prisma", Sides(text(padded), text(model), text(new)))

    assert 0 == merged.conflicts
    assert squeezed(text(new)) == squeezed(merged.data)


@many
@given(st.lists(prisma_field, min_size=4, max_size=9, unique=True), st.data())
def test_a_field_added_on_each_side_of_a_model_merges_clean(
    fields: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(fields) - 2))
    model = ["model A {", *fields, "}"]
    ours = ["model A {", "  mine Json @db.JsonB", *fields, "}"]
    new = [*model[: at + 2], "  brandNewAndRatherLongName Int @default(1)", *model[at + 2 :]]
    both = [*ours[: at + 3], "  brandNewAndRatherLongName Int @default(1)", *model[at + 2 :]]

    merged = merge("a.prisma", Sides(text(ours), text(model), text(new)))

    assert (0, squeezed(text(both))) == (merged.conflicts, squeezed(merged.data))


@many
@given(st.dictionaries(st.sampled_from(["a.ts", "b.ts", "c/d.ts"]), lines, min_size=1), st.data())
def test_what_was_deleted_stays_deleted_and_modes_survive(
    files: dict[str, list[str]], data: st.DataObject
) -> None:
    base = {name: _File(text(of)) for name, of in files.items()}
    new = {name: _File(text([*of, "// new"])) for name, of in files.items()}
    deleted = data.draw(st.sets(st.sampled_from(sorted(files))))
    mode = data.draw(st.sampled_from([0o600, 0o644, 0o755]))
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in files.keys() - deleted:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes(base[name].data)
            (root / name).chmod(mode)

        with project.transaction(root):
            project.apply(root, project.make_plan(project.Disk(root), base, new))

        there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        assert files.keys() - deleted == there
        assert {mode} >= {(root / name).stat().st_mode & 0o777 for name in there}


def squeezed(data: bytes) -> list[bytes]:
    return [b" ".join(one.split()) for one in data.split(b"\n")]


class _File:
    executable = False

    def __init__(self, data: bytes) -> None:
        self.data = data


LEAVES = st.none() | st.booleans() | st.integers(-9, 9) | st.text('ab"\\\n', max_size=3)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.sampled_from("abcdef"), VALUES)
INDENTS = st.sampled_from([None, 2, 4, "\t"])


@many
@given(OBJECTS, OBJECTS, INDENTS)
def test_json_merges_to_the_side_that_has_changed(
    one: dict[str, object], other: dict[str, object], indent: int | str | None
) -> None:
    before = json.dumps(one, indent=2).encode()
    after = json.dumps(other, indent=2).encode()
    ours = json.dumps(other, indent=indent).encode()

    kept = merge("a.json", Sides(ours, before, before))
    taken = merge("a.json", Sides(json.dumps(one, indent=indent).encode(), before, after))
    both = merge("a.json", Sides(ours, before, after))

    assert (ours, 0) == (kept.data, kept.conflicts)
    assert (other, 0) == (json.loads(taken.data), taken.conflicts)
    assert (ours, 0) == (both.data, both.conflicts)


@many
@given(OBJECTS, OBJECTS, OBJECTS)
def test_json_without_a_conflict_is_json(
    ours: dict[str, object], base: dict[str, object], new: dict[str, object]
) -> None:
    found = merge(
        "a.json", Sides(*(json.dumps(one, indent=2).encode() for one in (ours, base, new)))
    )

    if not found.conflicts:
        merged = json.loads(found.data)
        for key in ours.keys() | base.keys() | new.keys():
            if new.get(key) == base.get(key) and (key in new) == (key in base):
                assert merged.get(key) == ours.get(key)

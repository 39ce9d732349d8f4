"""What a formatter may change without anybody noticing, and which names follow a renaming."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from trees import Text, read, write

from t3gen import project
from t3gen.errors import ProjectError
from t3gen.project.merging import (
    RelatedNames,
    Renaming,
    Sides,
    Vocabulary,
    first_marker,
    mentions,
    merge,
    renamed,
    same_code,
)
from t3gen.psl.columns import align, normalize

CODE = b'export const a = { b: "c", d: [1, 2] };\n'


@pytest.mark.parametrize(
    "other",
    [
        b"export const a = { b: 'c', d: [1, 2] }\n",
        b'export const a = {\n\tb: "c",\n\td: [\n\t\t1,\n\t\t2,\n\t],\n}\n',
        b'export const a={b:"c",d:[1,2]};',
    ],
)
def test_formatting_alone_is_the_same_code(other: bytes) -> None:
    assert same_code(CODE, other)


def test_code_within_a_template_literal_is_formatted_too() -> None:
    assert same_code(b'`${a.join(" and ") || "-"} b`', b"`${ a.join(' and ')  || '-' } b`")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b'a("b c")', b'a("b  c")'),
        (b"a // x  y", b"a // x y"),
        (b"f(a, b)", b"f(a b)"),
        (b"x = /a  b/", b"x = /a b/"),
        (b"x = /\"/; y = 'a  b'", b"x = /\"/; y = 'a b'"),
        (b"`a\n b`", b"`a\nb`"),
        (b"`${a}  b`", b"`${a} b`"),
        (b"`${f('a  b')}`", b"`${f('a b')}`"),
        (b'`\\${"a"}`', b"`\\${'a'}`"),
        (b"a b", b"ab"),
        (b"'a\"b'", b'"a\'b"'),
    ],
)
def test_whatever_could_mean_something_is_other_code(one: bytes, other: bytes) -> None:
    assert not same_code(one, other)


@pytest.mark.parametrize("n", [b'export const a = { b: "new" };\n', None])
def test_a_reformatted_file_counts_as_untouched_without_a_formatter(
    tmp_path: Path, n: bytes | None
) -> None:
    write(tmp_path, {"a.ts": "export const a = {\n    b: 'c', d: [1, 2]\n}\n"})
    new = {} if n is None else {"a.ts": Text(n)}

    plan = project.make_plan(project.Disk(tmp_path), {"a.ts": Text(CODE)}, new)

    assert [(plan.steps[0].verdict, n)] == [("update" if n else "delete", plan.steps[0].after)]


def test_the_projects_formatter_is_asked_once_for_all_files_in_doubt(tmp_path: Path) -> None:
    write(tmp_path, {"a.ts": "A\n", "b.ts": "MINE\nB\n", "c.ts": "c\n"})
    base = {"a.ts": Text(b"a\n"), "b.ts": Text(b"x\nb\n"), "c.ts": Text(b"c\n")}
    new = {"a.ts": Text(b"a2\n"), "b.ts": Text(b"x\nb2\n"), "c.ts": Text(b"c2\n")}
    asked: list[list[str]] = []

    def upper(texts: Sequence[tuple[str, bytes]]) -> list[bytes]:
        asked.append([path for path, _ in texts])
        return [data.upper() for _, data in texts]

    plan = project.make_plan(project.Disk(tmp_path), base, new, None, project.MergeOptions([upper]))

    told = {step.path: (str(step.verdict), step.after) for step in plan.steps}
    assert ("update", b"A2\n") == told["a.ts"]
    assert "conflict" == told["b.ts"][0]
    assert ("update", b"c2\n") == told["c.ts"]
    assert [["a.ts", "a.ts", "b.ts", "b.ts"]] == asked


def test_a_merge_that_fits_the_users_formatting_is_taken(tmp_path: Path) -> None:
    write(tmp_path, {"a.ts": "MINE\nX\nY\nB\n"})
    base, new = {"a.ts": Text(b"x\ny\nb\n")}, {"a.ts": Text(b"x\ny\nb2\n")}

    def upper(texts: Sequence[tuple[str, bytes]]) -> list[bytes]:
        return [data.upper() for _, data in texts]

    options = project.MergeOptions([upper])
    plan = project.make_plan(project.Disk(tmp_path), base, new, None, options)

    assert ("merge", b"MINE\nX\nY\nB2\n") == (plan.steps[0].verdict, plan.steps[0].after)


def renaming(before: bytes, after: bytes, **names: str) -> Renaming:
    pairs = tuple((frozenset({old}), frozenset({new})) for old, new in names.items())
    return Renaming(before, after, Vocabulary(pairs))


def test_names_follow_and_sentences_do_not() -> None:
    names = renaming(
        b'import { Review } from "./review"; // reviews\n',
        b'import { Opinion } from "./opinion"; // opinions\n',
        review="opinion",
    )
    moved = RelatedNames(module=lambda name: name.replace("review", "opinion"))

    ours = b"import { Review, own } from './review' // a review of mine\n"
    assert b"import { Opinion, own } from './opinion' // a review of mine\n" == names.apply(
        ours, moved
    )


def test_a_name_that_becomes_two_things_is_renamed_at_its_places_alone() -> None:
    names = renaming(b"a(x1); b(x1); c;", b"a(y1); b(x1); c;", x1="y1")

    assert b"x1; a(y1); b(x1); c;" == names.apply(b"x1; a(x1); b(x1); c;", RelatedNames())


def test_what_differs_besides_names_is_left_to_the_merge() -> None:
    names = renaming(b"a(max, 32); b(max)", b"a(most, 64); b(most)", max="most")

    assert b"a(most, 32); b(most); c(32)" == names.apply(
        b"a(max, 32); b(max); c(32)", RelatedNames()
    )


def test_names_are_found_in_generations_that_differ_in_more() -> None:
    names = renaming(b"f({ max: 1 }); g(x);", b"f({ most: 1, min: 0 }); g(x);", max="most")

    assert b"f({ most: 1 }); g(x); h(v.most);" == names.apply(
        b"f({ max: 1 }); g(x); h(v.max);", RelatedNames()
    )


@pytest.mark.parametrize(
    ("ours", "renamed"),
    [
        ("v.max", "v.most"),
        ("v?.max", "v?.most"),
        ("v.max()", "v.max()"),
        ("[...max]", "[...max]"),
        ("{ max: v }", "{ most: v }"),
        ("{ max }", "{ most: max }"),
        ("({ max = 1, a }) => max", "({ most: max = 1, a }) => max"),
        ('v["max"]', 'v["most"]'),
        ("v['max']", "v['most']"),
        ('["max"]', '["max"]'),
        ("(max: number, b: max)", "(max: number, b: max)"),
        ("{ return a ? max : b; }", "{ return a ? max : b; }"),
        ("interface A { a: string\n max?: string }", "interface A { a: string\n most?: string }"),
        ("import { max } from 'm';", "import { max } from 'm';"),
        ("`${v.max} max`", "`${v.most} max`"),
        ("// v.max", "// v.max"),
    ],
)
def test_a_field_is_renamed_where_the_tokens_around_tell_that_it_is_one(
    ours: str, renamed: str
) -> None:
    names = renaming(b"f({ max: v.max });", b"f({ most: v.most });", max="most")
    text = f"f({{ max: v.max }});\n{ours}".encode()

    assert f"f({{ most: v.most }});\n{renamed}".encode() == names.apply(text, RelatedNames())


def test_columns_are_set_as_prisma_sets_them() -> None:
    text = 'model A {\n  id String @id\n  /// two  spaces\n  longer Int? @map("a  b")\n\n  b B\n}\n'

    assert align(normalize(text), "") == (
        "model A {\n"
        "  id     String @id\n"
        "  /// two  spaces\n"
        '  longer Int?   @map("a  b")\n'
        "\n"
        "  b B\n"
        "}\n"
    )


def test_columns_that_the_user_set_otherwise_stay() -> None:
    ours = "model A {\n  id   String   @id\n}\n"

    assert ours == align(normalize(ours), ours)


def test_a_binary_file_is_left_alone() -> None:
    merged = merge("a.ico", Sides(b"\0mine", b"\0a", b"\0b"))

    assert (b"\0mine", 1) == (merged.data, merged.conflicts)


@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        ("const a = row.note;\n", []),
        ("const a = row.note;\nb(other.note);\n", [(2, "note")]),
        ("const a = row.note;\n// x\nb({ note: 1 });\n", [(3, "note")]),
        ("const a = row.note;\nb({ note });\n", [(2, "note")]),
        ('const a = row.note;\nb("note");\n', [(2, "note")]),
        ('const a = row.note;\nb("a note");\n', []),
        ('const a = row.note;\nb["note"];\nc({ "note": 1 });\n', [(2, "note"), (3, "note")]),
        ("const a = row.note;\nconst note = 1;\n", []),
        ('const a = row.note;\ntypeof b === "note";\n', []),
        ("const a = row.note;\nb(other.title);\n", []),
    ],
)
def test_old_names_are_found_in_what_the_user_has_added(
    ours: str, expected: list[tuple[int, str]]
) -> None:
    generated = b"const a = row.note;\n"

    assert expected == list(mentions(ours.encode(), generated, ["note"]))


def test_half_a_conflict_is_none() -> None:
    assert first_marker(b"<<<<<<< a\n") is None
    assert first_marker(b"x\n<<<<<<< a\n=======\n>>>>>>> b\n") == 2


def test_names_that_differ_in_capitals_only_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {"src/Orders/a.ts": "x"})

    with pytest.raises(ProjectError, match="src/Orders differs only in case"):
        project.make_plan(project.Disk(tmp_path), {}, {"src/orders/b.ts": Text(b"x")})

    assert {"src/Orders/a.ts": "x"} == read(tmp_path)


BEFORE = 'import { notFound } from "~/errors";\nimport * as repository from "./repository";\n\n'
ERRORS = 'import { AppError, notFound } from "~/errors";\n'
POLICY_LINE = 'import * as policy from "./policy";\n'
POLICY = f'{POLICY_LINE}import * as repository from "./repository";\n\n'
LEFT = 80 - len('import { , notFound, b } from "~/errors";')
"""How long one more name can be."""
LONG = ["aVeryLongNameOfSomething", "anotherLongNameOfIt", "notFound", "yetAnotherLongName"]


@pytest.mark.parametrize(
    ("ours", "new", "result"),
    [
        pytest.param(
            BEFORE.replace("{ notFound", "{ AppError, notFound"),
            BEFORE.replace("import *", f"{POLICY_LINE}import *"),
            ERRORS + POLICY,
            id="a name beside a line",
        ),
        pytest.param(
            BEFORE.replace("{ notFound", "{ AppError, notFound"),
            BEFORE.replace("notFound }", "notFound, versionConflict }"),
            BEFORE.replace("{ notFound", "{ AppError, notFound, versionConflict"),
            id="two names",
        ),
        pytest.param(
            BEFORE.replace("import *", 'import { env } from "~/env";\nimport *'),
            BEFORE.replace("import *", f"{POLICY_LINE}import *"),
            BEFORE.replace("import *", f'import {{ env }} from "~/env";\n{POLICY_LINE}import *'),
            id="two lines",
        ),
        pytest.param(
            BEFORE.replace("notFound", LONG[0]),
            BEFORE.replace("notFound", ", ".join(LONG[1:])).replace(", notFound", ""),
            BEFORE.replace("{ notFound }", f"{{\n  {LONG[0]},\n  {LONG[1]},\n  {LONG[3]},\n}}"),
            id="too long for a line",
        ),
        pytest.param(
            BEFORE.replace("{ notFound", f"{{ {'a' * LEFT}, notFound"),
            BEFORE.replace("notFound }", "notFound, b }"),
            BEFORE.replace("{ notFound", f"{{ {'a' * LEFT}, notFound, b"),
            id="as long as a line",
        ),
        pytest.param(
            BEFORE.replace("{ notFound", f"{{ {'a' * LEFT}a, notFound"),
            BEFORE.replace("notFound }", "notFound, b }"),
            BEFORE.replace("{ notFound }", f"{{\n  {'a' * LEFT}a,\n  notFound,\n  b,\n}}"),
            id="a character longer than a line",
        ),
    ],
)
def test_imports_of_both_sides_are_kept(ours: str, new: str, result: str) -> None:
    merged = merge("a.ts", Sides(ours.encode(), BEFORE.encode(), new.encode()))

    assert (result, 0) == (merged.data.decode(), merged.conflicts)


@pytest.mark.parametrize(
    ("ours", "new"),
    [
        pytest.param(
            BEFORE.replace("import *", 'import { policy } from "~/mine";\nimport *'),
            BEFORE.replace("import *", f"{POLICY_LINE}import *"),
            id="one name for two things",
        ),
        pytest.param(
            BEFORE.replace("import *", "const policy = 1;\nimport *"),
            BEFORE.replace("import *", f"{POLICY_LINE}import *"),
            id="more than imports",
        ),
        pytest.param(
            BEFORE.replace('import { notFound } from "~/errors";\n', ""),
            BEFORE.replace("notFound }", "notFound, versionConflict }"),
            id="taken out, and changed",
        ),
    ],
)
def test_imports_that_contradict_each_other_are_a_conflict(ours: str, new: str) -> None:
    assert merge("a.ts", Sides(ours.encode(), BEFORE.encode(), new.encode())).conflicts == 1


def test_a_renamed_model_keeps_the_columns_that_it_had() -> None:
    before = b'model A {\n  id   String @id\n  note Int?   @map("n")\n  by   Int // mine\n}\n'
    after = b'model A {\n  id     String @id\n  remark Int?   @map("n")\n  by     Int // mine\n}\n'
    names = renaming(b"note", b"remark", note="remark")

    def made(path: str, data: bytes) -> bytes:
        return renamed(path, data, names, RelatedNames())

    assert after == made("a.prisma", before)
    assert before.replace(b"note", b"remark") == made("a.ts", before)
    windows = b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n")
    assert windows.replace(b"note", b"remark") == made("a.ts", windows)
    loose = b"model A {\n  id String @id\n  note     Int?\n}\n"
    assert loose.replace(b"note", b"remark") == made("a.prisma", loose)


PACKAGE = """\
{
  "name": "shop",
  "scripts": {
    "dev": "next dev",
    "test": "vitest"
  },
  "dependencies": {
    "next": "1.0.0",
    "zod": "4.0.0"
  },
  "files": ["src", "prisma"]
}
"""
NEXT_PACKAGE = (
    PACKAGE.replace("1.0.0", "1.1.0")
    .replace("4.0.0", "4.1.0")
    .replace('"src", ', '"src", "docs", ')
    .replace('"vitest"', '"vitest",\n    "lint": "eslint"')
)


def merged_json(ours: str, base: str = PACKAGE, new: str = NEXT_PACKAGE) -> tuple[str, int]:
    found = merge("package.json", Sides(ours.encode(), base.encode(), new.encode()))
    return found.data.decode(), found.conflicts


def test_json_that_nobody_has_edited_becomes_what_is_generated() -> None:
    assert (NEXT_PACKAGE, 0) == merged_json(PACKAGE)


def test_json_is_merged_by_keys_in_the_users_order_and_indentation() -> None:
    ours = (
        '{\r\n\t"dependencies": {\r\n\t\t"zod": "4.0.0",\r\n\t\t"mine": "1",'
        '\r\n\t\t"next": "1.0.0"\r\n\t},'
        '\r\n\t"name": "my-shop",\r\n\t"files": ["mine", "src"],'
        '\r\n\t"scripts": { "test": "vitest", "dev": "next dev --turbo" }\r\n}'
    )

    expected = (
        ours.replace("1.0.0", "1.1.0")
        .replace("4.0.0", "4.1.0")
        .replace('"src"]', '"src", "docs"]')
        .replace('"test": "vitest",', '"test": "vitest", "lint": "eslint",')
    )
    assert (expected, 0) == merged_json(ours)


def test_a_conflict_of_json_is_one_of_a_key() -> None:
    text, conflicts = merged_json(PACKAGE.replace("4.0.0", "3.9.9"))

    assert 1 == conflicts
    assert (
        """
    "next": "1.1.0",
<<<<<<< yours
    "zod": "3.9.9"
||||||| last generation
    "zod": "4.0.0"
=======
    "zod": "4.1.0"
>>>>>>> this generation
  },
"""
        in text
    )


def test_a_key_of_json_that_goes_on_one_side_and_changes_on_the_other_is_a_conflict() -> None:
    without = PACKAGE.replace(',\n    "zod": "4.0.0"', "")

    assert 1 == merged_json(without)[1]
    assert 1 == merged_json(PACKAGE.replace("4.0.0", "3.9.9"), new=without)[1]
    assert (without, 0) == merged_json(PACKAGE, new=without)
    assert (without, 0) == merged_json(without, new=PACKAGE)


@pytest.mark.parametrize(
    "other", ['{"a": 1, "a": 2}', "// x\n{}", "[1]", '{"a": 1,}', "{", '{"a" 1}', '{"a": x}']
)
def test_what_is_no_object_of_json_is_merged_by_lines(other: str) -> None:
    lines = f"{other}\n\n\nmine\n"

    assert lines == merged_json(lines, f"{other}\n", f"{other}\n")[0]


@pytest.mark.parametrize("ours", ["{}", '{ "a": {} }', '{\n\t"a": []\n}\n'])
def test_json_gets_keys_where_there_are_none(ours: str) -> None:
    text, conflicts = merged_json(ours, "{}", '{\n  "b": {\n    "c": [1, {"d": null}]\n  }\n}\n')

    assert 0 == conflicts
    assert {**json.loads(ours), "b": {"c": [1, {"d": None}]}} == json.loads(text)

"""A rename moves files, edits and deletions alike, however it is asked for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shop import answer, edit, make_shop, run, tree

from t3gen.actions.steps.stale_references import StaleReferences
from t3gen.project import modules
from t3gen.project.merging import same_code

pytestmark = pytest.mark.slow

GET = "export async function get("
SERVICE = "src/server/orders/service.ts"
QUOTED = re.compile(r'"([^"\'\\\n]*)"')


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("renames") / "shop")


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "shop")


def code(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*.ts") if "node_modules" not in path.parts)


def single_quotes(root: Path) -> None:
    """Write a project as a formatter with single quotes, tabs and no semicolons does."""
    for path in code(root):
        text = QUOTED.sub(r"'\1'", path.read_text())
        text = re.sub(r"^( {2})+", lambda one: "\t" * (len(one[0]) // 2), text, flags=re.M)
        path.write_text(re.sub(r";$", "", text, flags=re.M))


def dangling(root: Path) -> list[str]:
    """Return the imports of a project that lead to nothing."""

    def exists(name: str) -> bool:
        return (root / name).is_file()

    found = []
    for path in code(root):
        name = path.relative_to(root).as_posix()
        for line, specifier in modules.specifiers(path.read_bytes()):
            is_own = specifier.startswith(("~/", ".")) and not re.search(
                r"/generated/|\$\{", specifier
            )
            if is_own and modules.resolve(name, specifier, exists) is None:
                found.append(f"{name}:{line}: {specifier}")
    return found


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_resource_is_renamed_in_a_project_with_another_formatter(
    shop: Path, made: Path, tmp_path: Path, ends: str
) -> None:
    single_quotes(shop)
    for path in code(shop):
        path.write_bytes(path.read_text().replace("\n", ends).encode())
    plain = shutil.copytree(made, tmp_path / "plain")

    assert run(shop, "rename", "resource", "Review", "Opinion") == 0

    assert [] == dangling(shop)
    assert run(plain, "rename", "resource", "Review", "Opinion") == 0
    single_quotes(plain)
    for path in code(plain):
        name = path.relative_to(plain)
        assert same_code(path.read_bytes(), (shop / name).read_text().encode()), name


def test_a_field_is_renamed_in_a_project_with_another_formatter(shop: Path) -> None:
    single_quotes(shop)

    assert run(shop, "rename", "field", "Product", "stock", "units") == 0

    left = [path for path in code(shop) if re.search(r"\bstock\b", path.read_text())]
    assert [] == left


def test_a_field_in_own_lines_is_renamed_by_scope(shop: Path) -> None:
    edit(
        shop,
        SERVICE,
        "export async function get(",
        "function cents(n: number): number {\n  return n * 100;\n}\n\n"
        "function label(input: schema.Create, { number, total }: schema.Create) {\n"
        "  const own = { number: input.number, total };\n"
        '  return typeof total === "number" ? `${input.number} of ${own.number}` : number;\n'
        "}\n\nexport async function get(",
    )

    assert run(shop, "rename", "field", "Order", "number", "n") == 0

    text = (shop / SERVICE).read_text()
    assert "function cents(n: number): number {\n  return n * 100;\n}" in text
    assert "{ n: number, total }: schema.Create" in text
    assert "const own = { n: input.n, total };" in text
    assert 'typeof total === "number" ? `${input.n} of ${own.n}` : number;' in text


def test_what_may_mean_a_renamed_field_is_named_with_its_line(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "src/report.ts").write_text(
        'import type { Create } from "~/server/orders/schema";\n\n'
        "export const line = (order: Create) => order.number;\n"
    )
    edit(
        shop,
        SERVICE,
        "export async function get(",
        'const by = "number";\n\nexport async function get(',
    )

    _, told = answer(shop, capsys, "rename", "field", "Order", "number", "code")

    line = (shop / SERVICE).read_text().split("\n").index('const by = "number";') + 1
    assert ["src/report.ts:3", f"{SERVICE}:{line}"] == [note.split()[0] for note in told["notes"]]


def test_own_imports_follow_and_what_stays_behind_is_found(shop: Path) -> None:
    (shop / "src/server/reviews/score.ts").write_text("export const score = 1;\n")
    edit(
        shop,
        "src/server/reviews/service.ts",
        "import ",
        'import { score } from "./score";\nimport { row } from "../reviews/row";\nimport ',
    )
    edit(
        shop,
        SERVICE,
        "import ",
        "import * as reviews from '~/server/reviews/service';\nimport ",
    )

    assert run(shop, "rename", "resource", "Review", "Opinion") == 0

    moved = (shop / "src/server/opinions/service.ts").read_text()
    assert 'import { score } from "../reviews/score";\nimport { row } from "./row";\n' in moved
    assert "from '~/server/opinions/service';" in (shop / SERVICE).read_text()
    assert [] == dangling(shop)


def test_files_outside_of_src_that_import_what_moves_are_named(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "scripts").mkdir()
    text = '\nimport { list } from "../src/server/reviews/service";\n'
    (shop / "scripts/report.ts").write_text(text)
    (shop / "node_modules/lib").mkdir(parents=True)
    (shop / "node_modules/lib/report.ts").write_text(text)

    _, told = answer(shop, capsys, "rename", "resource", "Review", "Opinion")

    (note,) = told["notes"]
    assert note.startswith("scripts/report.ts:2 imports")
    assert 'write "../src/server/opinions/service"' in note


def by_command(root: Path) -> None:
    assert run(root, "rename", "resource", "Review", "Opinion") == 0


def by_was(root: Path) -> None:
    edit(root, "resources/review.yaml", "resource: Review\n", "resource: Opinion\nwas: Review\n")
    assert run(root, "generate") == 1


def by_plural(root: Path) -> None:
    edit(
        root, "resources/review.yaml", "resource: Review\n", "resource: Review\nplural: Opinions\n"
    )
    assert run(root, "generate") == 1


def by_path(root: Path) -> None:
    edit(root, "resources/review.yaml", "api:\n", "api:\n  path: opinions\n")
    assert run(root, "generate") == 1


@pytest.mark.parametrize("way", [by_command, by_was, by_plural, by_path])
def test_edits_and_deletions_move_whoever_renames(
    shop: Path, way: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    route = "src/app/api/reviews/[id]/route.ts"
    (shop / "src/app/api/reviews/route.ts").unlink()
    edit(shop, route, "export const", "// mine\nexport const")
    assert run(shop, "generate") == 1

    way(shop)

    assert "// mine" in (shop / route.replace("reviews", "opinions")).read_text()
    assert not (shop / "src/app/api/reviews").exists()
    assert not (shop / "src/app/api/opinions/route.ts").exists()
    assert [] == dangling(shop)
    code, found = answer(shop, capsys, "check")
    assert [] == [one for one in found["findings"] if one["code"] != "migration"], code
    before = tree(shop)
    assert run(shop, "generate") == 1
    assert before == tree(shop)


def test_a_rename_by_hand_may_come_with_other_changes(shop: Path) -> None:
    edit(
        shop,
        "src/server/reviews/service.ts",
        "export async function get(",
        "// mine\nexport const best = (one: schema.Create) => one.rating;\n\n"
        "export async function get(",
    )
    edit(shop, "resources/review.yaml", "resource: Review\n", "resource: Opinion\nwas: Review\n")
    edit(shop, "resources/review.yaml", "fields:\n", "fields:\n  source: string(20)?\n")
    text = (shop / "resources/review.yaml").read_text()
    (shop / "resources/review.yaml").write_text(
        re.sub(r"rating: +int", "stars: int was=rating", text)
        .replace("rating", "stars")
        .replace("was=stars", "was=rating")
    )

    assert run(shop, "generate") == 1

    service = (shop / "src/server/opinions/service.ts").read_text()
    assert "// mine\nexport const best = (one: schema.Create) => one.stars;" in service
    assert "source" in (shop / "src/server/opinions/schema.ts").read_text()
    assert [] == dangling(shop)


def swap(root: Path) -> None:
    """Let tags be called categories, and the other way round."""
    for path in (root / "resources").glob("*.yaml"):
        text = re.sub(r"\bTag\b", "\0", path.read_text())
        text = re.sub(r"\bCategory\b", "Tag", text).replace("\0", "Category")
        text = text.replace("resource: Tag\n", "resource: Tag\nwas: Category\n")
        path.write_text(text.replace("resource: Category\n", "resource: Category\nwas: Tag\n"))


def test_two_resources_that_swap_their_names_take_their_edits_along(shop: Path) -> None:
    edit(shop, "src/server/tags/service.ts", GET, f"// about tags\n{GET}")
    edit(shop, "src/server/categories/service.ts", GET, f"// about categories\n{GET}")
    swap(shop)

    assert run(shop, "generate") == 1

    assert "// about tags" in (shop / "src/server/categories/service.ts").read_text()
    assert "// about categories" in (shop / "src/server/tags/service.ts").read_text()
    assert [] == dangling(shop)


def test_a_rename_that_leaves_an_import_of_what_it_removes_is_refused(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(shop)
    monkeypatch.setattr(
        StaleReferences, "_dangling", lambda *_: iter([(3, "~/server/reviews/row")])
    )
    capsys.readouterr()

    assert run(shop, "rename", "resource", "Review", "Opinion") == 2

    assert 'imports "~/server/reviews/row"' in capsys.readouterr().err
    assert before == tree(shop)


def test_what_imports_a_destroyed_resource_is_named(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, SERVICE, "import ", 'import { list } from "~/server/reviews/service";\nimport ')

    _, told = answer(shop, capsys, "destroy", "resource", "Review")

    line = (
        (shop / SERVICE)
        .read_text()
        .split("\n")
        .index('import { list } from "~/server/reviews/service";')
    )
    assert [f"{SERVICE}:{line + 1}"] == [note.split()[0] for note in told["notes"]]


def test_a_folder_that_was_moved_by_hand_is_named(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "src/server/reviews").rename(shop / "src/server/opinions")

    _, told = answer(shop, capsys, "generate")

    assert any(note.startswith("src/server/reviews/ is missing") for note in told["notes"])
    _, told = answer(shop, capsys, "generate")
    assert [] == told["notes"]


def test_a_new_resource_may_take_the_folder_of_one_that_moves(shop: Path) -> None:
    edit(shop, "src/server/reviews/service.ts", GET, f"// the old ones\n{GET}")
    edit(
        shop, "resources/review.yaml", "resource: Review\n", "resource: Review\nplural: Opinions\n"
    )
    new = "resource: Recap\nplural: Reviews\nfields: {stars: int}\n"
    (shop / "resources/recap.yaml").write_text(new)

    assert run(shop, "generate") == 1

    assert "// the old ones" in (shop / "src/server/opinions/service.ts").read_text()
    assert "// the old ones" not in (shop / "src/server/reviews/service.ts").read_text()
    assert "stars" in (shop / "src/server/reviews/schema.ts").read_text()
    assert [] == dangling(shop)


def test_a_swap_of_names_is_made_once_with_or_without_a_migration(shop: Path) -> None:
    edit(shop, "src/server/tags/service.ts", GET, f"// about tags\n{GET}")
    swap(shop)
    assert run(shop, "generate") == 1
    edit(shop, "resources/review.yaml", "fields:\n", "fields:\n  source: string(20)?\n")

    assert run(shop, "generate") == 1

    assert "// about tags" in (shop / "src/server/categories/service.ts").read_text()

"""What `t3gen rename` moves, and what it leaves alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from shop import answer, edit, make_shop, run, tree

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("rename") / "shop")


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "shop")


def test_a_renamed_resource_is_as_if_it_had_always_had_the_name(
    shop: Path, made: Path, tmp_path: Path
) -> None:
    assert run(shop, "rename", "resource", "Review", "Opinion") == 0

    fresh = tmp_path / "fresh"
    shutil.copytree(made, fresh)
    text = (fresh / "resources/review.yaml").read_text()
    (fresh / "resources/review.yaml").unlink()
    (fresh / "resources/opinion.yaml").write_text(text.replace("Review", "Opinion"))
    assert run(fresh, "generate", "--prune") == 1
    assert tree(fresh) == tree(shop)


def test_edits_come_along_and_follow_the_names(shop: Path) -> None:
    edit(
        shop,
        "src/server/reviews/service.ts",
        "export async function get(",
        '// A review of mine.\nexport const model = "review";\n'
        "export type Made = schema.Create;\n\nexport async function get(",
    )
    edit(
        shop,
        "src/server/reviews/repository.ts",
        "/** A page of the rows of `scope`, filtered",
        "export async function count() {\n  return db.review.count();\n}\n\n"
        "/** A page of the rows of `scope`, filtered",
    )

    assert run(shop, "rename", "resource", "Review", "Opinion") == 0

    files = tree(shop)
    assert b"// A review of mine.\n" in files["src/server/opinions/service.ts"]
    assert b"return db.opinion.count();" in files["src/server/opinions/repository.ts"]
    assert not [name for name in files if re.search("(?<![a-z])review", name)]


def test_modes_move_with_files(shop: Path) -> None:
    (shop / "src/server/reviews/service.ts").chmod(0o600)

    run(shop, "rename", "resource", "Review", "Opinion")

    assert 0o600 == (shop / "src/server/opinions/service.ts").stat().st_mode & 0o777


def test_references_in_other_specs_follow_and_comments_stay(shop: Path) -> None:
    before = (shop / "resources/order.yaml").read_text()

    assert run(shop, "rename", "resource", "Customer", "Client") == 0

    after = (shop / "resources/order.yaml").read_text()
    assert before.replace("customer: Customer ", "customer: Client ") == after
    assert "# customerId, its index" in after


def test_names_that_come_from_the_resource_follow_in_the_specs_that_say_them(shop: Path) -> None:
    edit(shop, "resources/product.yaml", "[category, tags]", "[category, tags, reviews]")
    edit(shop, "resources/review.yaml", "  product: Product", "  votes: Vote[]\n  product: Product")
    (shop / "resources/vote.yaml").write_text(
        "resource: Vote\nfields: {up: boolean}\napi: {filter: [review, review.rating]}\n"
        "unique: [[review, up]]\n"
    )
    assert run(shop, "generate") == 1

    assert run(shop, "rename", "resource", "Review", "Opinion") == 0

    assert "[category, tags, opinions]" in (shop / "resources/product.yaml").read_text()
    vote = (shop / "resources/vote.yaml").read_text()
    assert "filter: [opinion, opinion.rating]" in vote
    assert "unique: [[opinion, up]]" in vote


def test_a_field_is_renamed_wherever_the_spec_says_it(shop: Path) -> None:
    before = (shop / "resources/order.yaml").read_text()

    assert run(shop, "rename", "field", "Order", "placedAt", "orderedAt") == 0

    assert before.replace("placedAt", "orderedAt") == (shop / "resources/order.yaml").read_text()
    assert not [
        name for name, data in tree(shop).items() if "order" in name and b"placedAt" in data
    ]


def test_a_field_is_renamed_in_the_condition_of_a_unique_key(shop: Path) -> None:
    (shop / "resources/vote.yaml").write_text(
        "resource: Vote\nfields: {up: boolean, voter: email}\n"
        "unique:\n  - {fields: [voter], where: up}\n"
    )
    assert run(shop, "generate") == 1

    assert run(shop, "rename", "field", "Vote", "up", "inFavour") == 0

    assert "{fields: [voter], where: inFavour}" in (shop / "resources/vote.yaml").read_text()
    schema = (shop / "prisma/models/vote.prisma").read_text()
    assert "@@unique([voter], where: { inFavour: true })" in schema


def test_a_field_is_renamed_in_checks_but_not_a_value_of_that_name(shop: Path) -> None:
    (shop / "resources/bill.yaml").write_text(
        "resource: Bill\nfields: {sum: int, paid: int, state: 'enum(open, paid)'}\n"
        "check:\n  paid: sum >= paid\n  state: state != paid | paid > 0\n"
    )
    assert run(shop, "generate") == 1

    assert run(shop, "rename", "field", "Bill", "paid", "settled") == 0

    spec = (shop / "resources/bill.yaml").read_text()
    assert "  paid: sum >= settled\n  state: state != paid | settled > 0\n" in spec
    schema = (shop / "prisma/models/bill.prisma").read_text()
    assert '// @@check(paid) "sum" >= "settled"' in schema


def test_renaming_and_back_changes_nothing(shop: Path) -> None:
    before = tree(shop)
    run(shop, "rename", "resource", "Review", "Opinion")

    run(shop, "rename", "resource", "Opinion", "Review")

    assert before == tree(shop)


def test_files_of_the_users_own_that_import_what_moves_are_named(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "src/jobs.ts").write_text('import { list } from "~/server/reviews/service";\n')

    _, told = answer(shop, capsys, "rename", "resource", "Review", "Opinion")

    assert ["src/jobs.ts:1"] == [note.split()[0] for note in told["notes"]]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["resource", "Reviw", "Opinion"], 'Did you mean "Review"?'),
        (["resource", "Review", "Order"], '"Order" already exists'),
        (["resource", "Review", "class"], "class"),
        (["field", "Order", "totl", "sum"], 'Did you mean "total"?'),
        (["field", "Order", "total", "note"], '"note" already exists'),
    ],
)
def test_what_cannot_be_renamed_is_told_and_nothing_is_written(
    shop: Path, capsys: pytest.CaptureFixture[str], names: list[str], said: str
) -> None:
    before = tree(shop)
    capsys.readouterr()

    assert run(shop, "rename", *names) == 2

    assert said in capsys.readouterr().err
    assert before == tree(shop)


SNAPSHOT = """\
model Review {
  id       String @id
  rating   Int
  parent   Product @relation(fields: [productId], references: [id])
}
"""


@pytest.fixture
def migrated(shop: Path) -> Path:
    """The shop with a migration, after which orders and reviews have come into the specs."""
    folder = shop / "prisma/migrations/20260101000000_first"
    folder.mkdir(parents=True)
    (folder / "schema.snapshot").write_text(SNAPSHOT)
    return shop


def test_where_rows_may_be_the_spec_says_the_old_name_of_a_resource(migrated: Path) -> None:
    before = (migrated / "resources/review.yaml").read_text()

    assert run(migrated, "rename", "resource", "Review", "Opinion") == 0

    after = (migrated / "resources/opinion.yaml").read_text()
    assert before.replace("resource: Review\n", "resource: Opinion\nwas: Review\n") == after


def test_where_rows_may_be_the_spec_says_the_old_name_of_a_field(migrated: Path) -> None:
    before = (migrated / "resources/review.yaml").read_text()
    (line,) = (one for one in before.split("\n") if one.strip().startswith("rating:"))

    assert run(migrated, "rename", "field", "Review", "rating", "stars") == 0

    text, _, _ = line.partition("  #")
    renamed = line.replace(text.rstrip(), f"{text.rstrip()} was=rating").replace(
        "rating:", "stars:"
    )
    assert renamed in (migrated / "resources/review.yaml").read_text().split("\n")


def test_what_no_migration_has_made_yet_needs_no_old_name(migrated: Path) -> None:
    assert run(migrated, "rename", "field", "Order", "placedAt", "orderedAt") == 0

    assert "was" not in (migrated / "resources/order.yaml").read_text()


def test_a_second_rename_says_the_name_before_the_first_until_it_is_made(migrated: Path) -> None:
    run(migrated, "rename", "field", "Review", "rating", "stars")
    run(migrated, "rename", "field", "Review", "stars", "points")

    assert "was=rating" in (migrated / "resources/review.yaml").read_text()


def test_after_a_rename_has_been_made_the_next_one_says_the_newer_name(migrated: Path) -> None:
    run(migrated, "rename", "field", "Review", "rating", "stars")
    snapshot = migrated / "prisma/migrations/20260101000000_first/schema.snapshot"
    snapshot.write_text(SNAPSHOT.replace("rating", "stars"))

    run(migrated, "rename", "field", "Review", "stars", "points")

    text = (migrated / "resources/review.yaml").read_text()
    assert "was=stars" in text
    assert "rating" not in text

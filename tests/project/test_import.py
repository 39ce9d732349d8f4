"""`t3gen import`: existing models become resources, and their tables and rows stay as they are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from databases import Database
from prisma_sets import draw
from services import environment, node_modules

from t3gen import spec
from t3gen.psl import parse

SCHEMAS = int(os.environ.get("T3GEN_FUZZ_SCHEMAS", "2"))
T3GEN = Path(sys.executable).with_name("t3gen")
BLOG = """\
// Ours, from before.

/// Where people write.
model Blog {
  id        String   @id @default(cuid())
  /// Shown at the top.
  title     String   @db.VarChar(80)
  slug      String   @unique
  posts     Post[]
  tags      Tag[]
  followers Follower[]
  createdAt DateTime @default(now()) @map("created_at")
  updatedAt DateTime @updatedAt @map("updated_at")

  @@map("weblogs")
}

model Post {
  id        String    @id @default(cuid())
  title     String
  body      String    @default("")
  published Boolean   @default(false)
  readAt    DateTime?
  blog      Blog      @relation(fields: [blogId], references: [id], onDelete: Cascade)
  blogId    String
  createdAt DateTime  @default(now())
  likes     Like[]

  @@unique([blogId, title])
  @@index([createdAt(sort: Desc)])
}

model Tag {
  id    Int    @id @default(autoincrement())
  name  String @unique
  blogs Blog[]
}

/// A spec has no key with a time.
model Like {
  postId String
  by     String
  at     DateTime
  post   Post   @relation(fields: [postId], references: [id])

  @@id([postId, by, at])
}

model Follower {
  blogId String @map("blog_id")
  who    String
  since  Int    @default(0)
  blog   Blog   @relation(fields: [blogId], references: [id], onDelete: Cascade)

  @@id([who, blogId])
  @@index([blogId])
}
"""
VISITS = """\
model blog_visits {
  id     String        @id @default(cuid())
  page   String
  by     String?       @unique
  clicks blog_clicks[]
  parts  page_data?

  @@index([page], map: "visits_of_page")
}

model page_data {
  visit_id String      @id
  kind     String?     @db.VarChar(20)
  of       page_kinds? @relation(fields: [kind], references: [code])
  visit    blog_visits @relation(fields: [visit_id], references: [id], onDelete: Cascade)

  @@index([kind])
}

model page_kinds {
  code  String      @id @db.VarChar(20)
  rank  Int         @default(0)
  pages page_data[]
}

model blog_clicks {
  visit_id String
  at       DateTime
  visit    blog_visits @relation(fields: [visit_id], references: [id])

  @@id([visit_id, at])
}
"""
ROWS = """\
insert into "weblogs" ("id", "title", "slug", "created_at", "updated_at") values
  ('caaaaaaaaaaaaaaaaaaaaaaaa', 'Trees', 'trees', '2026-01-31', '2026-01-31')"""
CHILDREN = """\
insert into "Post" ("id", "title", "blogId", "createdAt") values
  ('cbbbbbbbbbbbbbbbbbbbbbbbb', 'Oak', 'caaaaaaaaaaaaaaaaaaaaaaaa', '2026-01-31')"""

pytestmark = [pytest.mark.slow, pytest.mark.npm, pytest.mark.postgres]


def t3gen(folder: Path, *arguments: str, expected: int = 0) -> str:
    """Run t3gen, and return its output and its messages."""
    run = subprocess.run(
        [T3GEN, *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    output = run.stdout + run.stderr
    assert run.returncode == expected, output
    return output


def app(root: Path, database: Database, models: str) -> Path:
    """Make an app whose models are the user's own, and apply their migration."""
    t3gen(root.parent, "new", "app", root.name, "--database", database.provider)
    (root / "node_modules").symlink_to(node_modules(), target_is_directory=True)
    env = root / ".env"
    text = re.sub("DATABASE_URL=.*", f'DATABASE_URL="{database.url}"', env.read_text("utf-8"))
    env.write_text(text, encoding="utf-8")
    models = models if database.provider == "postgresql" else plain(models)
    (root / "prisma" / "blog.prisma").write_text(models, encoding="utf-8")
    t3gen(root, "generate")
    t3gen(root, "migrate", "apply")
    return root


def plain(models: str) -> str:
    """Return models without native types, which SQLite does not have."""
    return re.sub(r" @db\.\w+(\(\d+\))?", "", models)


def test_models_get_names_of_resources_and_keep_their_tables(
    tmp_path: Path, database: Database
) -> None:
    root = app(tmp_path / "shop", database, VISITS)
    before = migrations(root)

    output = t3gen(root, "import", "prisma/blog.prisma")

    assert "blog_clicks stays a model of your own: @@id" in output
    assert "Renamed in the client, not in the database: blog_visits: BlogVisit" in output
    assert "Imported 3 of 4 models." in output
    assert before == migrations(root), output
    assert "All checks passed." in t3gen(root, "check")
    rest = (root / "prisma" / "blog.prisma").read_text(encoding="utf-8")
    assert re.search(r"visit +BlogVisit +@relation", rest)
    visit = (root / "prisma" / "models" / "blog-visit.prisma").read_text(encoding="utf-8")
    assert "clicks blog_clicks[]" in visit
    data = (root / "resources" / "page-data.yaml").read_text(encoding="utf-8")
    assert "resource: PageData\ntable: page_data" in data
    assert "BlogVisit on_delete=cascade key=id inverse=parts column=visit_id" in data
    kind = (root / "resources" / "page-kind.yaml").read_text(encoding="utf-8")
    assert re.search(r"id: +\S+.* column=code", kind)


def migrations(root: Path) -> list[str]:
    return sorted(path.parent.name for path in root.glob("prisma/migrations/*/migration.sql"))


def test_models_of_the_project_become_resources_and_no_row_changes(
    tmp_path: Path, database: Database
) -> None:
    root = app(tmp_path / "shop", database, BLOG)
    database.query(ROWS)
    database.query(CHILDREN)
    before = migrations(root)

    output = t3gen(root, "import", "prisma/blog.prisma")

    assert "Like stays a model of your own: @@id" in output
    assert "Imported 4 of 5 models." in output
    assert before == migrations(root), output
    assert "All checks passed." in t3gen(root, "check")
    assert ["caaaaaaaaaaaaaaaaaaaaaaaa|Trees"] == database.query('select id, title from "weblogs"')
    assert ["Oak"] == database.query('select title from "Post"')
    rest = (root / "prisma" / "blog.prisma").read_text(encoding="utf-8")
    assert list(parse(rest).models) == ["Like"]
    assert rest.startswith("// Ours, from before.\n")
    post = (root / "prisma" / "models" / "post.prisma").read_text(encoding="utf-8")
    assert "likes Like[]" in post
    specs = spec.read(spec.texts(root / "resources")).specs
    blog = next(one for one in specs if one.name.text == "Blog")
    assert ("Where people write.", "snake") == (blog.doc, blog.naming)
    assert "Shown at the top." == blog.fields[0].doc
    follower = next(one for one in specs if one.name.text == "Follower")
    assert ["who", "blog"] == [one.text for one in follower.key]


def test_models_are_imported_one_after_the_other(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    database = Database("sqlite", "file:./prisma/db.sqlite", root / "prisma" / "db.sqlite")
    app(root, database, BLOG)
    before = migrations(root)

    t3gen(root, "import", "prisma/blog.prisma", "--only", "Blog")
    output = t3gen(root, "import", "prisma")

    assert "Imported 3 of 4 models." in output
    assert before == migrations(root), output
    assert "All checks passed." in t3gen(root, "check")
    blog = (root / "prisma" / "models" / "blog.prisma").read_text(encoding="utf-8")
    tag = (root / "prisma" / "models" / "tag.prisma").read_text(encoding="utf-8")
    assert (1, 1) == (blog.count("Post[]"), tag.count("Blog[]"))


def test_models_and_enums_that_others_use_stay_where_they_are(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    database = Database("sqlite", "file:./prisma/db.sqlite", root / "prisma" / "db.sqlite")
    enum = "\nenum Mood {\n  good\n  bad\n}\n"
    models = plain(BLOG).replace("  by     String\n", "  by     String\n  mood   Mood\n") + enum
    app(root, database, models)
    t3gen(root, "new", "resource", "Order", "status:enum(draft, paid)")
    order = (root / "prisma" / "models" / "order.prisma").read_bytes()

    t3gen(root, "import", "prisma")

    assert order == (root / "prisma" / "models" / "order.prisma").read_bytes()
    rest = parse((root / "prisma" / "blog.prisma").read_text(encoding="utf-8"))
    assert (["Like"], ["Mood"]) == (list(rest.models), list(rest.enums))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["old.prisma", "--only", "Nope"], 'the schema has no model "Nope"'),
        (["nowhere"], "no Prisma schema found"),
        (["mysql.prisma"], "the schema is for mysql, and the project for sqlite"),
        (["old.prisma", "--spec", "all.yaml"], "the specs of imported models are files of their"),
    ],
)
def test_what_cannot_be_imported_is_refused_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    t3gen(tmp_path, "new", "app", "shop")
    root = tmp_path / "shop"
    (root / "old.prisma").write_text(plain(BLOG), encoding="utf-8")
    (root / "all.yaml").write_text("resource: Order\nfields: {n: int}\n", encoding="utf-8")
    source = 'datasource db {\n  provider = "mysql"\n}\n'
    (root / "mysql.prisma").write_text(source + BLOG, encoding="utf-8")

    assert message in t3gen(root, "import", *arguments, expected=2)
    assert not (root / "prisma" / "imported.prisma").exists()
    assert [] == list(root.glob("resources/*.yaml"))


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    app(root, Database("sqlite", "file:./prisma/db.sqlite", root / "db"), "")
    schema = tmp_path / "old.prisma"
    schema.write_text(plain(BLOG), encoding="utf-8")
    t3gen(root, "import", str(schema), "--only", "Blog", "--only", "Tag", "--dry-run")
    assert not (root / "resources" / "blog.yaml").exists()

    t3gen(root, "import", str(schema))
    kept = root / "prisma" / "imported.prisma"
    kept.write_text(kept.read_text(encoding="utf-8") + "\n// edited\n", encoding="utf-8")
    again = t3gen(root, "import", str(schema), expected=1)

    assert "Like stays a model of your own: already in prisma/imported.prisma" in again
    assert kept.read_text(encoding="utf-8").endswith("// edited\n")


@pytest.mark.parametrize("provider", ["sqlite", "postgresql"])
@pytest.mark.parametrize("seed", range(SCHEMAS))
def test_to_the_engine_a_drawn_schema_is_the_same_after_its_import(
    seed: int, provider: str, tmp_path: Path
) -> None:
    root = tmp_path / "shop"
    t3gen(tmp_path, "new", "app", "shop", "--database", provider, "--auth", "none")
    (root / "node_modules").symlink_to(node_modules(), target_is_directory=True)
    schema = draw(seed, provider)
    (root / "prisma" / "old.prisma").write_text(schema, encoding="utf-8")
    t3gen(root, "generate")
    before = migrations(root)

    output = t3gen(root, "import", "prisma/old.prisma", "--partly")

    count = schema.count("model ")
    assert f"Imported {count} of {count} models." in output
    assert before == migrations(root), output
    assert "All checks passed." in t3gen(root, "check")


USERS = """\
model User {
  id       Int       @id @default(autoincrement())
  notes    Note[]
  sessions Session[]
}

model Session {
  token String @unique
  ownerId Int
  owner User @relation(fields: [ownerId], references: [id])
}

model Note {
  id   Int    @id @default(autoincrement())
  byId Int
  by   User   @relation(fields: [byId], references: [id])
  at   Seen[]
}

model Seen {
  noteId Int  @unique
  note   Note @relation(fields: [noteId], references: [id])
}
"""


@pytest.mark.parametrize(
    ("auth", "code", "reports"),
    [
        (
            "none",
            0,
            [
                "User stays a model of your own: users and their sessions are no resources",
                "Seen stays a model of your own: it has no id",
                "Imported 1 of 4 models.",
            ],
        ),
        ("better-auth", 1, ["Note stays a model of your own: by: users have ids of the type Int"]),
    ],
)
def test_users_of_a_schema_elsewhere_are_kept_in_an_app_without_its_own(
    tmp_path: Path, auth: str, code: int, reports: list[str]
) -> None:
    t3gen(tmp_path, "new", "app", "shop", "--auth", auth)
    root = tmp_path / "shop"
    (root / "node_modules").symlink_to(node_modules(), target_is_directory=True)
    (tmp_path / "old.prisma").write_text(USERS, encoding="utf-8")

    output = t3gen(root, "import", str(tmp_path / "old.prisma"), expected=code)

    assert [] == [one for one in reports if one not in output], output
    if code == 0:
        kept = parse((root / "prisma" / "imported.prisma").read_text(encoding="utf-8"))
        assert ["User", "Session", "Seen"] == list(kept.models)
        assert "All checks passed." in t3gen(root, "check")

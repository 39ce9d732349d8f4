"""Specs from the models of a Prisma schema: what is declared, and the reasons for what is not."""

from __future__ import annotations

import re
from typing import Any

import goldens
import pytest

from t3gen import importing, migrate, model, spec
from t3gen.psl import Schema, parse
from t3gen.render import package_root, package_template

MODEL = """\
model Note {{
  id String @id @default(cuid())
  {lines}
  createdAt DateTime @default(now())
  updatedAt DateTime @updatedAt
}}

model Book {{
  id String @id @default(cuid())
  notes Note[]
}}

enum Mood {{
  good
  bad
}}
"""


def imported(lines: str, database: str = "postgresql") -> dict[str, Any]:
    text = MODEL.format(lines=lines)
    source = importing.Source({"schema.prisma": text}, database)
    return importing.document(source, source.schema.models["Note"], {"Note", "Book", "User"})


@pytest.mark.parametrize(
    ("line", "declared"),
    [
        ("a String", "text"),
        ("a String @db.Text", "text"),
        ("a String? @db.VarChar(40)", "string(40)?"),
        ("a String[]", "text[]"),
        ('a String[] @default(["new", "not new"])', 'text[] = ["new", "not new"]'),
        ("a Int[] @default([1,-2])", "int[] = [1, -2]"),
        ("a Mood[] @default([bad])", "Mood[] = [bad]"),
        ("a String @db.Char(2)", "string len=2 native=Char(2)"),
        ("a DateTime @db.Timestamp(6)", "datetime native=Timestamp(6)"),
        ("a DateTime? @updatedAt", "datetime? updated"),
        ("a Json @db.Json", "json native=Json"),
        ("a Int @db.SmallInt", "int min=-32768 max=32767 native=SmallInt"),
        ("a String @unique", "text max=650 unique"),
        ('a String @default("")', 'text min=0 = ""'),
        ('a String @default("a \\"b\\"")', 'text = "a \\"b\\""'),
        ("a Int @default(0)", "int = 0"),
        ("a BigInt @default(-3)", "bigint = -3"),
        ("a Decimal @db.Decimal(12, 2)", "decimal(12, 2)"),
        ('a Decimal @default("0.50")', "decimal(65, 30) = 0.50"),
        ("a String @unique @default(cuid())", "text max=650 unique = cuid()"),
        ("a String @default(uuid(7)) @db.Uuid", "uuid = uuid(7)"),
        ("a Float @default(0.50)", "float = 0.50"),
        ("a Boolean @default(true)", "boolean = true"),
        ("a DateTime @default(now())", "datetime = now"),
        ("a DateTime? @db.Date", "date?"),
        ("a Mood @default(good)", "Mood = good"),
        ("a Json? @db.JsonB", "json?"),
        ('a Json @default("{}")', "json = {}"),
        ('a Json @default("{\\"b\\": 1}")', 'json = "{\\"b\\": 1}"'),
        ("a Int @db.Integer", "int"),
        ('a String @db.Uuid @map("b")', "uuid column=b"),
    ],
)
def test_a_column_is_declared(line: str, declared: str) -> None:
    assert {"a": declared} == imported(line)["fields"]


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("Int @id @default(autoincrement())", "serial"),
        ("String @id @default(uuid())", "uuid4_text"),
        ("String @id @default(uuid(7)) @db.Uuid", "uuid7"),
        ("String @id @default(cuid(2))", "cuid2"),
        ("BigInt @id @default(autoincrement())", "id: BigInt @default(autoincrement())"),
        ("String @id @default(autoincrement())", "id: String @default(autoincrement())"),
        ("BigInt @id", "id: BigInt without a default"),
    ],
)
def test_the_kind_of_ids_is_imported_or_has_a_reason(column: str, kind: str) -> None:
    text = f"model Tag {{\n  id {column}\n  name String\n}}\n"
    source = importing.Source({"schema.prisma": text}, "postgresql")
    try:
        found = importing.document(source, source.schema.models["Tag"], ())["options"]["id"]
    except importing.Unsupported as error:
        found = str(error)

    assert kind == found


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("_1 String", "_1: fields of a spec are named in camelCase"),
        ("teamId String\n  team_id String", "team_id: fields of a spec are named in camelCase"),
        ("a Decimal @db.Money", "a: Decimal @db.Money"),
        ("a Shelf[]", "a: the schema has no Shelf"),
        ('a Unsupported("circle")', 'a: Unsupported("circle")'),
        ("a String @db.Citext", "a: @db.Citext"),
        ("a Int @default(autoincrement())", "a: the default autoincrement()"),
        ("a String @default(dbgenerated())", "a: the default dbgenerated()"),
        ("a String @default(nanoid(10))", "a: the default nanoid(10)"),
        ("a DateTime[] @default([now()])", "a: "),
        ('a String @map("a b")', 'a spec cannot name the column "a b"'),
        ("a Int\n@@id([a, createdAt])", "@@id"),
        ("@@fulltext([a])", "@@fulltext"),
        ('@@index([a], map: "a b")', '@@index: a spec cannot name it "a b"'),
        ("@@index([a(ops: InetOps)], type: Gist)", "@@index with ops: InetOps"),
        ('@@index([a(ops: raw("text_pattern_ops"))])', "@@index with ops, without a type"),
        ("@@index([a(ops: ArrayOps), b], type: Gin)", "@@index with several ops"),
        ("@@index([a(length: 10)])", "@@index with (length: 10"),
        ("@@unique([a, b], clustered: false)", "@@unique with clustered"),
        (
            ("a Int\n  b Int\n  first Book @relation(fields: [a, b], references: [a, b])\n"),
            "first: a relation over several fields; see --partly",
        ),
        (
            "bookId String\nbook Book @relation(fields: [bookId], references: [isbn])",
            "book: a relation by isbn",
        ),
    ],
)
def test_what_a_spec_cannot_declare_has_a_reason(lines: str, reason: str) -> None:
    with pytest.raises(importing.Unsupported) as caught:
        imported(lines)

    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("embed_chats", "EmbedChat"),
        ("memories", "Memory"),
        ("page_data", "PageData"),
        ("prompt_history", "PromptHistory"),
        ("oauthClient", "OauthClient"),
        ("Notes", "Notes"),
        ("users", "users"),
        ("book", "book"),
    ],
)
def test_a_model_gets_the_name_of_a_resource_where_that_is_free(written: str, name: str) -> None:
    text = f"model {written} {{\n  id String @id\n}}\nmodel Book {{\n  id String @id\n}}\n"
    source = importing.Source({"schema.prisma": text}, "sqlite")

    assert name == source.names[0]
    assert written == source.schema.models[name].table == source.written(name)


def test_a_model_whose_name_is_in_that_of_a_join_table_keeps_it() -> None:
    text = (
        "model tags {\n  id String @id\n  notes Note[]\n}\n"
        "model Note {\n  id String @id\n  tags tags[]\n}\n"
    )
    source = importing.Source({"schema.prisma": text}, "sqlite")

    assert ("tags", "Note") == source.names


def test_ids_that_callers_give_are_fields_and_those_of_related_rows_are_keys() -> None:
    text = """\
model Country {
  code String @id @db.Char(2)
  cities City[]
  flag Flag?
}
model City {
  name String @id
  country_code String
  country Country @relation(fields: [country_code], references: [code])
}
model Flag {
  country_code String @id
  colours String
  country Country @relation(fields: [country_code], references: [code], onDelete: Cascade)
}
model Year {
  number Int

  @@id([number])
}
"""
    source = importing.Source({"schema.prisma": text}, "postgresql")
    models = source.schema.models
    country, city, flag, year = (
        importing.document(source, models[name], models) for name in models
    )

    assert {"id": "string len=2 native=Char(2) column=code"} == country["fields"]
    assert {"id": "text max=255 column=name"} == city["fields"]
    assert {"country": "Country no_index key=countryCode column=country_code"} == city["relations"]
    assert {"country": "Country on_delete=cascade key=id column=country_code"} == flag["relations"]
    assert {"colours": "text"} == flag["fields"]
    assert {"id": "int column=number"} == year["fields"]
    assert not any("id" in one["options"] for one in (country, city, flag, year))


def test_indexes_keep_their_types_operator_classes_and_names() -> None:
    found = imported(
        "bookId String\n  book Book @relation(fields: [bookId], references: [id])\n"
        "  a String\n  b String[]\n  c Json\n"
        "  @@index([a], type: Hash)\n  @@index([bookId], type: Hash)\n"
        "  @@index([b(ops: ArrayOps)], type: Gin)\n"
        '  @@index([c(ops: raw("jsonb_path_ops"))], map: "c", type: Gin)\n'
        '  @@index([bookId, createdAt(sort: Desc)], map: "by_book")\n'
        '  @@unique([bookId, createdAt], map: "one")\n  @@index([createdAt], type: BTree)'
    )

    assert found["index"] == [
        {"fields": ["a"], "type": "hash"},
        {"fields": ["book"], "type": "hash"},
        {"fields": ["b"], "type": "gin", "ops": "array_ops"},
        {"fields": ["c"], "type": "gin", "ops": "jsonb_path_ops", "name": "c"},
        {"fields": ["book", "createdAt desc"], "name": "by_book"},
        ["createdAt"],
    ]
    assert found["unique"] == [{"fields": ["book", "createdAt"], "name": "one"}]
    assert "text" == found["fields"]["a"], "a hash index holds texts of any length"


def test_names_of_fields_become_those_of_specs_and_columns_stay() -> None:
    text = """\
model Team_member {
  id String @id @default(cuid())
  team_ref String @map("team")
  full_name String
  Team_of Team @relation(fields: [team_ref], references: [id])

  @@unique([team_ref, full_name])
}
model Team {
  id String @id @default(cuid())
  members Team_member[]
}
"""
    source = importing.Source({"schema.prisma": text}, "postgresql")
    data = importing.document(source, source.schema.models["TeamMember"], source.schema.models)

    assert data["fields"] == {"fullName": "text max=650 column=full_name"}
    assert data["relations"] == {"teamOf": "Team key=teamRef inverse=members column=team"}
    assert data["unique"] == [["teamOf", "fullName"]]
    assert data["table"] == "Team_member"


def test_unique_keys_of_some_rows_have_their_conditions() -> None:
    text = """\
model Member {
  id String @id @default(cuid())
  email String
  active Boolean
  status Status
  level Int?
  teamId String?
  team Team? @relation(fields: [teamId], references: [id])

  @@unique([email], where: { active: true, status: { not: "left" } })
  @@unique([teamId, email], where: { active: { not: true }, level: 3, teamId: { not: null } })
  @@unique([level], where: { email: "a, b", status: "left", level: null })
}
model Team {
  id String @id @default(cuid())
  members Member[]
}
enum Status {
  joined
  left
}
"""
    source = importing.Source({"schema.prisma": text}, "postgresql")
    data = importing.document(source, source.schema.models["Member"], source.schema.models)

    assert data["unique"] == [
        {"fields": ["email"], "where": "active & status != left"},
        {
            "fields": ["team", "email"],
            "where": "active = false & level = 3 & team is not null",
        },
        {"fields": ["level"], "where": 'email = "a, b" & status = left & level is null'},
    ]
    assert "text max=650" == data["fields"]["email"]


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("a DateTime?", '{ a: "2026-01-01T00:00:00Z" }'),
        ("a Decimal @db.Decimal(4, 2)", "{ a: 1.5 }"),
        ("a String", '{ a: "it is \\"so\\"" }'),
        ("a Int", 'raw("a > 3")'),
        ("a Int", "{ a: -3 }"),
        ("a DateTime?\n  deletedAt DateTime?", "{ deletedAt: null }"),
    ],
)
def test_other_conditions_of_unique_keys_stay_in_prisma(line: str, where: str) -> None:
    with pytest.raises(importing.Unsupported, match="@@unique with where"):
        imported(f"b Int\n  {line}\n  @@unique([b], where: {where})")


def test_models_that_stay_have_the_inverse_fields_that_imported_ones_name() -> None:
    kept = """\
model Team {
  id      Int    @id
  Members Member[] // all of them
  Owner   Member @relation(fields: [Boss], references: [id])
  Boss    String
}
"""
    member = """\
model Member {
  id String @id @default(cuid())
  teamId Int
  Team Team @relation(fields: [teamId], references: [id])
}
"""
    source = importing.Source({"a.prisma": kept + member}, "postgresql")

    assert source.with_inverse_fields(kept, []) == kept
    assert source.with_inverse_fields(kept, ["Member"]) == kept.replace("Members", "members")


def test_relations_name_their_inverse_where_it_is_unusual() -> None:
    text = """\
model Note {
  id String @id @default(uuid(7)) @db.Uuid
  bookId String? @unique
  book Book? @relation(fields: [bookId], references: [id], onDelete: Cascade)
  tags Tag[]
}
model Book {
  id String @id @default(cuid())
  about Note?
}
model Tag {
  id String @id @default(cuid())
  marked Note[]
}
"""
    source = importing.Source({"schema.prisma": text}, "postgresql")
    note = source.schema.models["Note"]

    assert importing.document(source, note, source.schema.models)["relations"] == {
        "book": "Book? unique on_delete=cascade inverse=about",
        "tags": "Tag[] many inverse=marked",
    }


@pytest.mark.parametrize("case", goldens.CASES, ids=[case.name for case in goldens.CASES])
def test_models_that_are_imported_are_those_that_follow_from_their_specs(case: Any) -> None:
    check_round_trip(goldens.specs(case), goldens.database(case), goldens.own(case))


@pytest.mark.parametrize(
    ("database", "kept"),
    [
        ("sqlite", {"Product": "@@unique with where"}),
        ("postgresql", {"Product": "@@unique with where"}),
    ],
)
def test_the_shop_is_imported_but_for_soft_deletes(database: str, kept: dict[str, str]) -> None:
    texts = spec.texts(package_root() / "examples" / "shop" / "resources")

    assert kept == check_round_trip(texts, database)


def check_round_trip(
    texts: dict[str, bytes], database: str, own: dict[str, bytes] | None = None
) -> dict[str, str]:
    """Import rendered models, render them again and compare; return the reasons for the others."""
    theirs = "\n".join(text.decode() for text in (own or {}).values())
    app = model.App(database, models=migrate.own_models({"own.prisma": theirs}, ()))
    originals = [one.name.text for one in spec.read(texts).specs]
    source = importing.Source({"schema.prisma": rendered(texts, app)}, database)
    kept, again = {}, {}
    for name in originals:
        try:
            data = importing.document(source, source.schema.models[name], source.schema.models)
        except importing.Unsupported as reason:
            kept[name] = str(reason)
        else:
            again[f"{name}.yaml"] = spec.dump(spec.document(data)).encode()
    if kept:
        return kept  # the others lead to models that have no spec
    shared = source.shared_enums(originals)
    again["_project.yaml"] = spec.with_enums("", shared, "").encode()
    result = parse(rendered(again, app))
    assert [] == [what for name in originals if (what := difference(source, name, result))]
    return kept


def difference(source: importing.Source, name: str, result: Schema) -> str:
    return importing.difference(
        source.schema, source.schema.models[name], result, source.written_models
    )


def rendered(texts: dict[str, bytes], app: model.App) -> str:
    resources = model.resolve(spec.read(texts), app)
    answers = {"database": app.database, "resources": [one.record() for one in resources]}
    files = package_template().lazily(answers)
    paths = [path for path in files if path.endswith(".prisma")]
    return "\n".join(files[path].data.decode() for path in paths)


def test_keys_of_several_fields_are_imported_by_their_relations() -> None:
    text = """\
model Post {
  id String @id @default(cuid())
  likes Like[]
}
model Like {
  postId String
  by String
  count BigInt
  post Post @relation(fields: [postId], references: [id])
  @@id([by, postId, count], name: "like")
  @@index([postId])
}
"""
    source = importing.Source({"schema.prisma": text}, "postgresql")
    like = importing.document(source, source.schema.models["Like"], source.schema.models)

    assert ["by", "post", "count"] == like["options"]["id"]
    assert {"by": "text max=255", "count": "bigint"} == like["fields"]
    assert "index" not in like


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("at DateTime\n@@id([name, at])", "@@id: at is DateTime"),
        ("n Int @default(0)\n@@id([name, n])", "@@id: n has a default"),
        ("n Int\n@@id([name, m])", "@@id: m is no field"),
        ("n Int\n@@id([name, n(sort: Desc)])", "@@id with arguments"),
    ],
)
def test_keys_of_several_fields_that_a_spec_cannot_declare_have_a_reason(
    lines: str, reason: str
) -> None:
    text = f"model Tag {{\n  name String\n  {lines}\n}}\n"
    source = importing.Source({"schema.prisma": text}, "postgresql")

    with pytest.raises(importing.Unsupported, match=re.escape(reason)):
        importing.document(source, source.schema.models["Tag"], ())


KEYS = """\
model Rack {
  site  String
  no    Int
  label String  @unique @default(ulid())
  slots Slot[]
  tags  Tag[]   @relation("rack_tags")
  boxes Box[]   @relation("of_boxes")

  @@id([site, no])
  @@unique([label, no], name: "by_label")
}

model Slot {
  id     String  @id @unique @default(cuid())
  siteId String
  rackNo Int
  rack   Rack    @relation(fields: [siteId, rackNo], references: [site, no], onDelete: Cascade)
  hallId String?
  hall   Hall?   @relation(fields: [hallId], references: [id])

  @@index([rackNo], name: "slots_by_rack")
}

model Tag {
  id    Int    @id @unique
  racks Rack[] @relation("rack_tags")
}

model Hall {
  id    String @id @default(nanoid())
  slots Slot[]

  @@unique([id])
}

model Box {
  Code  String @id
  Label String
  no    Int
  rack  Rack   @relation("of_boxes", fields: [Label, no], references: [label, no], map: "box_rack")
}
"""


def test_keys_and_relations_that_specs_declare_in_part() -> None:
    source = importing.Source({"schema.prisma": KEYS}, "postgresql", partly=True)
    models = source.schema.models
    rack, slot, tag, hall, box = (
        importing.document(source, models[name], models) for name in models
    )

    assert {"label": "text max=650 unique = ulid()", "site": "text max=255", "no": "int"} == (
        rack["fields"]
    )
    assert "relations" not in rack
    assert {"hall": "Hall? no_index"} == slot["relations"]
    assert {"siteId": "text", "rackNo": "int"} == slot["fields"]
    assert [{"fields": ["rackNo"], "name": "slots_by_rack"}] == slot["index"]
    assert {"id": "int"} == tag["fields"]
    assert {"unique_id"} <= tag["options"].keys() & slot["options"].keys() & hall["options"].keys()
    assert ["text max=255 column=Code", "text column=Label"] == [
        text for text in box["fields"].values() if isinstance(text, str) and "column" in text
    ]


@pytest.mark.parametrize(
    ("kept", "lines"),
    [
        (
            [],
            {
                "Rack": ["boxes Box[]", "slots Slot[]", "tags Tag[]"],
                "Box": ["rack Rack"],
                "Slot": ["rack Rack"],
                "Tag": ["racks Rack[]"],
            },
        ),
        (["Rack"], {"Box": ["rack Rack"], "Slot": ["rack Rack"]}),
        (["Box", "Tag"], {"Rack": ["slots Slot[]"], "Slot": ["rack Rack"]}),
    ],
)
def test_relations_that_no_spec_declares_are_lines_of_generated_models(
    kept: list[str], lines: dict[str, list[str]]
) -> None:
    source = importing.Source({"schema.prisma": KEYS}, "postgresql", partly=True)
    added = [*importing.added_relations(source.schema, kept, source.written_models)]
    found: dict[str, list[str]] = {}
    for one in added:
        found.setdefault(one.model, []).append(f"{one.name} {one.type}")

    assert lines == {name: sorted(texts) for name, texts in found.items()}
    rack = next(one for one in added if one.model == "Box" or one.owning)
    assert rack.owning.startswith("@relation(")


def test_an_added_relation_names_the_fields_as_the_model_that_stays_does() -> None:
    text = """\
model Box {
  id String @id
  a  Int
  b  Int
  to Old @relation(fields: [a, b], references: [First, B_no], onDelete: Cascade, map: "to_old")
}
model Old {
  First Int
  B_no  Int
  boxes Box[]
  @@id([First, B_no])
}
"""
    source = importing.Source({"schema.prisma": text}, "sqlite")
    [box] = importing.added_relations(source.schema, ["Old"], source.written_models)
    [into, _] = importing.added_relations(source.schema, [], source.written_models)

    end = 'onDelete: Cascade, map: "to_old")'
    assert box.text == f"to Old @relation(fields: [a, b], references: [First, B_no], {end}"
    assert into.text == f"to Old @relation(fields: [a, b], references: [first, bNo], {end}"


def test_an_unnamed_relation_over_several_fields_is_alone_between_two_models() -> None:
    text = KEYS.replace("hallId String?", 'hallId String?\n  next Rack? @relation("next")')
    source = importing.Source({"schema.prisma": text}, "postgresql", partly=True)

    with pytest.raises(importing.Unsupported, match=r"rack: .* beside another to Rack"):
        importing.document(source, source.schema.models["Slot"], source.schema.models)


@pytest.mark.parametrize(
    ("id_", "is_refused"),
    [
        ("Int @id @default(autoincrement())", True),
        ("String @id @db.Uuid", True),
        ("String @id", False),
    ],
)
def test_users_of_another_kind_than_those_of_the_project_are_named(
    id_: str, *, is_refused: bool
) -> None:
    kind = id_.split(maxsplit=1)[0]
    text = f"""\
model Note {{
  id String @id
  byId {kind}
  by User @relation(fields: [byId], references: [id])
}}
model User {{
  id {id_}
  notes Note[]
}}
"""
    source = importing.Source({"schema.prisma": text}, "postgresql", has_users=True)
    try:
        importing.document(source, source.schema.models["Note"], source.schema.models)
        reason = ""
    except importing.Unsupported as error:
        reason = str(error)

    assert is_refused == ("t3gen init" in reason)

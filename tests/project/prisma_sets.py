"""Prisma schemas with every shape that specs can declare, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

NAMES = ("Anchor", "Beacon", "Compass", "Dinghy", "Ensign", "Fender")
IDS = (
    "String @id @default(cuid())",
    "String @id @default(cuid(2))",
    "String @id @default(uuid())",
    "String @id @default(ulid())",
    "String @id @default(nanoid())",
    "Int @id @default(autoincrement())",
    "String @id",
    "Int @id",
)
COLUMNS = (
    "String",
    "String?",
    'String @default("")',
    "String @unique",
    "String @unique @default(cuid())",
    "String @default(uuid(7))",
    "String? @default(nanoid())",
    "Int @default(0)",
    "Int? @unique",
    "BigInt @default(-3)",
    "Float @default(0.50)",
    "Boolean @default(true)",
    "DateTime",
    "DateTime? @default(now())",
    "Json",
    "Bytes?",
    "Mood",
    "Mood @default(good)",
)
POSTGRESQL = (
    "String @db.VarChar(40)",
    "String @db.Text",
    "String @default(uuid()) @db.Uuid",
    "Decimal",
    "Decimal? @db.Decimal(20, 4)",
    'Decimal @default("1.50")',
    "DateTime? @db.Timestamp(6)",
    "Int @db.SmallInt",
    "Json @db.JsonB",
    'Json @default("{}")',
    "String[]",
    "Int[] @default([1, 2])",
)
ACTIONS = ("", ", onDelete: Cascade", ", onDelete: Restrict", ", onDelete: NoAction")


@dataclass
class Table:
    """A model that is being drawn.

    Args:
        key: The type of its id; empty for a key of several fields.
        id: The name of its id.
    """

    name: str
    key: str
    id: str
    fields: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = [*self.fields, *self.attributes]
        return f"model {self.name} {{\n" + "".join(f"  {one}\n" for one in lines) + "}\n"


def draw(seed: int, database: str) -> str:
    """Return a schema."""
    dice = random.Random(seed)
    tables = [_table(dice, name, database) for name in NAMES[: dice.randint(2, len(NAMES))]]
    for at, table in enumerate(tables):
        for target in dice.sample(tables[: at + 1], min(at + 1, dice.randint(0, 2))):
            _relate(dice, table, target)
    _pair(dice, [one for one in tables if one.key])
    return "\n".join([*(one.text for one in tables), "enum Mood {\n  good\n  bad\n}\n"])


def _table(dice: random.Random, name: str, database: str) -> Table:
    table = Table(name, "", "")
    if dice.random() < 0.2:
        table.fields += ["site String", "no Int"]
        table.attributes.append("@@id([site, no])")
    else:
        written = dice.choice(IDS)
        table.key, table.id = written.split()[0], dice.choice(["id", "id", "id", "code"])
        attributes = written.replace("@id", "@id @unique") if dice.random() < 0.2 else written
        table.fields.append(f"{table.id} {attributes}")
    known = COLUMNS + (POSTGRESQL if database == "postgresql" else ())
    for at, column in enumerate(dice.sample(known, dice.randint(1, 6))):
        mapped = f' @map("col_{at}")' if dice.random() < 0.2 else ""
        table.fields.append(f"value{at} {column}{mapped}")
    table.fields += _stamps(dice)
    table.attributes += _attributes(dice, table)
    return table


def _stamps(dice: random.Random) -> Iterator[str]:
    if dice.random() < 0.6:
        yield "createdAt DateTime @default(now())"
    if dice.random() < 0.6:
        yield f"updatedAt DateTime {dice.choice(['', '@default(now()) '])}@updatedAt"


def _attributes(dice: random.Random, table: Table) -> Iterator[str]:
    if dice.random() < 0.3:
        yield f'@@map("tbl_{table.name.lower()}")'
    plain = [one.split()[0] for one in table.fields if one.split()[1] in ("Int", "Mood", "String")]
    plain = [one for one in plain if one.startswith("value")]
    if plain and dice.random() < 0.5:
        argument = dice.choice(["", f', name: "by_{table.name}"', f', map: "of_{table.name}"'])
        yield f"@@index([{plain[0]}{dice.choice(['', '(sort: Desc)'])}]{argument})"
    if plain[1:] and dice.random() < 0.5:
        yield f"@@unique([{plain[0]}, {plain[1]}])"


def _relate(dice: random.Random, table: Table, target: Table) -> None:
    name = f"to{target.name}"
    named = f'"{table.name}_{name}", ' if table is target or dice.random() < 0.3 else ""
    many = f"from{table.name} {table.name}"
    inverse = f" @relation({named.removesuffix(', ')})" if named else ""
    if not target.key:
        table.fields += [f"{name}Site String", f"{name}No Int"]
        keys, action = f"[{name}Site, {name}No]", dice.choice(ACTIONS)
        arguments = f"{named}fields: {keys}, references: [site, no]{action}"
        table.fields.append(f"{name} {target.name} @relation({arguments})")
        target.fields.append(f"{many}[]{inverse}")
        return
    key = dice.choice([f"{name}Id", f"ref_{target.name}"])
    arity = "?" if table is target or dice.random() < 0.4 else ""
    is_unique = dice.random() < 0.2
    table.fields.append(f"{key} {target.key}{arity}{' @unique' if is_unique else ''}")
    arguments = f"{named}fields: [{key}], references: [{target.id}]{dice.choice(ACTIONS)}"
    table.fields.append(f"{name} {target.name}{arity} @relation({arguments})")
    target.fields.append(f"{many}{'?' if is_unique else '[]'}{inverse}")
    if not is_unique and dice.random() < 0.4:
        table.attributes.append(f"@@index([{key}])")


def _pair(dice: random.Random, tables: list[Table]) -> None:
    """Add a many-to-many relation between two tables."""
    if len(tables) > 1 and dice.random() < 0.5:
        one, other = dice.sample(tables, 2)
        name = dice.choice(["", f'@relation("{one.name}_pairs")'])
        one.fields.append(f"pairs {other.name}[] {name}")
        other.fields.append(f"pairs {one.name}[] {name}")

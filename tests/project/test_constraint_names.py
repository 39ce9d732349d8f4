"""Names of constraints, against the SQL that Prisma's own engine writes for PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from small_project import ENGINE, SCHEMA, with_packages

from t3gen import model, spec
from t3gen.migrate.engine.client import Engine
from t3gen.model import Resource

CONSTRAINT = re.compile(r'ADD CONSTRAINT "([^"]+)"|CREATE UNIQUE INDEX "([^"]+)"')
INDEX = re.compile(r'CREATE INDEX "([^"]+)"')
PATH = "prisma/schema.prisma"
EMPTY = SCHEMA.format(provider="postgresql")
USER = "model User {\n  id String @id\n%s\n}\n"


def resources() -> tuple[Resource, ...]:
    """Return resources whose names meet, and just miss, the 63 bytes of PostgreSQL."""
    texts = {"target.yaml": b"resource: Target\nfields: {name: string}\n"}
    for length in range(16, 41):
        name = ("Resource" + "Abcdefgh" * 5)[:length]
        key, other = (
            ("field" + "Mnopqrst" * 5)[:18],
            ("other" + "Uvwxyzab" * 5)[: min(36, 56 - length)],
        )
        texts[f"{name}.yaml"] = (
            f"resource: {name}\nowner: user\n"
            f"fields: {{{key}: string unique, {other}: string, last: string}}\n"
            f"relations: {{{other}To: Target}}\n"
            f"unique: [[last, {key}, {other}]]\n"
        ).encode()
    return model.resolve(spec.read(texts))


def schema(found: tuple[Resource, ...]) -> str:
    """Write the models with nothing but what constraints are made of."""
    models = [EMPTY]
    owned = [one.name for one in found if one.owner]
    models.append(USER % "\n".join(f"  {name.lower()} {name}[]" for name in owned))
    models += [
        "\n".join([f"model {one.name} {{", "  id String @id", *lines(one), "}"]) for one in found
    ]
    return "\n".join(models) + "\n"


def lines(resource: Resource) -> Iterator[str]:
    for field in resource.fields:
        yield f"  {field.name} String{' @unique' if field.unique else ''}"
    for relation in resource.relations:
        keys = f"fields: [{relation.key}], references: [id]"
        yield f"  {relation.name} {relation.target.name} @relation({keys})"
    for inverse in resource.inverses:
        yield f"  {inverse.name} {inverse.source}[]"
    if resource.owner:
        yield "  user User @relation(fields: [userId], references: [id])"
    for unique in resource.uniques:
        yield f"  @@unique([{', '.join(unique.fields)}])"
    for index in resource.indexes:
        yield f"  @@index([{', '.join(part.name for part in index.parts)}])"


def test_constraints_have_the_names_that_prismas_engine_gives_them(tmp_path: Path) -> None:
    found = resources()
    with Engine(ENGINE, with_packages(tmp_path / "shop")) as engine:
        sql = engine.diff({PATH: EMPTY}, {PATH: schema(found)}).sql

    made = sorted(first or second for first, second in CONSTRAINT.findall(sql))
    assert made == sorted(one.name for resource in found for one in resource.constraints)
    assert 63 == max(map(len, made))
    assert all(len(name) <= 63 for name in INDEX.findall(sql))

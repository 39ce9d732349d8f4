"""Writes docs/reference/spec.md from the models: `reference.py FILE`.

What a key means, its default and its example stand in `t3gen.spec.documents`, where the JSON Schema
takes them from too; what it produces stands here. A key without either is an error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from t3gen.spec import documents, line_documents
from t3gen.spec.types import TYPES, VALUED

HEAD = """\
# The spec

One file in `resources/` describes one resource; a file may hold several, with `---` between
them, and folders below `resources/` are read too. `--spec` names another folder or file.
This page is made from the models by `make docs`; the same descriptions are in the JSON Schema that
line 1 of every spec names: `# yaml-language-server: $schema=../.t3gen/resource.schema.json`.

A field or relation is written in one line, or as a mapping with the same words:

```yaml
fields:
  number: string(32) unique match=/^SO-[0-9]+$/
  note:   {type: string, optional: true, max: 2000, doc: What the customer said.}
```

`?` behind a type makes it optional, `= value` gives it a default, `[]` makes it a list.
"""
SECTIONS: Mapping[str, tuple[type[BaseModel], str]] = {
    "Resource": (documents.ResourceDocument, ""),
    "Fields": (line_documents.FieldDocument, "fields."),
    "Relations": (line_documents.RelationDocument, "relations."),
    "access": (documents.ResourceAccessDocument, "access."),
    "options": (documents.OptionsDocument, "options."),
    "api": (documents.ApiDocument, "api."),
    "api.page": (documents.PageDocument, "api.page."),
    "api.rate": (documents.RateDocument, "api.rate."),
    "seed": (documents.SeedDocument, "seed."),
    "migrate": (documents.MigrateDocument, "migrate."),
    "`_project.yaml`: what holds for every resource": (documents.ProjectDocument, "project."),
}
EXAMPLES: Mapping[str, str] = {
    "unique": "unique",
    "index": "index",
    "immutable": "immutable",
    "readonly": "readonly",
    "hidden": "hidden",
    "trim": "trim",
    "lower": "lower",
    "upper": "upper",
    "optional": "Customer?",
    "many": "Tag[] many",
    "embed": "OrderItem[] embed",
    "on_delete": "on_delete=cascade",
    "doc": "{type: string, doc: Its name.}",
}
PRODUCES: Mapping[str, str] = {
    "resource": "the model, `/api/...`, the folder of its code, its factory and tests",
    "was": "the next migration renames the table; inert after that",
    "plural": "the path, the folder, and names of lists",
    "doc": "comments in Prisma and TypeScript, the description in OpenAPI",
    "fields": "columns, zod schemas in and out, OpenAPI, samples, tests",
    "relations": "foreign keys with their index, the way back, checks that the other row is there",
    "types": "a zod object and a schema of OpenAPI for each type that a field uses",
    "unique": "`@@unique`; 409 with the fields that are taken",
    "index": "`@@index`",
    "owner": "`userId`, set from the session; rows of others are 404",
    "access": "a check before each operation; 401, 403 or 404",
    "options": "how rows are identified and kept",
    "api": "routes, queries of lists, OpenAPI",
    "seed": "rows of `npm run db:seed`",
    "migrate": "nothing lasting: the next migration does what is agreed to",
    "fields.type": "the column with its native type, zod, OpenAPI",
    "fields.optional": "`?` in Prisma; null or nothing in bodies, null in answers",
    "fields.default": "`@default` in Prisma; may be left out of bodies",
    "fields.unique": "`@unique`; 409 when it is taken",
    "fields.index": "`@@index`",
    "fields.immutable": "part of the body that creates, not of the one that changes",
    "fields.readonly": "in no body",
    "fields.hidden": "in no answer",
    "fields.read": "not there for the others, whatever they ask; [closed](../how-to/fields.md)",
    "fields.write": "403 with a pointer for the others",
    "fields.min": "a check of the body; `minimum` or `minLength` in OpenAPI",
    "fields.max": "a check of the body; `maximum` or `maxLength` in OpenAPI",
    "fields.len": "a check of the body",
    "fields.match": "a check of the body; `pattern` in OpenAPI",
    "fields.trim": "the body is changed before it is checked",
    "fields.lower": "the body is changed before it is checked",
    "fields.upper": "the body is changed before it is checked",
    "fields.items": "a check of the body; `maxItems` in OpenAPI",
    "fields.backfill": "the next migration fills rows that exist; inert after that",
    "fields.was": "the next migration renames the column; inert after that",
    "fields.doc": "comments in Prisma, the description in OpenAPI",
    "relations.type": "`customerId` here, or on the other side for a list",
    "relations.optional": "a key that may be null",
    "relations.unique": "`@unique` on the key; the way back is one",
    "relations.immutable": "a key that is no part of the body that changes",
    "relations.many": "a table of pairs; `tagIds` in bodies and answers",
    "relations.embed": "a list in the body that creates one; all rows or none",
    "relations.inverse": "the relation line of the other model",
    "relations.through": "`tagIds` in answers, read through the rows of that resource",
    "relations.on_delete": "`onDelete`; what restricts is answered with 409",
    "relations.backfill": "the next migration fills rows that exist; inert after that",
    "relations.was": "the next migration renames the key; inert after that",
    "relations.doc": "comments in Prisma, the description in OpenAPI",
    "access.list": "which rows a list holds",
    "access.get": "who gets one",
    "access.create": "who creates",
    "access.update": "who changes",
    "access.delete": "who deletes",
    "access.tenant": "a condition of every statement; [kept apart](../how-to/tenants.md)",
    "options.id": "`@default(uuid(7))` and the like; the check of ids in paths and bodies",
    "options.timestamps": "`createdAt` and `updatedAt` in the table and in answers",
    "options.version": "`version`, `ETag`; `If-Match` is obeyed",
    "options.soft_delete": "`deletedAt`; 404 where it is set; `POST /api/<path>/:id/restore`",
    "api.path": "`/api/<path>`",
    "api.operations": "its route; others are answered with 405",
    "api.search": "`?q=two+words`",
    "api.include": "`?include=customer,items`",
    "api.fields": "`?fields=number,total`",
    "api.bulk": "`POST /api/<path>/bulk`",
    "api.filter": "`?status=paid`, `?total[gte]=10`, `?customer.name[contains]=ada`",
    "api.sort": "`?sort=-placedAt`",
    "api.page": "`?limit=` and its bounds",
    "api.page.size": "rows without `?limit=`",
    "api.page.max": "the greatest `?limit=`",
    "api.rate": "`RateLimit` and `RateLimit-Policy` in answers, 429 with `Retry-After`",
    "api.rate.read": "a line in `src/server/limits/rates.ts`",
    "api.rate.write": "a line in `src/server/limits/rates.ts`",
    "seed.count": "so many rows",
    "migrate.allow_loss": "the next migration drops, cuts or replaces it",
    "migrate.assume": "the next migration adds the constraint, and fails where rows break it",
    "project.access": "as in a resource that says nothing of the operation",
    "project.options": "as in a resource that says nothing of the option",
    "project.api": "`operations`, `page` and `rate`, as in a resource that says nothing of them",
    "project.seed": "as in a resource that says nothing",
    "project.migrate": "as in a resource, for models that no spec describes: `Order`, `Order.note`",
}
TYPE_PRODUCES: Mapping[str, tuple[str, str]] = {
    "string": ("String, `VarChar(n)`", "text of 1 to n characters (255)"),
    "text": ("String", "text of 1 to `max` characters (10,000)"),
    "int": ("Int", "a whole number of 32 bits"),
    "bigint": ("BigInt", "a whole number of 64 bits, as text"),
    "float": ("Float", "a number"),
    "decimal": ("Decimal(p, s); scaled on SQLite", "an exact number, as text"),
    "boolean": ("Boolean", "true or false"),
    "date": ("Date", "`2026-01-31`"),
    "datetime": ("Timestamptz(3)", "`2026-01-31T08:00:00.000Z`"),
    "uuid": ("Uuid", "a UUID"),
    "email": ("String", "an address of up to 254 characters"),
    "url": ("String", "an http(s) address of up to 2,048 characters"),
    "slug": ("String", "`summer-sale`, up to 80 characters"),
    "enum": ("an enum", "one of the values"),
    "json": ("Json", "any JSON, or what the type says"),
    "bytes": ("Bytes", "base64, up to `max` bytes (65,536)"),
    "file": ("Json", "`{name, type, size, url}`; null until it is uploaded with `PUT`"),
}


def page() -> str:
    """Return the page."""
    parts = [HEAD, *_types()]
    for title, (document, prefix) in SECTIONS.items():
        parts.append(f"## {title}\n\n{document.__doc__}\n")
        rows = [_row(document, name, prefix) for name in document.model_fields]
        parts.append(_table(["Key", "Meaning", "Default", "Example", "Produces"], rows))
    return "\n".join(parts)


def _types() -> Iterator[str]:
    yield "## Types\n"
    rows = [
        [
            f"`{kind.example}`",
            *TYPE_PRODUCES[name],
            "yes" if kind.lists else "",
            ", ".join(
                f"`{one}{'=' if one in VALUED else ''}`"
                for one in sorted(kind.modifiers - {"optional", "default"})
            ),
        ]
        for name, kind in TYPES.items()
    ]
    yield _table(["Type", "Column", "On the wire", "`[]` (PostgreSQL)", "Modifiers"], rows)


def _row(document: type[BaseModel], name: str, prefix: str) -> list[str]:
    field = document.model_fields[name]
    return [
        f"`{name}`",
        field.description or "",
        "required" if field.is_required() else _default(field.get_default()),
        _example(document, name),
        PRODUCES[f"{prefix}{name}"],
    ]


def _default(value: Any) -> str:
    if isinstance(value, BaseModel) or value is None or value in ({}, []):
        return ""
    return f"`{_plain(value)}`"


def _example(document: type[BaseModel], name: str) -> str:
    field = document.model_fields[name]
    found: Sequence[Any] = field.examples or [_said(document, name)]
    return ", ".join(f"`{_plain(one)}`" for one in found)


def _said(document: type[BaseModel], name: str) -> Any:
    if document is documents.ResourceAccessDocument:
        return "owner | role(admin)"
    if document in (line_documents.FieldDocument, line_documents.RelationDocument):
        return EXAMPLES[name]
    schema = document.model_json_schema()["properties"][name]
    if name in OBJECTS:
        return OBJECTS[name]
    return schema.get("default")


OBJECTS: Mapping[str, Any] = {
    "access": {"list": "public"},
    "options": {"version": True},
    "api": {"page": {"size": 20}},
    "seed": {"count": 25},
    "page": {"size": 20, "max": 100},
    "operations": ["list", "get"],
}


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    text = json.dumps(value, ensure_ascii=False)
    return text if isinstance(value, bool | int | float) else text.replace('"', "")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")

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

from t3gen.spec import documents, endpoints, indexes, rules, states
from t3gen.spec.vocabulary import MODIFIERS, RELATION_MODIFIERS, TYPES, Key

HEAD = """\
# The spec

One file in `resources/` describes one resource; a file may hold several, with `---` between
them, and folders below `resources/` are read too. `--spec` names another folder or file.
This page is made from the models by `make docs`; the same descriptions are in the JSON Schema that
line 1 of every spec names: `# yaml-language-server: $schema=../.t3gen/resource.schema.json`.
`t3gen generate` writes it; git ignores it.

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
    "Fields": (documents.FieldDocument, "fields."),
    "Relations": (documents.RelationDocument, "relations."),
    "states: transitions in the long form": (states.TransitionDocument, "states."),
    "unique: among some rows, or with a name": (rules.UniqueDocument, "unique."),
    "index: of another type, or with a name": (indexes.IndexDocument, "index."),
    "access": (documents.ResourceAccessDocument, "access."),
    "options": (documents.OptionsDocument, "options."),
    "options.columns": (documents.ColumnsDocument, "columns."),
    "api": (endpoints.ApiDocument, "api."),
    "api.page": (endpoints.PageDocument, "api.page."),
    "api.rate": (endpoints.RateDocument, "api.rate."),
    "seed": (documents.SeedDocument, "seed."),
    "migrate": (documents.MigrateDocument, "migrate."),
    "`_project.yaml`: what holds for every resource": (documents.ProjectDocument, "project."),
}
PRODUCES: Mapping[str, str] = {
    "resource": "the model, `/api/...`, the folder of its code, its factory and tests",
    "was": "the next migration renames the table; no effect after that",
    "plural": "the path, the folder, and names of lists",
    "table": "`@@map`; a change renames the table",
    "doc": "comments in Prisma and TypeScript, the description in OpenAPI",
    "fields": "columns, zod schemas in and out, OpenAPI, samples, tests",
    "relations": "foreign keys with their index, the inverse, checks that the related row exists",
    "types": "a zod object and a schema of OpenAPI for each type that a field uses",
    "enums": "enums of Prisma, in `prisma/enums.prisma`",
    "states": "`POST /api/<path>/:id/actions/<name>`, 409 from other states, a history; "
    "[states](../how-to/states.md)",
    "emit": "a row of `OutboxEvent` in the same transaction, subscribers, `npm run worker`; "
    "[events](../how-to/events.md)",
    "states.from": "a condition of the very UPDATE",
    "states.to": "what the statement sets",
    "states.access": "a condition of the very UPDATE",
    "unique": "`@@unique`; 409 with the fields that are taken",
    "unique.fields": "`@@unique`; 409 with the fields that are taken",
    "unique.where": "`where: { active: true }` in it: a partial index",
    "check": "a CHECK in the migration; 422 with the fields that it compares",
    "unique.name": "`map` in it",
    "index": "`@@index`",
    "index.fields": "`@@index`",
    "index.type": "`type: Gin` in it",
    "index.ops": "`ops` of its columns",
    "index.name": "`map` in it",
    "owner": "`userId`, set from the session; rows of others are 404",
    "access": "a check before each operation; 401, 403 or 404",
    "options": "how rows are identified and kept",
    "api": "routes, queries of lists, OpenAPI",
    "seed": "rows of `npm run db:seed`",
    "migrate": "no lasting effect: consent to the next migration",
    "fields.type": "the column with its native type, zod, OpenAPI",
    "fields.doc": "comments in Prisma, the description in OpenAPI",
    "relations.type": "`customerId` here, or on the other side for a list",
    "relations.doc": "comments in Prisma, the description in OpenAPI",
    "access.list": "the rows of a list",
    "access.get": "403 or 404 for all others",
    "access.create": "403 for all others",
    "access.update": "403 or 404 for all others",
    "access.delete": "403 or 404 for all others",
    "access.tenant": "a condition of every statement; [kept apart](../how-to/tenants.md)",
    "options.id": "`@default(uuid(7))` and the like, or `autoincrement()`, or `@@id`; "
    "the check of ids",
    "options.naming": "`@map` and `@@map`: `order_items` and `created_at`",
    "options.columns": "`@map`; a change renames the column",
    "columns.id": "`@map`",
    "columns.createdAt": "`@map`",
    "columns.updatedAt": "`@map`",
    "columns.deletedAt": "`@map`",
    "columns.version": "`@map`",
    "options.time_zone": "`@db.Timestamptz(3)`; nothing where it is false",
    "options.timestamps": "`createdAt` and `updatedAt` in the table and in answers; "
    "`created` or `updated`: one of them",
    "options.updated_default": "`@default(now())` beside `@updatedAt`",
    "options.unique_id": "`@unique` beside `@id`",
    "options.version": "`version`, `ETag`; `If-Match` is obeyed",
    "options.soft_delete": "`deletedAt`; 404 where it is set; `POST /api/<path>/:id/restore`",
    "api.path": "`/api/<path>`",
    "api.operations": "its route; others are answered with 405",
    "api.search": "`?q=two+words`",
    "api.include": "`?include=customer,items`",
    "api.fields": "`?fields=number,total`",
    "api.bulk": "`POST /api/<path>/bulk`",
    "api.export": "`GET /api/<path>/export`; `src/server/http/export.ts`",
    "api.import": "`POST /api/<path>/import`; `src/server/import/`",
    "api.cache": "`ETag` and `Cache-Control: private, no-cache`; `src/server/cache/`",
    "api.filter": "`?status=paid`, `?total[gte]=10`, `?customer.name[contains]=ada`",
    "api.sort": "`?sort=-placedAt`",
    "api.page": "`?limit=` and its bounds",
    "api.page.size": "rows without `?limit=`",
    "api.page.max": "the greatest `?limit=`",
    "api.rate": "`RateLimit` and `RateLimit-Policy` in answers, 429 with `Retry-After`",
    "api.rate.read": "a line in `src/server/limits/rates.ts`",
    "api.rate.write": "a line in `src/server/limits/rates.ts`",
    "seed.count": "the number of rows",
    "migrate.allow_loss": "the next migration drops, cuts or replaces it",
    "migrate.assume": "the next migration adds the constraint, and fails where rows break it",
    "project.enums": "enums of Prisma, in `prisma/enums.prisma`",
    "project.access": "for operations without a rule of their own",
    "project.options": "for options that a resource does not declare",
    "project.api": "`operations`, `page` and `rate`, where a resource does not declare them",
    "project.seed": "where a resource does not declare it",
    "project.webhooks": "`/api/webhook-endpoints`, signed requests with retries, a log, replay; "
    "[webhooks](../how-to/webhooks.md)",
    "project.migrate": "as in a resource, for models that no spec describes: `Order`, `Order.note`",
}
LONG_FORMS: Mapping[type[BaseModel], Mapping[str, Key]] = {
    documents.FieldDocument: MODIFIERS,
    documents.RelationDocument: RELATION_MODIFIERS,
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
            kind.column,
            kind.wire,
            "yes" if kind.lists else "",
            ", ".join(
                f"`{key.name}{'' if key.is_flag else '='}`"
                for key in sorted(kind.keys(), key=lambda key: key.name)
                if key.name not in ("optional", "default")
            ),
        ]
        for kind in TYPES.values()
    ]
    yield _table(["Type", "Column", "On the wire", "`[]` (PostgreSQL)", "Modifiers"], rows)


def _row(document: type[BaseModel], name: str, prefix: str) -> list[str]:
    field = document.model_fields[name]
    key = LONG_FORMS.get(document, {}).get(name)
    written = field.alias or name
    return [
        f"`{written}`",
        field.description or "",
        "required" if field.is_required() else _default(field.get_default()),
        _example(document, name),
        key.effect if key else PRODUCES[f"{prefix}{written}"],
    ]


def _default(value: Any) -> str:
    if isinstance(value, BaseModel) or value is None or value in ({}, []):
        return ""
    return f"`{_plain(value)}`"


def _example(document: type[BaseModel], name: str) -> str:
    field = document.model_fields[name]
    found: Sequence[Any] = field.examples or [_said(document, field.alias or name)]
    return ", ".join(f"`{_plain(one)}`" for one in found)


def _said(document: type[BaseModel], name: str) -> Any:
    if document is documents.ResourceAccessDocument:
        return "owner | role(admin)"
    if name == "doc":
        return "{type: string, doc: Its name.}"
    if document in LONG_FORMS:
        return LONG_FORMS[document][name].usage
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

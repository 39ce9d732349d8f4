"""Every "Instead:" of `t3gen migrate lint`, followed to the letter, ends without findings."""

from __future__ import annotations

import re

import pytest

from t3gen.migrate.lint import lint_script, rules

HISTORY = """\
CREATE TABLE "Order" ("id" TEXT NOT NULL PRIMARY KEY, "number" INTEGER NOT NULL, "note" TEXT);
CREATE TABLE "Line" ("id" TEXT NOT NULL PRIMARY KEY, "orderId" TEXT NOT NULL);
"""
LIMITS = "SET LOCAL lock_timeout = '5s';\nSET LOCAL statement_timeout = '30s';\n"
FILLED = 'UPDATE "Order" SET "extra" = "number" WHERE "extra" IS NULL\n'
FILLED += '-- t3gen: in batches of 10000 by "id"\n;'
ADDED = 'ALTER TABLE "Order" ADD COLUMN "extra" INTEGER;'
CHECKED = 'ALTER TABLE "Order" ADD CONSTRAINT "some" CHECK ("extra" IS NOT NULL) NOT VALID;'
POINTING = """\
ALTER TABLE "Line" ADD CONSTRAINT "f" FOREIGN KEY ("orderId") REFERENCES "Order" NOT VALID;"""
REQUIRED = """\
ALTER TABLE "Order" VALIDATE CONSTRAINT "some";
ALTER TABLE "Order" ALTER COLUMN "extra" SET NOT NULL;
ALTER TABLE "Order" DROP CONSTRAINT "some";
"""


def allowed(code: str, statement: str) -> str:
    return f"-- t3gen: allow {code} the release of May uses it no longer\n{statement}"


DROPPED = allowed("drop-column", 'ALTER TABLE "Order" DROP COLUMN "note";')
WAYS: dict[str, list[list[str]]] = {
    "drop-table": [[allowed("drop-table", 'DROP TABLE "Line";')]],
    "drop-column": [[DROPPED]],
    "drop-schema": [
        [
            allowed("drop-table", 'DROP TABLE "Line";'),
            allowed("drop-schema", 'DROP SCHEMA "old";'),
        ]
    ],
    "drop-cascade": [[allowed("drop-object", 'DROP VIEW "v";')]],
    "truncate": [[]],
    "delete-rows": [[]],
    "replace-rows": [
        [
            allowed(
                "update-rows",
                'INSERT INTO "Line" ("id", "orderId") VALUES (\'1\', \'2\') '
                'ON CONFLICT ("id") DO UPDATE SET "orderId" = excluded."orderId";',
            )
        ]
    ],
    "update-rows": [
        [ADDED, FILLED],
        [ADDED, allowed("update-rows", FILLED.partition("\n")[0] + ";")],
    ],
    "required-column": [
        [ADDED, FILLED, CHECKED, REQUIRED],
        ['ALTER TABLE "Order" ADD COLUMN "extra" INTEGER NOT NULL DEFAULT 0;'],
    ],
    "unique-index": [[allowed("unique-index", 'CREATE UNIQUE INDEX "u" ON "Order"("number");')]],
    "volatile-default": [
        [
            ADDED,
            'ALTER TABLE "Order" ALTER COLUMN "extra" SET DEFAULT random_number();',
            FILLED,
        ]
    ],
    "change-type": [
        [ADDED, FILLED, DROPPED],
        [allowed("change-type", 'ALTER TABLE "Order" ALTER COLUMN "number" SET DATA TYPE BIGINT;')],
    ],
    "rewrite-table": [[allowed("rewrite-table", 'CLUSTER "Order" USING "i";')]],
    "index-blocks": [['CREATE INDEX CONCURRENTLY "i" ON "Order"("number");']],
    "reindex-blocks": [
        ['REINDEX INDEX CONCURRENTLY "i";'],
        [allowed("reindex-blocks", "REINDEX;")],
    ],
    "constraint-blocks": [
        [
            'CREATE UNIQUE INDEX CONCURRENTLY "u" ON "Order"("number");',
            'ALTER TABLE "Order" ADD CONSTRAINT "u" UNIQUE USING INDEX "u";',
        ]
    ],
    "foreign-key-blocks": [
        [
            POINTING,
            'ALTER TABLE "Line" VALIDATE CONSTRAINT "f";',
        ]
    ],
    "check-blocks": [[CHECKED, 'ALTER TABLE "Order" VALIDATE CONSTRAINT "some";']],
    "validate-together": [[CHECKED, 'ALTER TABLE "Order" VALIDATE CONSTRAINT "some";']],
    "set-not-null": [[CHECKED, REQUIRED]],
    "domain-constraint": [[CHECKED, 'ALTER TABLE "Order" VALIDATE CONSTRAINT "some";']],
    "partition-blocks": [
        ['ALTER TABLE "Order" DETACH PARTITION "May" CONCURRENTLY;'],
        [
            'ALTER TABLE "May" ADD CONSTRAINT "some" CHECK ("number" > 0) NOT VALID;',
            'ALTER TABLE "May" VALIDATE CONSTRAINT "some";',
            allowed(
                "partition-blocks",
                'ALTER TABLE "Order" ATTACH PARTITION "May" FOR VALUES FROM (1) TO (2);',
            ),
        ],
    ],
    "refresh-blocks": [['REFRESH MATERIALIZED VIEW CONCURRENTLY "v";']],
    "lock-table": [[]],
    "timeouts": [['CREATE TABLE "Tag" ("id" TEXT);', CHECKED]],
    "rename-column": [
        [allowed("rename-column", 'ALTER TABLE "Order" RENAME COLUMN "note" TO "remark";')],
        [ADDED, FILLED, DROPPED],
    ],
    "rename-table": [
        [
            allowed("rename-table", 'ALTER TABLE "Order" RENAME TO "Sale";')
            + '\nCREATE VIEW "Order" AS SELECT * FROM "Sale";'
        ]
    ],
    "rename-value": [
        [allowed("rename-value", "ALTER TYPE \"Status\" RENAME VALUE 'a' TO 'b';")],
        ["ALTER TYPE \"Status\" ADD VALUE 'b';", FILLED],
    ],
    "drop-type": [[allowed("drop-type", 'DROP TYPE "Status";')]],
    "drop-constraint": [
        [
            CHECKED,
            allowed("drop-constraint", 'ALTER TABLE "Order" DROP CONSTRAINT "old";'),
        ]
    ],
    "drop-not-null": [
        [allowed("drop-not-null", 'ALTER TABLE "Order" ALTER COLUMN "number" DROP NOT NULL;')]
    ],
    "drop-default": [
        [allowed("drop-default", 'ALTER TABLE "Order" ALTER COLUMN "number" DROP DEFAULT;')]
    ],
    "drop-object": [[allowed("drop-object", 'DROP VIEW "v";')]],
    "drop-protection": [
        ['GRANT UPDATE ON "Order" TO "migrator";'],
        [allowed("drop-protection", 'ALTER TABLE "Order" DISABLE TRIGGER ALL;')],
    ],
    "revoke": [[allowed("revoke", 'REVOKE SELECT ON "Order" FROM "reader";')]],
    "json-column": [['ALTER TABLE "Order" ADD COLUMN "data" JSONB;']],
    "enum-value-in-use": [["ALTER TYPE \"Status\" ADD VALUE 'b';", FILLED]],
    "concurrently-in-transaction": [['CREATE INDEX CONCURRENTLY "i" ON "Order"("number");']],
    "transaction-nesting": [[ADDED]],
    "name-too-long": [['CREATE INDEX CONCURRENTLY "i" ON "Order"("number");']],
    "default-not-constant": [
        ['ALTER TABLE "Order" ADD COLUMN "extra" INTEGER NOT NULL DEFAULT 0;'],
        [ADDED],
    ],
    "foreign-keys-off": [["PRAGMA foreign_keys=OFF;\nPRAGMA foreign_keys=ON;"]],
    "opaque-code": [[allowed("opaque-code", "DO $$ BEGIN PERFORM 1; END $$;")]],
    "unknown-statement": [[allowed("unknown-statement", "FROBNICATE;")]],
    "allow-without-reason": [[DROPPED]],
    "unused-allow": [[ADDED]],
}
"""By code: the migrations of each way, in turn."""
SQLITE = {"default-not-constant", "foreign-keys-off", "unique-index"}
"""What is found on SQLite alone."""
NO_FINDING = {"rebuild-table"}


def test_every_rule_has_a_way_that_is_followed() -> None:
    assert WAYS.keys() | NO_FINDING == set(rules())


@pytest.mark.parametrize("code", WAYS)
def test_the_way_out_of_a_finding_ends_without_findings(code: str) -> None:
    provider = "sqlite" if code in SQLITE else "postgresql"
    limits = LIMITS if provider == "postgresql" else ""
    for way in WAYS[code]:
        earlier = [HISTORY]
        for script in way:
            alone = "CONCURRENTLY" in script or "in batches of" in script or limits in script
            sql = script if alone else limits + script
            found = [one.code for one in lint_script(sql, provider, earlier) if one.is_finding]
            assert [] == found, sql
            earlier.append(sql)


@pytest.mark.parametrize("code", WAYS)
def test_a_way_that_needs_a_comment_says_so(code: str) -> None:
    scripts = "\n".join(script for way in WAYS[code] for script in way)
    if f"allow {code} " in scripts:
        instead = rules()[code].instead

        assert re.search(rf"-- t3gen: allow ({code}|CODE) REASON", instead), instead

-- == drop-table
DROP TABLE "Order";
-- == drop-column
ALTER TABLE "Order" DROP COLUMN "note";
-- == drop-column
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Order" ("id" TEXT NOT NULL PRIMARY KEY, "number" INTEGER NOT NULL);
INSERT INTO "new_Order" ("id", "number") SELECT "id", "number" FROM "Order";
DROP TABLE "Order";
ALTER TABLE "new_Order" RENAME TO "Order";
PRAGMA foreign_keys=ON;
-- == drop-column
CREATE TABLE "new_Mystery" ("id" TEXT NOT NULL PRIMARY KEY);
INSERT INTO "new_Mystery" ("id") SELECT "id" FROM "Mystery";
DROP TABLE "Mystery";
ALTER TABLE "new_Mystery" RENAME TO "Mystery";
-- == rebuild-table required-column
CREATE TABLE "new_Order" ("id" TEXT NOT NULL PRIMARY KEY, "number" INTEGER NOT NULL, "note" TEXT, "total" INTEGER NOT NULL);
INSERT INTO "new_Order" ("id", "number", "note") SELECT "id", "number", "note" FROM "Order";
DROP TABLE "Order";
ALTER TABLE "new_Order" RENAME TO "Order";
-- == required-column
ALTER TABLE "Order" ADD COLUMN "total" INTEGER NOT NULL;
-- == default-not-constant
ALTER TABLE "Order" ADD COLUMN "seen" DATETIME DEFAULT CURRENT_TIMESTAMP;
-- == default-not-constant
ALTER TABLE "Order" ADD COLUMN "token" TEXT DEFAULT (hex(randomblob(16)));
-- == unique-index
CREATE UNIQUE INDEX "Order_note_key" ON "Order"("note");
-- == unique-index
CREATE UNIQUE INDEX "Order_note_some" ON "Order"("note") WHERE "number" IS NULL;
-- == delete-rows
DELETE FROM "Order";
-- == delete-rows
WITH old AS (SELECT 1) DELETE FROM "Order" WHERE "id" IN (SELECT * FROM old);
-- == replace-rows
INSERT OR REPLACE INTO "Order" ("id", "number") VALUES ('a', 1);
-- == replace-rows
REPLACE INTO "Order" ("id", "number") VALUES ('a', 1);
-- == update-rows
UPDATE "Order" SET "number" = 0;
-- == update-rows
INSERT INTO "Order" ("id", "number") SELECT "id", 0 FROM "Other";
-- == rename-column
ALTER TABLE "Order" RENAME COLUMN "note" TO "remark";
-- == rename-table
ALTER TABLE "Order" RENAME TO "Purchase";
-- == rewrite-table
VACUUM;
-- == drop-object
DROP TRIGGER "touch";
-- == foreign-keys-off
PRAGMA foreign_keys=OFF;
-- == transaction-nesting
BEGIN;
CREATE TABLE "Other" ("id" TEXT);
COMMIT;
-- == unknown-statement
PRAGMA writable_schema=ON;
-- == unknown-statement
ATTACH DATABASE 'other.db' AS other;
-- == opaque-code
SELECT load_extension('evil');
-- == drop-table
CREATE TRIGGER "touch" AFTER UPDATE ON "Order" BEGIN
  UPDATE "Order" SET "number" = CASE WHEN 1 THEN 2 ELSE 3 END;
  SELECT 1;
END;
DROP TABLE "Order";
-- == drop-constraint
DROP INDEX "Order_number_key";
-- == unknown-statement
ALTER TABLE "Order" ADD CONSTRAINT "positive" CHECK ("number" > 0);
-- == unknown-statement
ALTER TABLE "Order" ADD CHECK ("number" > 0);
-- == unknown-statement
ALTER TABLE "Order" ADD UNIQUE ("note");
-- == unknown-statement
ALTER TABLE "Order" ADD PRIMARY KEY ("id");
-- == unknown-statement
ALTER TABLE "Order" ADD FOREIGN KEY ("note") REFERENCES "Note"("id");
-- == unique-index
ALTER TABLE "Order" ADD COLUMN "code" TEXT DEFAULT 'a';
CREATE UNIQUE INDEX "Order_code_key" ON "Order"("code");
-- == unique-index update-rows
ALTER TABLE "Order" ADD COLUMN "code" TEXT;
UPDATE "Order" SET "code" = "note";
CREATE UNIQUE INDEX "Order_code_key" ON "Order"("code");
-- == unique-index
CREATE UNIQUE INDEX "Order_number_any_case" ON "Order"("number" COLLATE NOCASE);
-- == drop-table
DROP INDEX "Order_number_key";
DROP TABLE "Order";
-- == unknown-statement
CREATE TABLE "Other" ("id" TEXT NOT NULL PRIMARY KEY,);
-- == unknown-statement
CREATE INDEX "i" ON "Order" "number";
-- == unknown-statement
ALTER TABLE "Order" ADD COLUMN "a" TEXT, ADD COLUMN "b" TEXT;

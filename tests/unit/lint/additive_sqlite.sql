-- ==
-- CreateTable
CREATE TABLE "Customer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
-- ==
-- CreateTable
CREATE TABLE "Tag" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "label" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Tag_label_key" ON "Tag"("label");
CREATE INDEX "Tag_id_idx" ON "Tag"("id" DESC);
-- ==
-- CreateTable
CREATE TABLE "Line" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT NOT NULL,
    CONSTRAINT "Line_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- ==
CREATE TABLE "_OrderToTag" ("A" TEXT NOT NULL, "B" INTEGER NOT NULL, CONSTRAINT "x" FOREIGN KEY ("A") REFERENCES "Order" ("id"));
CREATE UNIQUE INDEX "_OrderToTag_AB_unique" ON "_OrderToTag"("A", "B");
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" TEXT;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" INTEGER NOT NULL DEFAULT 0;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" TEXT NOT NULL DEFAULT 'DROP TABLE x;';
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" DATETIME;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" BIGINT;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" BOOLEAN NOT NULL DEFAULT false;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" TEXT REFERENCES "Customer" ("id") ON DELETE SET NULL;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" DECIMAL NOT NULL DEFAULT 0;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" BLOB;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" JSONB;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" REAL NOT NULL DEFAULT -1.5;
-- ==
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "a" TEXT DEFAULT NULL;
-- ==
ALTER TABLE "Order" ADD COLUMN "code" TEXT;
CREATE UNIQUE INDEX "Order_code_key" ON "Order"("code");
-- ==
CREATE INDEX "Order_number_idx" ON "Order"("number");
-- ==
CREATE INDEX IF NOT EXISTS "i" ON "Order"("number", "note") WHERE "note" IS NOT NULL;
-- ==
DROP INDEX "Order_number_idx";
CREATE INDEX "Order_number_note_idx" ON "Order"("number", "note");
-- ==
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Order" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" BIGINT NOT NULL,
    "note" TEXT
);
INSERT INTO "new_Order" ("id", "note", "number") SELECT "id", "note", "number" FROM "Order";
DROP TABLE "Order";
ALTER TABLE "new_Order" RENAME TO "Order";
CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
-- ==
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Order" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" BIGINT NOT NULL,
    "note" TEXT,
    "customerId" TEXT,
    CONSTRAINT "Order_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Order" ("id", "note", "number") SELECT "id", "note", "number" FROM "Order";
DROP TABLE "Order";
ALTER TABLE "new_Order" RENAME TO "Order";
CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
-- ==
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Order" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER,
    "note" TEXT
);
INSERT INTO "new_Order" ("id", "note", "number") SELECT "id", "note", "number" FROM "Order";
DROP TABLE "Order";
ALTER TABLE "new_Order" RENAME TO "Order";
CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
-- ==
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Order" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER,
    "note" TEXT,
    "customerId" TEXT,
    CONSTRAINT "Order_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Order" ("id", "note", "number") SELECT "id", "note", "number" FROM "Order";
DROP TABLE "Order";
ALTER TABLE "new_Order" RENAME TO "Order";
CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
-- ==
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Order" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL DEFAULT 3,
    "note" TEXT
);
INSERT INTO "new_Order" ("id", "note", "number") SELECT "id", "note", "number" FROM "Order";
DROP TABLE "Order";
ALTER TABLE "new_Order" RENAME TO "Order";
CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
-- ==
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Order" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL DEFAULT 3,
    "note" TEXT,
    "customerId" TEXT,
    CONSTRAINT "Order_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Order" ("id", "note", "number") SELECT "id", "note", "number" FROM "Order";
DROP TABLE "Order";
ALTER TABLE "new_Order" RENAME TO "Order";
CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
-- ==
CREATE VIEW "v" AS SELECT * FROM "Order";
-- ==
CREATE TRIGGER "touch" AFTER UPDATE ON "Order" BEGIN
  UPDATE "Order" SET "note" = 1;
  DELETE FROM "Other";
END;
-- ==
INSERT INTO "Country" VALUES ('DE', 'Germany');
-- ==
ANALYZE;
-- ==
PRAGMA optimize;
-- ==
CREATE VIRTUAL TABLE "search" USING fts5("note");
-- ==
-- Nothing to do for the database: it keeps enums as text.
-- ==
INSERT OR IGNORE INTO "Country" VALUES ('DE', 'Germany');
-- ==
SELECT 1;
-- ==
CREATE TEMP TABLE "w" ("id" TEXT);
INSERT INTO "w" SELECT "id" FROM "Order";
UPDATE "w" SET "id" = 1;
DROP TABLE "w";
-- ==
DROP INDEX "Order_number_key";
CREATE UNIQUE INDEX "Order_by_number" ON "Order"("number");
-- ==
CREATE UNIQUE INDEX "Order_number_note_key" ON "Order"("number", "note");
-- ==
CREATE UNIQUE INDEX "Order_number_open" ON "Order"("number") WHERE "note" IS NULL;
-- ==
ALTER TABLE "Order" ADD "check" INTEGER;
-- ==
CREATE TABLE "new_Order" ("id" TEXT NOT NULL PRIMARY KEY, "number" INTEGER NOT NULL, "note" TEXT, "total" INTEGER);
INSERT INTO new_order (id, number, note) SELECT id, number, note FROM "ORDER";
DROP TABLE "order";
ALTER TABLE new_Order RENAME TO "Order";
CREATE UNIQUE INDEX "Order_number_key" ON "order"("number");
-- ==
CREATE TABLE "New" ("id" TEXT NOT NULL PRIMARY KEY);
INSERT INTO new SELECT "id" FROM "Order";

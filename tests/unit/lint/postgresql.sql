-- == drop-table
DROP TABLE "Order";
-- == drop-table
DROP TABLE IF EXISTS public.orders, lines CASCADE;
-- == drop-column
ALTER TABLE "Order" DROP COLUMN "note";
-- == drop-column
ALTER TABLE "Order" ADD COLUMN "remark" TEXT, DROP COLUMN IF EXISTS "note" CASCADE;
-- == drop-column
alter table only orders drop note;
-- == drop-schema
DROP SCHEMA reporting CASCADE;
-- == drop-schema
DROP DATABASE shop;
-- == drop-cascade
DROP TYPE "Status" CASCADE;
-- == drop-cascade
DROP EXTENSION citext CASCADE;
-- == truncate
TRUNCATE TABLE "Order" RESTART IDENTITY CASCADE;
-- == delete-rows
DELETE FROM "Order" WHERE "status" = 'draft';
-- == delete-rows
WITH gone AS (DELETE FROM "Order" RETURNING *) INSERT INTO "Archive" SELECT * FROM gone;
-- == update-rows
UPDATE "Order" SET "status" = 'open' WHERE "status" IS NULL;
-- == update-rows
INSERT INTO "Customer" ("id", "name") SELECT "customerId", "customerName" FROM "Order";
-- == update-rows
INSERT INTO "Setting" VALUES ('a', 1) ON CONFLICT ("key") DO UPDATE SET "value" = 1;
-- == update-rows
MERGE INTO "Stock" s USING "Delivery" d ON s.id = d.id WHEN MATCHED THEN UPDATE SET count = 1;
-- == required-column
ALTER TABLE "Order" ADD COLUMN "total" DECIMAL(12,2) NOT NULL;
-- == required-column
ALTER TABLE "Order" ADD "note" TEXT, ADD COLUMN "total" DECIMAL(12,2) NOT NULL;
-- == volatile-default
ALTER TABLE "Order" ADD COLUMN "token" UUID NOT NULL DEFAULT gen_random_uuid();
-- == volatile-default
ALTER TABLE "Order" ADD COLUMN "seen" TIMESTAMP(3) DEFAULT clock_timestamp();
-- == volatile-default
ALTER TABLE "Order" ADD COLUMN "number" BIGSERIAL;
-- == volatile-default
ALTER TABLE "Order" ADD COLUMN "number" INTEGER GENERATED ALWAYS AS IDENTITY;
-- == volatile-default
ALTER TABLE "Order" ADD COLUMN "gross" DECIMAL(12,2) GENERATED ALWAYS AS (net * 1.19) STORED;
-- == volatile-default constraint-blocks
ALTER TABLE "Order" ADD COLUMN "key" SERIAL PRIMARY KEY;
-- == change-type
ALTER TABLE "Order" ALTER COLUMN "number" SET DATA TYPE BIGINT;
-- == change-type
ALTER TABLE "Order" ALTER "number" TYPE VARCHAR(10) USING "number"::VARCHAR(10);
-- == rewrite-table
ALTER TABLE "Order" SET UNLOGGED;
-- == rewrite-table
VACUUM FULL "Order";
-- == rewrite-table
VACUUM (FULL, ANALYZE) "Order";
-- == rewrite-table
CLUSTER "Order" USING "Order_pkey";
-- == rewrite-table
ALTER TABLE "Order" SET TABLESPACE fast;
-- == index-blocks
CREATE INDEX "Order_number_idx" ON "Order"("number");
-- == index-blocks
CREATE INDEX ON public."Order" USING gin ("tags") WHERE "open";
-- == index-blocks unique-index
CREATE UNIQUE INDEX "Order_note_key" ON "Order"("note");
-- == index-blocks unique-index
ALTER TABLE "Order" ADD COLUMN "code" TEXT DEFAULT 'a';
CREATE UNIQUE INDEX "Order_code_key" ON "Order"("code");
-- == update-rows index-blocks unique-index
ALTER TABLE "Order" ADD COLUMN "code" TEXT;
UPDATE "Order" SET "code" = "note";
CREATE UNIQUE INDEX "Order_code_key" ON "Order"("code");
-- == index-blocks unique-index
ALTER TABLE "Order" ADD COLUMN "code" TEXT;
CREATE UNIQUE INDEX "Order_code_key" ON "Order"("code") NULLS NOT DISTINCT;
-- == index-blocks unique-index
CREATE UNIQUE INDEX "Order_number_any_case" ON "Order"("number" COLLATE "nocase");
-- == drop-constraint update-rows index-blocks unique-index
DROP INDEX "Order_number_key";
UPDATE "Order" SET "number" = 1;
CREATE UNIQUE INDEX "Order_number_note_key" ON "Order"("number", "note");
-- == timeouts
DROP INDEX "Order_number_idx";
-- == reindex-blocks
REINDEX TABLE "Order";
-- == constraint-blocks
ALTER TABLE "Order" ADD CONSTRAINT "Order_number_key" UNIQUE ("number");
-- == constraint-blocks
ALTER TABLE "Order" ADD PRIMARY KEY ("id");
-- == constraint-blocks
ALTER TABLE "Booking" ADD CONSTRAINT "apart" EXCLUDE USING gist ("room" WITH =, "time" WITH &&);
-- == constraint-blocks
ALTER TABLE "Order" ADD COLUMN "code" TEXT UNIQUE;
-- == foreign-key-blocks
ALTER TABLE "Order" ADD CONSTRAINT "Order_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- == foreign-key-blocks
ALTER TABLE "Order" ADD COLUMN "customerId" TEXT REFERENCES "Customer"("id");
-- == check-blocks
ALTER TABLE "Order" ADD CONSTRAINT "positive" CHECK ("total" > 0);
-- == check-blocks
ALTER TABLE "Order" ADD COLUMN "count" INTEGER CHECK ("count" > 0);
-- == validate-together
ALTER TABLE "Order" ADD CONSTRAINT "positive" CHECK ("total" > 0) NOT VALID;
ALTER TABLE "Order" VALIDATE CONSTRAINT "positive";
-- == set-not-null
ALTER TABLE "Order" ALTER COLUMN "note" SET NOT NULL;
-- == domain-constraint
CREATE DOMAIN positive AS INTEGER CHECK (VALUE > 0);
-- == domain-constraint
ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 100);
-- == partition-blocks
ALTER TABLE "Event" DETACH PARTITION "Event_2025";
-- == partition-blocks
ALTER TABLE "Event" ATTACH PARTITION "Event_2026" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- == refresh-blocks
REFRESH MATERIALIZED VIEW "Turnover";
-- == lock-table
LOCK TABLE "Order" IN ACCESS EXCLUSIVE MODE;
-- == rename-column
ALTER TABLE "Order" RENAME COLUMN "note" TO "remark";
-- == rename-table
ALTER TABLE "Order" RENAME TO "Purchase";
-- == rename-table
ALTER TABLE "Order" SET SCHEMA archive;
-- == rename-table
ALTER VIEW "Turnover" RENAME TO "Revenue";
-- == rename-value
ALTER TYPE "Status" RENAME VALUE 'draft' TO 'open';
-- == rename-value
ALTER TYPE "Status" RENAME TO "State";
-- == drop-type
DROP TYPE "Status";
-- == drop-constraint
ALTER TABLE "Order" DROP CONSTRAINT "Order_customerId_fkey";
-- == drop-constraint
DROP INDEX "Order_number_idx", "Order_number_key";
-- == drop-constraint drop-column
ALTER TABLE "Order" DROP CONSTRAINT "Order_unheard_of", DROP COLUMN "note";
-- == drop-table
ALTER TABLE "Line" DROP CONSTRAINT "Line_orderId_fkey";
ALTER TABLE "Line" DROP CONSTRAINT "Line_unheard_of";
DROP TABLE "Line", "Order";
-- == drop-column
ALTER TABLE "Line" DROP CONSTRAINT "Line_orderId_fkey";
ALTER TABLE "Line" DROP COLUMN "orderId";
-- == drop-column
DROP INDEX "Order_number_key";
ALTER TABLE "Order" DROP COLUMN "number";
-- == drop-constraint drop-column
ALTER TABLE "Line" DROP CONSTRAINT "Line_orderId_fkey";
ALTER TABLE "Order" DROP COLUMN "note";
-- == foreign-key-blocks
ALTER TABLE "Line" DROP CONSTRAINT "Line_orderId_fkey";
ALTER TABLE "Line" ADD CONSTRAINT "Line_order_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE;
-- == index-blocks
ALTER TABLE "Order" ADD COLUMN "code" TEXT;
CREATE UNIQUE INDEX "Order_code_key" ON "Order"("code");
-- == drop-constraint index-blocks
DROP INDEX "Order_number_key";
CREATE UNIQUE INDEX "Order_number_note_key" ON "Order"("number", "note" DESC);
-- == index-blocks
CREATE UNIQUE INDEX "Order_number_open" ON "Order"("number") WHERE "note" IS NULL;
-- == drop-not-null
ALTER TABLE "Order" ALTER COLUMN "note" DROP NOT NULL;
-- == drop-default
ALTER TABLE "Order" ALTER COLUMN "status" DROP DEFAULT;
-- == drop-object
DROP VIEW IF EXISTS "Turnover";
-- == drop-object
DROP POLICY own ON "Order";
-- == drop-object
DROP FUNCTION touch();
-- == drop-protection
ALTER TABLE "Order" DISABLE ROW LEVEL SECURITY;
-- == drop-protection
ALTER TABLE "Order" DISABLE TRIGGER ALL;
-- == revoke
REVOKE SELECT ON "Order" FROM reporting;
-- == json-column
ALTER TABLE "Order" ADD COLUMN "extra" JSON;
-- == json-column
CREATE TABLE "Event" ("id" TEXT NOT NULL, "body" json NOT NULL, CONSTRAINT "Event_pkey" PRIMARY KEY ("id"));
-- == enum-value-in-use
ALTER TYPE "Status" ADD VALUE 'paid';
ALTER TABLE "Order" ALTER COLUMN "status" SET DEFAULT 'paid';
-- == enum-value-in-use
ALTER TYPE "Status" ADD VALUE 'paid';
ALTER TABLE "Order" ALTER COLUMN "status" SET DEFAULT 'paid'::"Status";
-- == drop-not-null
ALTER TYPE "Status" ADD VALUE 'paid';
ALTER TABLE "Order" ALTER COLUMN "state" SET DEFAULT 'paid'::"State", ALTER COLUMN "state" DROP NOT NULL;
-- == drop-table
ALTER TYPE "Status" ADD VALUE 'paid';
CREATE TYPE "State" AS ENUM ('paid', 'open');
COMMENT ON TYPE "State" IS 'paid';
CREATE TRIGGER "t" AFTER UPDATE ON "Order" FOR EACH ROW EXECUTE FUNCTION note('paid');
DROP TABLE "Other";
-- == concurrently-in-transaction
CREATE INDEX CONCURRENTLY "a" ON "Order"("a");
CREATE TABLE "Other" ("id" TEXT);
-- == concurrently-in-transaction
SET LOCAL lock_timeout = '5s';
DROP INDEX CONCURRENTLY "a";
-- == transaction-nesting
BEGIN;
CREATE TABLE "Other" ("id" TEXT);
COMMIT;
-- == name-too-long
CREATE INDEX CONCURRENTLY "OrderItem_organisationId_warehouseId_productId_variantId_createdAt_idx" ON "OrderItem"("a");
-- == timeouts
ALTER TABLE "Order" ADD COLUMN "note" TEXT;
-- == timeouts
SET lock_timeout = '5s';
CREATE TRIGGER touch BEFORE UPDATE ON "Order" FOR EACH ROW EXECUTE FUNCTION touch();
-- == opaque-code
DO $$ BEGIN DELETE FROM "Order"; END $$;
-- == opaque-code
SELECT purge_everything('now');
-- == opaque-code
CALL purge_everything();
-- == unknown-statement
ALTER SYSTEM SET max_connections = 1;
-- == unknown-statement
ALTER TABLE "Order" FROBNICATE;
-- == unknown-statement
PRAGMA foreign_keys=OFF;
-- == unknown-statement
CREATE ROLE admin SUPERUSER;
-- == unknown-statement
\i other.sql
-- == drop-column
-- Prisma's own warning stands before it.
/* ALTER TABLE "Order" /* nested; */ DROP COLUMN "other"; */ ALTER TABLE /* here */ "Order"
    DROP COLUMN "note";
-- == drop-table
SELECT 'it''s; fine', $tag$ DROP; $tag$; DROP TABLE "Order";
-- == drop-constraint
DROP INDEX CONCURRENTLY "Order_number_key";
-- == drop-constraint
ALTER TABLE "Order" ADD COLUMN "note" TEXT;
DROP INDEX "Order_number_key";
-- == opaque-code
WITH odd AS (SELECT slugify("note") FROM "Order") SELECT * FROM odd;
-- == drop-object
ALTER PUBLICATION feed DROP TABLE "Order";
-- == unknown-statement
CREATE TABLE "Other" "id" TEXT;
-- == unknown-statement
CREATE TABLE "Other" (, "id" TEXT);
-- == unknown-statement
CREATE TYPE "Status" AS ENUM ('draft' 'paid');
-- == unknown-statement
CREATE TYPE "Status" AS ENUM (draft, paid);
-- == unknown-statement
CREATE INDEX "i" "Order"("number");
-- == unknown-statement
CREATE INDEX CONCURRENTLY "i" ON "Order" "number";

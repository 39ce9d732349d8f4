-- ==
-- CreateTable
CREATE TABLE "Order" (
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "total" DECIMAL(12,2) NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);
-- ==
-- CreateTable
CREATE TABLE "Order" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "token" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "body" JSONB NOT NULL,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Order_number_key" ON "Order"("number");

-- CreateIndex
CREATE INDEX "Order_token_idx" ON "Order"("token" DESC);
-- ==
-- CreateEnum
CREATE TYPE "Kind" AS ENUM ('a', 'b');

-- CreateTable
CREATE TABLE "Line" (
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,

    CONSTRAINT "Line_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Order" ("id" TEXT NOT NULL, CONSTRAINT "Order_pkey" PRIMARY KEY ("id"));

-- AddForeignKey
ALTER TABLE "Line" ADD CONSTRAINT "Line_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
-- CreateTable
CREATE TABLE "Line" (
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,

    CONSTRAINT "Line_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "Line" ADD CONSTRAINT "Line_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- ==
CREATE TABLE "_OrderToTag" ("A" TEXT NOT NULL, "B" INTEGER NOT NULL, CONSTRAINT "_OrderToTag_AB_pkey" PRIMARY KEY ("A","B"));
CREATE INDEX "_OrderToTag_B_index" ON "_OrderToTag"("B");
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "note" TEXT;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "note" VARCHAR(32);
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "count" INTEGER NOT NULL DEFAULT 0;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "total" DECIMAL(12,2) NOT NULL DEFAULT 0.00;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "state" "Status" NOT NULL DEFAULT 'draft';
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "placedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "placedAt" TIMESTAMPTZ NOT NULL DEFAULT now();
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "tags" TEXT[];
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "data" JSONB;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "data" JSONB NOT NULL DEFAULT '{}';
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "isOpen" BOOLEAN NOT NULL DEFAULT false;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "name" TEXT NOT NULL DEFAULT 'DROP TABLE "Order"; x';
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "big" BIGINT;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "ratio" DOUBLE PRECISION NOT NULL DEFAULT 0;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "day" DATE;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "uid" UUID;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "bytes" BYTEA;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "label" TEXT DEFAULT 'it''s';
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "code" CHAR(3) DEFAULT 'EUR'::CHAR(3);
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" ADD COLUMN     "a" TEXT,
ADD COLUMN     "b" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "c" TIMESTAMP(3);
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE IF EXISTS ONLY "public"."Order" ADD COLUMN IF NOT EXISTS "a" TEXT;
-- ==
CREATE INDEX CONCURRENTLY "Order_number_idx" ON "Order"("number");
-- ==
-- CreateIndex
CREATE UNIQUE INDEX CONCURRENTLY "Order_number_key" ON "Order"("number");
-- ==
CREATE INDEX CONCURRENTLY IF NOT EXISTS "i" ON "Order"(lower("email")) WHERE "deletedAt" IS NULL
-- ==
DROP INDEX CONCURRENTLY "Order_number_idx";
-- ==
REINDEX INDEX CONCURRENTLY "Order_number_idx";
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" ADD CONSTRAINT "f" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" ADD CONSTRAINT "positive" CHECK ("total" > 0) NOT VALID;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" VALIDATE CONSTRAINT "f";
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" ADD CONSTRAINT "u" UNIQUE USING INDEX "Order_number_key";
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" ALTER COLUMN "count" SET DEFAULT 3;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" RENAME CONSTRAINT "a" TO "b";
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" ENABLE ROW LEVEL SECURITY;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" FORCE ROW LEVEL SECURITY;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" ALTER COLUMN "a" SET STATISTICS 500;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" SET (fillfactor = 80);
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" OWNER TO app;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" REPLICA IDENTITY FULL;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" ENABLE TRIGGER "touch";
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" VALIDATE CONSTRAINT "note_set";
ALTER TABLE "Order" ALTER COLUMN "note" SET NOT NULL;
ALTER TABLE "Order" DROP CONSTRAINT "note_set";
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" DROP CONSTRAINT "f";
ALTER TABLE "Order" ADD CONSTRAINT "f" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT NOT VALID;
-- ==
ALTER TYPE "Status" ADD VALUE 'paid';
-- ==
ALTER TYPE "Status" ADD VALUE IF NOT EXISTS 'a; b' BEFORE 'c';
ALTER TYPE "Status" ADD VALUE 'd';
-- ==
CREATE EXTENSION IF NOT EXISTS "citext";
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
-- ==
CREATE SCHEMA IF NOT EXISTS "billing";
CREATE TABLE "billing"."Invoice" ("id" TEXT NOT NULL, CONSTRAINT "Invoice_pkey" PRIMARY KEY ("id"));
-- ==
CREATE OR REPLACE VIEW "Turnover" AS SELECT sum("total") FROM "Order";
-- ==
CREATE MATERIALIZED VIEW "Sums" AS SELECT 1 AS a;
CREATE UNIQUE INDEX "Sums_a" ON "Sums"("a");
-- ==
REFRESH MATERIALIZED VIEW CONCURRENTLY "Sums";
-- ==
CREATE OR REPLACE FUNCTION touch() RETURNS trigger AS $$
BEGIN
  DELETE FROM x; NEW."updatedAt" = now();
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
CREATE TRIGGER touch BEFORE UPDATE ON "Order" FOR EACH ROW EXECUTE FUNCTION touch();
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
CREATE POLICY own ON "Order" USING ("userId" = current_setting('app.user'));
-- ==
CREATE FUNCTION two() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;
-- ==
COMMENT ON TABLE "Order" IS 'Every order; TRUNCATE never';
-- ==
GRANT SELECT, INSERT ON "Order" TO app;
-- ==
CREATE SEQUENCE numbers START 1000;
ALTER SEQUENCE numbers OWNED BY "Order"."number";
-- ==
INSERT INTO "Country" ("code", "name") VALUES ('DE', 'Germany'), ('FR', 'France') ON CONFLICT DO NOTHING;
-- ==
CREATE STATISTICS s (dependencies) ON a, b FROM "Order";
-- ==
ANALYZE "Order";
-- ==
ALTER INDEX "Order_a_idx" RENAME TO "Order_b_idx";
-- ==
SELECT pg_catalog.set_config('search_path', '', false);
-- ==
CREATE TABLE "Copy" AS SELECT * FROM "Order";
CREATE INDEX "Copy_i" ON "Copy"("id");
UPDATE "Copy" SET "a" = 1;
-- ==
-- This is an empty migration.
-- ==
CREATE TABLE "Event" ("id" TEXT NOT NULL, "at" TIMESTAMPTZ NOT NULL) PARTITION BY RANGE ("at");
CREATE TABLE "Event_2026" PARTITION OF "Event" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- ==
CREATE TYPE "Address" AS ("street" TEXT, "city" TEXT);
-- ==
CREATE TEMP TABLE "work" ("id" TEXT);
INSERT INTO "work" SELECT "id" FROM "Order";
DELETE FROM "work";
DROP TABLE "work";
-- ==
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '30s';
ALTER TABLE "Order" ADD COLUMN "labels" TEXT[] NOT NULL DEFAULT ARRAY['a', 'b'];
-- ==
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
-- ==
SELECT * INTO TEMP TABLE names FROM (VALUES (1, 'a'), (2, 'b')) AS t (id, name);
-- ==
WITH some AS (SELECT "id" FROM "Order") SELECT count(*) FROM some;
-- ==
ALTER PUBLICATION feed ADD TABLE "Order";
-- ==
CREATE TEMP TABLE "work" ("id") ON COMMIT DROP AS SELECT "id" FROM "Order";
-- ==
CREATE TABLE "Nothing" ();
CREATE UNLOGGED TABLE IF NOT EXISTS cache.entries (key text);
CREATE TYPE "Span" AS RANGE (subtype = float8);
CREATE TYPE "Later";
CREATE TYPE "None" AS ENUM ();

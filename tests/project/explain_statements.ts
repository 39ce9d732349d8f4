/** Prints how many rows the statements of some lists read, as JSON; run in a shop on PostgreSQL. */
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/prisma/client";

type Plan = {
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
};

const connectionString = process.env.DATABASE_URL ?? "";
const client = new PrismaClient({
  adapter: new PrismaPg({ connectionString }),
  log: [{ emit: "event", level: "query" }],
});
let asked: { query: string; params: string }[] = [];
client.$on("query", (event) => asked.push(event));
// What `~/server/db` takes in place of a client of its own.
Object.assign(globalThis, { prisma: client });
const schema = await import("~/server/orders/schema");
const service = await import("~/server/orders/service");
const admin = { id: "admin", role: "admin" };

/** What one page of a list reads, so many pages down. */
async function read(query: Record<string, string>, page: number) {
  let cursor: string | null = "";
  for (let at = 0; at < page && cursor !== null; at += 1) {
    asked = [];
    const place = cursor ? { cursor } : {};
    const list = schema.list.parse({ limit: "20", ...query, ...place });
    cursor = (await service.list(admin, list)).nextCursor;
  }
  let rows = 0;
  for (const { query: sql, params } of [...asked]) {
    const [{ "QUERY PLAN": found } = { "QUERY PLAN": [] }] =
      await client.$queryRawUnsafe<{ "QUERY PLAN": { Plan: Plan }[] }[]>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
        ...(JSON.parse(params) as unknown[]),
      );
    for (const { Plan: plan } of found) rows += rowsOf(plan);
  }
  return rows;
}

function rowsOf(plan: Plan): number {
  const below = (plan.Plans ?? []).map(rowsOf);
  const kept = plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0);
  return below.reduce((sum, one) => sum + one, kept * plan["Actual Loops"]);
}

const customer = await client.customer.findFirstOrThrow();
const queries: Record<string, string>[] = [
  {},
  { sort: "total" },
  { sort: "-total" },
  { sort: "placedAt" },
  { sort: "-placedAt" },
  { status: "paid" },
  { "total[gte]": "100" },
  { customerId: customer.id },
  { "customer.name": customer.name },
  { q: "needle" },
];
const found: Record<string, [number, number]> = {};
for (const query of queries) {
  found[new URLSearchParams(query).toString()] = [
    await read(query, 1),
    await read(query, 100),
  ];
}
console.log(JSON.stringify(found));
await client.$disconnect();

/** Counts the rows that statements of the services of an app on PostgreSQL read. */
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/prisma/client";

type Plan = {
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Join Filter"?: number;
  Plans?: Plan[];
};

const connectionString = process.env.DATABASE_URL ?? "";
export const client = new PrismaClient({
  adapter: new PrismaPg({ connectionString }),
  log: [{ emit: "event", level: "query" }],
});
let queries: { query: string; params: string }[] = [];
client.$on("query", (event) => queries.push(event));
// What `~/server/db` takes in place of a client of its own.
Object.assign(globalThis, { prisma: client });

/** How many rows all statements of some work read, and what the work returns. */
export async function rowsReadBy<Result>(work: () => Promise<Result>) {
  queries = [];
  const result = await work();
  let rows = 0;
  for (const { query: sql, params } of [...queries]) {
    const [{ "QUERY PLAN": found } = { "QUERY PLAN": [] }] =
      await client.$queryRawUnsafe<{ "QUERY PLAN": { Plan: Plan }[] }[]>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
        ...(JSON.parse(params) as unknown[]),
      );
    for (const { Plan: plan } of found) rows += rowsOf(plan);
  }
  return { rows, result };
}

function rowsOf(plan: Plan): number {
  const below = (plan.Plans ?? []).map(rowsOf);
  const kept =
    plan["Actual Rows"] +
    (plan["Rows Removed by Filter"] ?? 0) +
    (plan["Rows Removed by Join Filter"] ?? 0);
  return below.reduce((sum, one) => sum + one, kept * plan["Actual Loops"]);
}

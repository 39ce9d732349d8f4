import { db } from "~/server/db";
import * as repository from "~/server/airports/repository";
import * as schema from "~/server/airports/schema";
import { factory } from "../factory";
import { fakerFor, pattern, words } from "../fake";

/** Foreign keys of airports. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("airport", n);
  return schema.create.parse({
    id: pattern(fake, /^[A-Z]{3}$/),
    city: words(fake, { min: 1, max: 60 }),
    ...references,
  });
}

/** Rows of airports for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId } = factory({
  references,
  body,
  conflicts: (row) => [{ id: row.id }],
  find: (query) => db.airport.findMany(query),
  create: (row) => repository.create(row),
});

/** The ids of the first rows. */
export async function listFirst(take: number) {
  return db.airport.findMany({
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
}

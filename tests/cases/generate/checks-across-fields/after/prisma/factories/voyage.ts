import { db } from "~/server/db";
import * as repository from "~/server/voyages/repository";
import * as schema from "~/server/voyages/schema";
import { factory } from "../factory";
import { decimal, fakerFor, words } from "../fake";

/** Foreign keys of voyages. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("voyage", n);
  return schema.create.parse({
    departs: "2000-01-01T00:00:00.000Z",
    arrives: "2000-01-02T00:00:00.000Z",
    price: "10000.00",
    paid: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    state: "planned",
    berth: words(fake, { min: 1, max: 20, unique: n }),
    crew: fake.number.int({ min: 1, max: 1000000 }),
    ...references,
  });
}

/** Rows of voyages for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  conflicts: (row) => [{ berth: row.berth, deletedAt: null }],
  find: (query) => db.voyage.findMany(query),
  create: (row) => repository.create(row),
});

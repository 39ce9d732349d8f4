import { db } from "~/server/db";
import * as repository from "~/server/repairs/repository";
import * as schema from "~/server/repairs/schema";
import { factory } from "../factory";
import { decimal, fakerFor, words } from "../fake";

/** Foreign keys of repairs. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Insert {
  const fake = fakerFor("repair", n);
  return schema.create.parse({
    device: words(fake, { min: 1, max: 80 }),
    price: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    ...references,
  });
}

/** Rows of repairs for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  keys: (userId) => ({ userId }),
  alike: { price: "99.99" },
  find: (query) => db.repair.findMany(query),
  create: (row) => repository.create(row),
});

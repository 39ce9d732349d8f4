import { db } from "~/server/db";
import * as repository from "~/server/pallets/repository";
import * as schema from "~/server/pallets/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";

/** Foreign keys of pallets. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("pallet", n);
  return schema.create.parse({
    number: words(fake, { min: 1, max: 20, unique: n }),
    ...references,
  });
}

/** Rows of pallets for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  conflicts: (row) => [{ number: row.number }],
  find: (query) => db.pallet.findMany(query),
  create: (row) => repository.create(row),
});

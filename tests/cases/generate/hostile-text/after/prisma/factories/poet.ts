import { db } from "~/server/db";
import * as repository from "~/server/poets/repository";
import * as schema from "~/server/poets/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";

/** Foreign keys of poets. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("poet", n);
  return schema.create.parse({
    name: words(fake, { min: 1, max: 80 }),
    ...references,
  });
}

/** Rows of poets for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  find: (query) => db.poet.findMany(query),
  create: (row) => repository.create(row),
});

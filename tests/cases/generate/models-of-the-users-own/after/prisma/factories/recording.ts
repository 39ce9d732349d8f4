import { db } from "~/server/db";
import * as repository from "~/server/recordings/repository";
import { stored } from "~/server/recordings/row";
import * as schema from "~/server/recordings/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";
import * as own from "../own";

/** Foreign keys of recordings. */
export type References = {
  studioId: number;
  fallbackId?: number;
  mixedById?: string;
  ledgerId: string;
  seenInIds?: number[];
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    studioId: given.studioId ?? (await own.insertStudio(userId)),
    ledgerId: given.ledgerId ?? (await own.insertLedger(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("recording", n);
  return schema.create.parse({
    title: words(fake, { min: 1, max: 80 }),
    ...references,
  });
}

/** Rows of recordings for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  conflicts: (row) => [{ ledgerId: stored(row).ledgerId }],
  find: (query) => db.recording.findMany(query),
  create: (row) => repository.create(row),
});

import { db } from "~/server/db";
import * as repository from "~/server/forewords/repository";
import * as schema from "~/server/forewords/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";
import * as novelRows from "./novel";

/** Foreign keys of forewords. */
export type References = {
  id: number;
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    id: given.id ?? (await novelRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("foreword", n);
  return schema.create.parse({
    text: words(fake, { min: 1, max: 10000 }),
    ...references,
  });
}

/** Rows of forewords for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId } = factory({
  references,
  body,
  conflicts: (row) => [{ id: row.id }],
  find: (query) => db.foreword.findMany(query),
  create: (row) => repository.create(row),
});

/** The ids of the first rows. */
export async function listFirst(take: number) {
  return db.foreword.findMany({
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
}

import { db } from "~/server/db";
import * as repository from "~/server/poems/repository";
import * as schema from "~/server/poems/schema";
import { factory } from "../factory";
import { fakerFor, pattern, words } from "../fake";
import * as poetRows from "./poet";

/** Foreign keys of poems. */
export type References = {
  poetId: string;
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    poetId: given.poetId ?? (await poetRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("poem", n);
  return schema.create.parse({
    title: words(fake, { min: 1, max: 200 }),
    verse: pattern(fake, /^[^`$]*(?:\/\*|"|'|\\)?[^]*$/u),
    mood: fake.helpers.arrayElement(schema.Mood.options),
    ...references,
  });
}

/** Rows of poems for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  find: (query) => db.poem.findMany(query),
  create: (row) => repository.create(row),
});

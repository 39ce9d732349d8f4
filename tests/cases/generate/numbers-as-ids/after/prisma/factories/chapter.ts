import { db } from "~/server/db";
import * as repository from "~/server/chapters/repository";
import * as schema from "~/server/chapters/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";
import * as novelRows from "./novel";

/** Foreign keys of chapters. */
export type References = {
  novelId: number;
  criticIds?: number[];
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    novelId: given.novelId ?? (await novelRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("chapter", n);
  return schema.create.parse({
    heading: words(fake, { min: 1, max: 80 }),
    size: fake.number.int({ min: 0, max: 1000000 }),
    ...references,
  });
}

/** Rows of chapters for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId } = factory({
  references,
  body,
  keys: (userId) => ({ userId }),
  alike: { size: 3 },
  find: (query) => db.chapter.findMany(query),
  create: (row) => repository.create(row),
});

/** The ids of the first rows. */
export async function listFirst(take: number) {
  return db.chapter.findMany({
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
}

import { db } from "~/server/db";
import * as repository from "~/server/magazines/repository";
import * as schema from "~/server/magazines/schema";
import { factory } from "../factory";
import { fakerFor, slug, words } from "../fake";

/** Foreign keys of magazines. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("magazine", n);
  return schema.create.parse({
    title: words(fake, { min: 1, max: 80 }),
    slug: slug(fake, n),
    listed: fake.datatype.boolean(),
    main: false,
    shelf: fake.helpers.arrayElement(schema.Shelf.options),
    ...references,
  });
}

/** Rows of magazines for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  conflicts: (row) => [{ slug: row.slug, deletedAt: null }],
  find: (query) => db.magazine.findMany(query),
  create: (row) => repository.create(row),
});

import { db } from "~/server/db";
import * as repository from "~/server/galleries/repository";
import * as schema from "~/server/galleries/schema";
import { factory } from "../factory";
import { anyJson, bytes, fakerFor, pattern, words } from "../fake";

/** Foreign keys of galleries. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("gallery", n);
  return schema.create.parse({
    settings: anyJson(n),
    place: {
      street: words(fake, { min: 1, max: 80 }),
      zip: words(fake, { min: 1, max: 10 }),
      height: fake.number.float({ min: 0, max: 1000000, fractionDigits: 2 }),
      names: [pattern(fake, /^[A-Z].*$/)],
      kinds: ["home"],
      marks: [fake.number.int({ min: 1, max: 1000000 })],
    },
    second: {
      street: words(fake, { min: 1, max: 80 }),
      zip: words(fake, { min: 1, max: 10 }),
      height: fake.number.float({ min: 0, max: 1000000, fractionDigits: 2 }),
      names: [pattern(fake, /^[A-Z].*$/)],
      kinds: ["home"],
      marks: [fake.number.int({ min: 1, max: 1000000 })],
    },
    cover: bytes(fake, 24),
    ...references,
  });
}

/** Rows of galleries for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  find: (query) => db.gallery.findMany(query),
  create: (row) => repository.create(row),
});

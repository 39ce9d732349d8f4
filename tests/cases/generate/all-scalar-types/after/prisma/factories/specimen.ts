import { db } from "~/server/db";
import * as repository from "~/server/specimen/repository";
import * as schema from "~/server/specimen/schema";
import { factory } from "../factory";
import {
  bigint,
  date,
  datetime,
  decimal,
  email,
  fakerFor,
  slug,
  words,
} from "../fake";

/** Foreign keys of specimen. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("specimen", n);
  return schema.create.parse({
    aString: words(fake, { min: 1, max: 40 }),
    aText: words(fake, { min: 1, max: 10000 }),
    anInt: fake.number.int({ min: -5, max: 2000000000 }),
    aBigint: bigint(fake, { min: 0n, max: 1000000n }),
    aFloat: fake.number.float({ min: 0, max: 1000000, fractionDigits: 2 }),
    aDecimal: decimal(fake, { scale: 6, min: 0, max: 10000 }),
    aBoolean: fake.datatype.boolean(),
    aDate: date(fake),
    aDatetime: datetime(fake),
    aUuid: fake.string.uuid(),
    anEmail: email(fake),
    aUrl: fake.internet.url(),
    aSlug: slug(fake, n),
    anEnum: fake.helpers.arrayElement(schema.AnEnum.options),
    maybeString: words(fake, { min: 1, max: 255 }),
    maybeText: words(fake, { min: 1, max: 10000 }),
    maybeInt: fake.number.int({ min: 0, max: 1000000 }),
    maybeBigint: bigint(fake, { min: 0n, max: 1000000n }),
    maybeFloat: fake.number.float({ min: 0, max: 1000000, fractionDigits: 2 }),
    maybeDecimal: decimal(fake, { scale: 0, min: 0, max: 9999 }),
    maybeBoolean: fake.datatype.boolean(),
    maybeDate: date(fake),
    maybeDatetime: datetime(fake),
    maybeUuid: fake.string.uuid(),
    maybeEmail: email(fake),
    maybeUrl: fake.internet.url(),
    maybeSlug: slug(fake, n),
    maybeEnum: fake.helpers.arrayElement(schema.MaybeEnum.options),
    ...references,
  });
}

/** Rows of specimen for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  find: (query) => db.specimen.findMany(query),
  create: (row) => repository.create(row),
});

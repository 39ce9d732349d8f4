import { db } from "~/server/db";
import * as repository from "~/server/extremes/repository";
import * as schema from "~/server/extremes/schema";
import { factory } from "../factory";
import {
  anyJson,
  bigint,
  bytes,
  date,
  datetime,
  decimal,
  email,
  fakerFor,
  slug,
  words,
} from "../fake";

/** Foreign keys of extremes. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("extreme", n);
  return schema.create.parse({
    exact: decimal(fake, { scale: 6, min: 0, max: 10000 }),
    small: decimal(fake, { scale: 17, min: 0, max: 9 }),
    huge: bigint(fake, { min: 0n, max: 1000000n }),
    count: fake.number.int({ min: 0, max: 1000000 }),
    ratio: fake.number.float({ min: 0, max: 1000000, fractionDigits: 2 }),
    flag: fake.datatype.boolean(),
    day: date(fake),
    moment: datetime(fake),
    code: fake.string.uuid(),
    letter: words(fake, { min: 1, max: 1 }),
    long: words(fake, { min: 1, max: 10000 }),
    body: words(fake, { min: 0, max: 100000 }),
    mail: email(fake),
    link: fake.internet.url(),
    slug: slug(fake, n),
    kind: fake.helpers.arrayElement(schema.Kind.options),
    data: anyJson(n),
    box: {
      edge: decimal(fake, { scale: 3, min: 0, max: 10000 }),
      day: date(fake),
      big: bigint(fake, { min: 0n, max: 1000000n }),
      inner: {
        colour: words(fake, { min: 0, max: 255 }),
      },
    },
    blob: bytes(fake, 24),
    amount: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    number: bigint(fake, { min: 0n, max: 1000000n }),
    note: words(fake, { min: 0, max: 10000 }),
    since: date(fake),
    at: datetime(fake),
    extra: anyJson(n),
    raw: bytes(fake, 24),
    choice: fake.helpers.arrayElement(schema.Choice.options),
    ...references,
  });
}

/** Rows of extremes for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  find: (query) => db.extreme.findMany(query),
  create: (row) => repository.create(row),
});

import { db } from "~/server/db";
import * as repository from "~/server/specimen/repository";
import * as schema from "~/server/specimen/schema";
import {
  anyNumber,
  bigint,
  date,
  datetime,
  decimal,
  email,
  fakerFor,
  oneOf,
  slug,
  url,
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
    aUrl: url(fake),
    aSlug: slug(fake, n),
    anEnum: oneOf(fake, schema.AnEnum.options),
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
    maybeUrl: url(fake),
    maybeSlug: slug(fake, n),
    maybeEnum: oneOf(fake, schema.MaybeEnum.options),
    ...references,
  });
}

/** A valid body for a user: its references exist, and its unique values are free. */
export async function fresh(userId: string): Promise<schema.Create> {
  return body(anyNumber(), await references(userId));
}

type Options = {
  id?: string;
  n?: number;
  references?: References;
  /** Fixed values. */
  fields?: Partial<schema.Create>;
};

/** Inserts a row for a user, and the rows that it references unless they are given. */
export async function insert(userId: string, options: Options = {}) {
  const { id, fields } = options;
  const pointers = options.references ?? (await references(userId));
  const n = options.n ?? anyNumber();
  const input = { ...body(n, pointers), ...fields };
  return repository.create({ id, ...input });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** The ids that exist. */
export async function listIds(ids: string[]) {
  return db.specimen.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true },
  });
}

import { db } from "~/server/db";
import * as repository from "~/server/extremes/repository";
import * as schema from "~/server/extremes/schema";
import {
  anyJson,
  anyNumber,
  bigint,
  bytes,
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
    link: url(fake),
    slug: slug(fake, n),
    kind: oneOf(fake, schema.Kind.options),
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
    choice: oneOf(fake, schema.Choice.options),
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
  return db.extreme.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true },
  });
}

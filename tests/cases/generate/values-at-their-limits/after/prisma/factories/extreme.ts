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

/** What extremes point to. */
export type References = Record<string, never>;

/** Makes what one has to point to, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body that creates number n. */
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

/** A body that may be sent for a user: it points to what is there, and is not in the way of what is. */
export async function fresh(userId: string): Promise<schema.Create> {
  return body(anyNumber(), await references(userId));
}

type Options = {
  id?: string;
  n?: number;
  references?: References;
  /** What is not left to chance. */
  fields?: Partial<schema.Create>;
};

/** Inserts one for a user, with what it points to where that is not given. */
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

/** Those of the ids that have a row already. */
export async function existing(ids: string[]) {
  return repository.existing({}, ids);
}

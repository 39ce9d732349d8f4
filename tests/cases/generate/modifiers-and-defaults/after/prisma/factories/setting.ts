import * as repository from "~/server/settings/repository";
import * as schema from "~/server/settings/schema";
import {
  anyNumber,
  bigint,
  datetime,
  decimal,
  fakerFor,
  oneOf,
  pattern,
  words,
} from "../fake";

/** What settings point to. */
export type References = Record<string, never>;

/** Makes what one has to point to, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("setting", n);
  return schema.create.parse({
    code: words(fake, { min: 6, max: 6, unique: n, casing: "upper" }),
    handle: pattern(fake, /^[a-z][a-z0-9_]*$/i),
    level: fake.number.int({ min: 1, max: 10 }),
    weight: fake.number.float({ min: 0.0, max: 1.0, fractionDigits: 2 }),
    balance: bigint(fake, { min: 0n, max: 1000000n }),
    price: decimal(fake, { scale: 3, min: 0, max: 10000 }),
    enabled: fake.datatype.boolean(),
    greeting: words(fake, { min: 1, max: 40 }),
    startedAt: datetime(fake),
    state: oneOf(fake, schema.State.options),
    scope: fake.string.uuid(),
    secret: words(fake, { min: 1, max: 64 }),
    ...references,
  });
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
  const { id, n = anyNumber(), fields } = options;
  const pointers = options.references ?? (await references(userId));
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

import * as repository from "~/server/carriers/repository";
import * as schema from "~/server/carriers/schema";
import {
  anyNumber,
  bigint,
  date,
  decimal,
  fakerFor,
  oneOf,
  words,
} from "../fake";

/** What carriers point to. */
export type References = Record<string, never>;

/** Makes what one has to point to, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("carrier", n);
  return schema.create.parse({
    name: words(fake, { min: 1, max: 80 }),
    kind: oneOf(fake, schema.Kind.options),
    fee: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    carried: bigint(fake, { min: 0n, max: 1000000n }),
    since: date(fake),
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
  return repository.create({ id, ...input, userId });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** Those of the ids that have a row already. */
export async function existing(ids: string[]) {
  return repository.existing({}, ids);
}

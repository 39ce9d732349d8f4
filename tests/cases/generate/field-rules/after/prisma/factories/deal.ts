import * as repository from "~/server/deals/repository";
import * as schema from "~/server/deals/schema";
import { anyNumber, decimal, fakerFor, oneOf, words } from "../fake";
import * as agentRows from "./agent";

/** Foreign keys of deals. */
export type References = {
  agentId: string;
};

/** Inserts the rows that one has to reference, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    agentId: await agentRows.insertId(userId),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("deal", n);
  return schema.create.parse({
    title: words(fake, { min: 1, max: 80 }),
    memo: words(fake, { min: 1, max: 10000 }),
    ...references,
  });
}

/** The fields of row number n that need a role to write. */
export function guarded(n: number): Partial<schema.Create> {
  const fake = fakerFor("deal", n);
  return schema.create.partial().parse({
    stage: oneOf(fake, schema.Stage.options),
    margin: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    code: words(fake, { min: 1, max: 12, unique: n }),
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
  const input = { ...body(n, pointers), ...guarded(n), ...fields };
  return repository.create({ id, ...input, userId });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** The ids that exist. */
export async function listIds(ids: string[]) {
  return repository.listIds({}, ids);
}

import { db } from "~/server/db";
import * as repository from "~/server/poets/repository";
import * as schema from "~/server/poets/schema";
import { anyNumber, fakerFor, words } from "../fake";

/** Foreign keys of poets. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("poet", n);
  return schema.create.parse({
    name: words(fake, { min: 1, max: 80 }),
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
  return db.poet.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true },
  });
}

import { db } from "~/server/db";
import * as repository from "~/server/poems/repository";
import * as schema from "~/server/poems/schema";
import { anyNumber, fakerFor, oneOf, pattern, words } from "../fake";
import * as poetRows from "./poet";

/** Foreign keys of poems. */
export type References = {
  poetId: string;
};

/** Inserts the rows that one has to reference, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    poetId: await poetRows.insertId(userId),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("poem", n);
  return schema.create.parse({
    title: words(fake, { min: 1, max: 200 }),
    verse: pattern(fake, /^[^`$]*(?:\/\*|"|'|\\)?[^]*$/u),
    mood: oneOf(fake, schema.Mood.options),
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
  return db.poem.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true },
  });
}

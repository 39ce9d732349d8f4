import * as repository from "~/server/transfers/repository";
import * as schema from "~/server/transfers/schema";
import { anyNumber, decimal, fakerFor } from "../fake";
import * as walletRows from "./wallet";

/** Foreign keys of transfers. */
export type References = {
  payerId: string;
  payeeId: string;
};

/** Inserts the rows that one has to reference, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    payerId: await walletRows.insertId(userId),
    payeeId: await walletRows.insertId(userId),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("transfer", n);
  return schema.create.parse({
    amount: decimal(fake, { scale: 2, min: 0, max: 10000 }),
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
  return repository.listIds({}, ids);
}

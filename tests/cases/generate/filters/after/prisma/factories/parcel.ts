import * as repository from "~/server/parcels/repository";
import * as schema from "~/server/parcels/schema";
import { anyNumber, fakerFor, words } from "../fake";
import * as carrierRows from "./carrier";

/** Foreign keys of parcels. */
export type References = {
  carrierId: string;
  backupId?: string;
  stampIds?: string[];
};

/** Inserts the rows that one has to reference, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    carrierId: await carrierRows.insertId(userId),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("parcel", n);
  return schema.create.parse({
    code: words(fake, { min: 1, max: 12 }),
    weight: fake.number.int({ min: 0, max: 1000000 }),
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

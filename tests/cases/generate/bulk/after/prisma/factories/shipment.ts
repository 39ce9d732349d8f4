import * as repository from "~/server/shipments/repository";
import * as schema from "~/server/shipments/schema";
import { anyNumber, decimal, fakerFor, words } from "../fake";
import * as depotRows from "./depot";

/** What shipments point to. */
export type References = {
  depotId: string;
  labelIds?: string[];
};

/** Makes what one has to point to, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    depotId: await depotRows.insertId(userId),
  };
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("shipment", n);
  return schema.create.parse({
    code: words(fake, { min: 1, max: 20, unique: n }),
    weight: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    fragile: fake.datatype.boolean(),
    secret: words(fake, { min: 1, max: 40 }),
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
  return repository.create({ id, ...input, userId });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** Those of the ids that have a row already. */
export async function existing(ids: string[]) {
  return repository.existing({}, ids);
}

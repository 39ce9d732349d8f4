import * as repository from "~/server/tasks/repository";
import * as schema from "~/server/tasks/schema";
import { anyNumber, fakerFor, words } from "../fake";
import * as dealRows from "./deal";

/** What tasks point to. */
export type References = {
  dealId: string;
};

/** Makes what one has to point to, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    dealId: await dealRows.insertId(userId),
  };
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("task", n);
  return schema.create.parse({
    text: words(fake, { min: 1, max: 40 }),
    cost: fake.number.int({ min: 0, max: 1000000 }),
    ...references,
  });
}

/** What only some may set of number n. */
function guarded(n: number): Partial<schema.Create> {
  const fake = fakerFor("task", n);
  return schema.create.partial().parse({
    done: fake.datatype.boolean(),
  });
}

/** A body that may be sent for a user: it points to what is there, and is not in the way of what is. */
export async function fresh(userId: string): Promise<schema.Create> {
  return body(anyNumber(), await references(userId));
}

/** The same with what only some may set. */
export async function complete(userId: string): Promise<schema.Create> {
  const pointers = await references(userId);
  const n = anyNumber();
  return { ...body(n, pointers), ...guarded(n) };
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
  const input = { ...body(n, pointers), ...guarded(n), ...fields };
  return repository.create({ id, ...input });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** Those of the ids that have a row already. */
export async function existing(ids: string[]) {
  return repository.existing({}, ids);
}

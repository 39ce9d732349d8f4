import * as repository from "~/server/traces/repository";
import * as schema from "~/server/traces/schema";
import { anyNumber, fakerFor, words } from "../fake";

/** What traces point to. */
export type References = Record<string, never>;

/** Makes what one has to point to, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("trace", n);
  return schema.create.parse({
    text: words(fake, { min: 1, max: 200 }),
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

import * as repository from "~/server/subject-that-some-organizations-may-talk-abouts/repository";
import * as schema from "~/server/subject-that-some-organizations-may-talk-abouts/schema";
import { anyNumber, fakerFor, words } from "../fake";

/** What subject that some organizations may talk abouts point to. */
export type References = Record<string, never>;

/** Makes what one has to point to, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("subjectThatSomeOrganizationsMayTalkAbout", n);
  return schema.create.parse({
    theNameUnderWhichTheSubjectIsBestKnownBy: words(fake, { min: 1, max: 200 }),
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

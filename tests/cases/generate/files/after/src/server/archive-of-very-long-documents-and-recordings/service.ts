import { known, type Actor } from "~/server/auth/access";
import { notFound } from "~/server/errors";
import * as files from "~/server/files/attachments";
import { type Upload } from "~/server/files/upload";
import { storedFile } from "~/server/rows";
import * as repository from "./repository";
import * as schema from "./schema";

type Where = repository.Where;

export async function list(scope: Where, query: schema.ListQuery) {
  return repository.list(scope, query);
}

export async function get(scope: Where, id: string) {
  const found = await repository.find(scope, id);
  if (!found) throw notFound();
  return found;
}

export async function create(actor: Actor | null, input: schema.Create) {
  return repository.create({ ...input, userId: known(actor).id });
}

export async function update(
  scope: Where,
  actor: Actor | null,
  id: string,
  input: schema.Update,
) {
  const updated = await repository.update(scope, id, input);
  if (!updated) throw notFound();
  return updated;
}

export async function remove(scope: Where, id: string) {
  const removed = await repository.remove(scope, id);
  if (!removed) throw notFound();
  await files.discard(removed.recordingOfTheWholeConversationInFull1);
}

/** The file in a field of one. */
export async function getFile(
  scope: Where,
  id: string,
  field: schema.FileField,
) {
  const columns = await repository.findFiles(scope, id);
  const file = columns && storedFile(columns[field]);
  if (!file) throw notFound();
  return file;
}

/** Puts an upload in the place of the file in a field of one. */
export async function setFile(
  scope: Where,
  id: string,
  field: schema.FileField,
  upload: Upload,
) {
  const columns = await repository.findFiles(scope, id);
  if (!columns) throw notFound();
  const before = storedFile(columns[field]);
  const folder = `archive-of-very-long-documents-and-recordings/${id}/${field}`;
  return files.replace(upload, schema.files[field], folder, {
    before,
    save: (after) =>
      repository.replaceFile(scope, id, field, { before, after }),
  });
}

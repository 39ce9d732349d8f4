import { type Actor } from "~/server/auth/access";
import { notFound, versionConflict } from "~/server/errors";
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
  return repository.create(input);
}

export async function update(
  scope: Where,
  actor: Actor | null,
  id: string,
  input: schema.Update,
  version?: number,
) {
  const updated = await repository.update(scope, id, input, version);
  if (updated) return updated;
  const current = await get(scope, id);
  throw versionConflict(current.version);
}

export async function remove(scope: Where, id: string, version?: number) {
  const removed = await repository.remove(scope, id, version);
  if (removed) return files.discard(removed.photo, removed.manual);
  const current = await get(scope, id);
  throw versionConflict(current.version);
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
  version?: number,
) {
  const columns = await repository.findFiles(scope, id);
  if (!columns) throw notFound();
  const before = storedFile(columns[field]);
  const folder = `gadgets/${id}/${field}`;
  return files.replace(upload, schema.files[field], folder, {
    before,
    version,
    save: (after) =>
      repository.replaceFile(scope, id, field, { before, after }, version),
  });
}

/** Takes away the file in a field of one. */
export async function removeFile(
  scope: Where,
  id: string,
  field: schema.FileField,
  version?: number,
) {
  const before = await getFile(scope, id, field);
  return files.clear({
    before,
    version,
    save: (after) =>
      repository.replaceFile(scope, id, field, { before, after }, version),
  });
}

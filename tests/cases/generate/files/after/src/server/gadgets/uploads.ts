import { notFound } from "~/server/errors";
import * as attachments from "~/server/files/attachments";
import { type Upload } from "~/server/files/upload";
import { storedFile } from "~/server/rows";
import * as files from "./files";
import { type Where } from "./row";
import * as schema from "./schema";

/** The file in a field of a row. */
export async function get(scope: Where, id: string, field: schema.FileField) {
  const columns = await files.find(scope, id);
  const file = columns && storedFile(columns[field]);
  if (!file) throw notFound();
  return file;
}

/** Replaces the file in a field of a row by an upload. */
export async function set(
  scope: Where,
  id: string,
  field: schema.FileField,
  upload: Upload,
  version?: number,
) {
  const columns = await files.find(scope, id);
  if (!columns) throw notFound();
  const before = storedFile(columns[field]);
  const folder = `gadgets/${id}/${field}`;
  return attachments.replace(upload, schema.files[field], folder, {
    before,
    version,
    save: (after) =>
      files.replace(scope, id, field, { before, after }, version),
  });
}

/** Removes the file in a field of a row. */
export async function remove(
  scope: Where,
  id: string,
  field: schema.FileField,
  version?: number,
) {
  const before = await get(scope, id, field);
  return attachments.clear({
    before,
    version,
    save: (after) =>
      files.replace(scope, id, field, { before, after }, version),
  });
}

import { authorise, type Actor } from "~/server/auth/access";
import { orNotFound } from "~/server/errors";
import * as attachments from "~/server/files/attachments";
import { type Upload } from "~/server/files/upload";
import { storedFile } from "~/server/rows";
import * as files from "./files";
import * as policy from "./policy";
import * as schema from "./schema";
import * as writes from "./writes";

/** The file in a field of a row. */
export async function get(
  actor: Actor | null,
  id: string,
  field: schema.FileField,
) {
  const scope = authorise(policy.get, actor);
  const columns = orNotFound(await files.find(scope, id));
  return orNotFound(storedFile(columns[field]));
}

/** Replaces the file in a field of a row by an upload. */
export async function set(
  actor: Actor | null,
  id: string,
  field: schema.FileField,
  upload: Upload,
  version?: number,
) {
  const scope = authorise(policy.update, actor);
  const columns = orNotFound(await files.find(scope, id));
  const before = storedFile(columns[field]);
  const folder = `excursions/${id}/${field}`;
  return attachments.replace(upload, schema.files[field], folder, {
    before,
    version,
    save: (after) =>
      writes.replaceFile(actor, scope, id, field, { before, after }, version),
  });
}

/** Removes the file in a field of a row. */
export async function remove(
  actor: Actor | null,
  id: string,
  field: schema.FileField,
  version?: number,
) {
  const scope = authorise(policy.update, actor);
  const columns = orNotFound(await files.find(scope, id));
  const before = orNotFound(storedFile(columns[field]));
  return attachments.clear({
    before,
    version,
    save: (after) =>
      writes.replaceFile(actor, scope, id, field, { before, after }, version),
  });
}

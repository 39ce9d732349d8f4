import { z } from "zod";

import { notFound } from "~/server/errors";
import { matchesIfNoneMatch } from "~/server/http/responses";
import { type StoredFile } from "~/server/rows";
import { storage } from "./storage";
import { isText } from "./types";
import { type Upload } from "./upload";

/** The query of an upload: the optional file name. */
export const uploadQuery = z.strictObject({
  name: z.string().min(1).max(255).optional(),
});

/** The upload of a request. */
export function uploadOf(
  request: Request,
  { name }: z.output<typeof uploadQuery>,
): Upload {
  const length = request.headers.get("content-length");
  return {
    body: request.body as unknown as Upload["body"],
    type: typeOf(request),
    length: length === null ? undefined : Number(length),
    name,
  };
}

function typeOf(request: Request): string {
  const type = request.headers.get("content-type")?.split(";")[0];
  return type?.trim().toLowerCase() ?? "";
}

/** Media types that browsers may display inline; others are downloads, since they may hold scripts. */
const shown = /^(image\/(?!svg)|audio\/|video\/)/;

/** 200 with the bytes, or 302 to the storage. */
export async function download(
  request: Request,
  file: StoredFile,
): Promise<Response> {
  const disposition = dispositionOf(file);
  const headers = {
    "Cache-Control": "private, no-cache",
    "Content-Disposition": disposition,
    "Content-Type": isText(file.type)
      ? `${file.type}; charset=utf-8`
      : file.type,
    ETag: `"${file.key.split("/").at(-1)}"`,
  };
  if (matchesIfNoneMatch(request, headers.ETag)) {
    return new Response(null, { status: 304, headers });
  }
  if (storage.link) {
    const link = await storage.link(file.key, { type: file.type, disposition });
    return new Response(null, { status: 302, headers: { Location: link } });
  }
  const isHead = request.method === "HEAD";
  const body = isHead ? null : await storage.open(file.key);
  if (!body && !isHead) throw notFound();
  return new Response(body, {
    headers: { ...headers, "Content-Length": String(file.size) },
  });
}

/** Content-Disposition (RFC 6266), with an ASCII fallback of the name. */
function dispositionOf({ name, type }: StoredFile): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${shown.test(type) ? "inline" : "attachment"}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

import { AppError } from "~/server/errors";

/** The longest body, in bytes. */
export const MAX_BODY = 1024 * 1024;

/** The same for handlers of libraries, whose data of a user is loaded by each of their requests. */
const MAX_EXTERNAL_BODY = 16 * 1024;

const types = ["application/json", "application/merge-patch+json"];

/** The JSON body of a request. */
export async function readJson(request: Request): Promise<unknown> {
  if (!isJson(request)) {
    throw new AppError("unsupported_media_type", `Send ${types.join(" or ")}.`);
  }
  return parse(await readBytes(request, MAX_BODY));
}

/** The body of a request to a library's handler: bounded, and well-formed if it is JSON. */
export async function readExternalBody(
  request: Request,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readBytes(request, MAX_EXTERNAL_BODY);
  if (bytes.byteLength > 0 && isJson(request)) parse(bytes);
  return bytes;
}

function isJson({ headers }: Request): boolean {
  const type = headers.get("content-type")?.split(";")[0]?.trim();
  return type !== undefined && types.includes(type.toLowerCase());
}

function parse(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("malformed", "The body is not JSON.", [], { cause });
  }
  const names = assertStorable(value, "");
  if (names !== colonsIn(text)) {
    throw new AppError("malformed", "The body has a duplicate property.");
  }
  return value;
}

/** The body, measured while it is read: Content-Length may be absent or wrong. */
async function readBytes(
  request: Request,
  max: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (encoding !== "identity") {
    throw new AppError("unsupported_media_type", "Send it uncompressed.");
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) return new Uint8Array();
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > max) {
      throw new AppError("too_large", `The body is longer than ${max} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("malformed", "The body is not UTF-8.", [], { cause });
  }
}

/** The deepest nesting of a body. */
const MAX_DEPTH = 20;

/** The greatest number: Prisma treats slightly greater ones as infinite. */
const MAX_NUMBER = 1e308;

/** The most properties and items of a body. */
const MAX_VALUES = 10_000;

/** Throws if a value cannot be stored as it is. Returns the number of properties. */
export function assertStorable(
  value: unknown,
  pointer: string,
  depth = 0,
): number {
  if (depth > MAX_DEPTH) {
    throw new AppError("malformed", "The body is nested too deeply.");
  }
  if (typeof value === "string" && !isText(value)) {
    throw unstorable(pointer, "Not well-formed text.");
  }
  if (typeof value === "number" && Math.abs(value) > MAX_NUMBER) {
    throw unstorable(pointer, `At most ${MAX_NUMBER}.`);
  }
  if (typeof value !== "object" || value === null) return 0;
  const entries = Object.entries(value);
  if (entries.length > MAX_VALUES) {
    throw new AppError("too_large", `More than ${MAX_VALUES} values.`);
  }
  let names = Array.isArray(value) ? 0 : entries.length;
  for (const [key, inner] of entries) {
    const place = `${pointer}/${key}`;
    if (!isText(key)) throw unstorable(place, "Not a well-formed name.");
    if (key === "__proto__") throw unstorable(place, `${key} is reserved.`);
    names += assertStorable(inner, place, depth + 1);
  }
  return names;
}

/** The colons of a JSON text outside of strings: one for each property, duplicates included. */
function colonsIn(text: string): number {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, "").split(":").length - 1;
}

/** Whether databases can store the text: without NUL and lone surrogates. */
function isText(value: string): boolean {
  return !value.includes("\0") && value.isWellFormed();
}

function unstorable(pointer: string, message: string): AppError {
  return new AppError("invalid", "A value cannot be stored.", [
    { pointer, code: "unstorable", message },
  ]);
}

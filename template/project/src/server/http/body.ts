import { AppError } from "~/server/errors";

/** The longest body that is read, in bytes. */
const MAX_BODY = 1024 * 1024;

const types = ["application/json", "application/merge-patch+json"];

/** The JSON value that a request carries. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim();
  if (!type || !types.includes(type.toLowerCase())) {
    throw new AppError("unsupported_media_type", `Send ${types.join(" or ")}.`);
  }
  const text = decode(await readBytes(request));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("malformed", "The body is not JSON.", [], { cause });
  }
  assertStorable(value, "");
  return value;
}

/** The body, counted while it comes: Content-Length may be missing, or a lie. */
async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) return new Uint8Array();
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BODY) {
      throw new AppError(
        "too_large",
        `The body is longer than ${MAX_BODY} bytes.`,
      );
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

/** The deepest nesting that is read. */
const MAX_DEPTH = 20;

/** The greatest number that is read: what Prisma takes for infinite is a little more. */
const MAX_NUMBER = 1e308;

/** Refuses what cannot be stored, or would not come back as it is. */
function assertStorable(value: unknown, pointer: string, depth = 0): void {
  if (depth > MAX_DEPTH) {
    throw new AppError("malformed", "The body is nested too deep.");
  }
  const reason = unstorable(value);
  if (reason) {
    throw new AppError("invalid", "The body has what cannot be stored.", [
      { pointer, code: "unstorable", message: reason },
    ]);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    assertStorable(inner, `${pointer}/${key}`, depth + 1);
  }
}

/** NUL and half of a surrogate pair, a name that objects keep for themselves, the greatest numbers. */
function unstorable(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return value.includes("\0") || !value.isWellFormed()
        ? "Not well-formed text."
        : undefined;
    case "number":
      return Math.abs(value) > MAX_NUMBER
        ? `At most ${MAX_NUMBER}.`
        : undefined;
    case "object":
      return value !== null && Object.hasOwn(value, "__proto__")
        ? "Nothing can be named __proto__."
        : undefined;
  }
}

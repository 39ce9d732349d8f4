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

/** Refuses text that no database stores: NUL, and half of a surrogate pair. */
function assertStorable(value: unknown, pointer: string, depth = 0): void {
  if (depth > MAX_DEPTH) {
    throw new AppError("malformed", "The body is nested too deep.");
  }
  if (
    typeof value === "string" &&
    (value.includes("\0") || !value.isWellFormed())
  ) {
    throw new AppError("invalid", "The body has text that cannot be stored.", [
      { pointer, code: "invalid_text", message: "Not well-formed text." },
    ]);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    assertStorable(inner, `${pointer}/${key}`, depth + 1);
  }
}

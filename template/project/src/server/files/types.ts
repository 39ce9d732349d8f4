import { createReadStream, openAsBlob } from "node:fs";
import { fileTypeFromBlob } from "file-type";
import mime from "mime";

/** Whether a type is text: without a signature, but UTF-8. */
export function isText(type: string): boolean {
  return /^text\/|[/+](json|xml)$/.test(type);
}

/** Whether the signature of a file matches its media type. */
export async function holds(path: string, type: string): Promise<boolean> {
  if (isText(type)) return isUtf8(path);
  try {
    // Not by the path: that loads a package which a bundle does not hold.
    const found = await fileTypeFromBlob(await openAsBlob(path));
    return found?.mime.split(";")[0] === type;
  } catch (error) {
    // A truncated file matches nothing. Only errors of the disk have a code.
    if (error instanceof Error && "code" in error) throw error;
    return false;
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const chunks = createReadStream(path) as AsyncIterable<Uint8Array>;
  try {
    for await (const chunk of chunks) {
      if (decoder.decode(chunk, { stream: true }).includes("\0")) return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * A safe file name: the last part of the sent name, without control and special characters, and with an
 * extension of its media type.
 */
export function nameOf(sent: string | undefined, type: string): string {
  const last = sent?.split(/[/\\]/).at(-1) ?? "";
  const name = last.replace(/\p{C}/gu, "").trim() || "file";
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  const isRight = ending && mime.getAllExtensions(type)?.has(ending);
  return isRight ? name : `${name}.${mime.getExtension(type)}`;
}

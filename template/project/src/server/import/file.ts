import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";

import { AppError } from "~/server/errors";

/** The longest file and the longest row, in bytes. */
const MAX_FILE = 512 * 1024 * 1024;
const MAX_ROW = 1024 * 1024;

export const formats = ["text/csv", "application/x-ndjson"] as const;

/** A complete file of rows. */
export type File = { path: string; format: (typeof formats)[number] };

/** The values of a row: texts of CSV, or JSON. `line` is where it ends. */
export type Row = {
  line: number;
  values: Record<string, unknown>;
  /** The cells do not match the header, or the line is not a JSON object. */
  error?: string;
};

/** Where the body of a request is kept until its rows have been written. */
export function newFile({ headers }: Request): File {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  const format = formats.find((one) => one === type);
  if (!format || headers.has("content-encoding")) {
    const message = `Send ${formats.join(" or ")}, uncompressed.`;
    throw new AppError("unsupported_media_type", message);
  }
  return { path: join(tmpdir(), `import-${randomUUID()}`), format };
}

/** Receives a file, measured while it is read: Content-Length may be absent or wrong. */
export async function receive({ path }: File, request: Request): Promise<void> {
  const chunks = request.body as AsyncIterable<Uint8Array> | null;
  let size = 0;
  async function* measured() {
    for await (const chunk of chunks ?? []) {
      size += chunk.byteLength;
      if (size > MAX_FILE) {
        const message = `The file is longer than ${MAX_FILE} bytes.`;
        throw new AppError("too_large", message);
      }
      yield chunk;
    }
  }
  await pipeline(measured, createWriteStream(path, { flags: "wx" }));
}

/** The rows of a file, read as they are taken. */
export async function* rowsOf(file: File): AsyncGenerator<Row> {
  yield* file.format === "text/csv" ? cellsOf(file) : objectsOf(file);
}

async function* objectsOf({ path }: File): AsyncGenerator<Row> {
  let line = 0;
  for await (const text of linesOf(path)) {
    line += 1;
    if (text.trim()) yield { line, ...objectIn(text) };
  }
}

function objectIn(text: string): Omit<Row, "line"> {
  const error = "The line is not a JSON object.";
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && !Array.isArray(value);
    if (isObject && value) return { values: { ...value } };
  } catch {
    // As any other line that is not an object.
  }
  return { values: {}, error };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const text of textOf(path)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > MAX_ROW) {
      const message = `A line is longer than ${MAX_ROW} bytes.`;
      throw new AppError("too_large", message);
    }
  }
  yield rest;
}

/** A record of CSV, and the line where it ends. */
type Parsed = { record: string[]; info: { lines: number } };

async function* cellsOf({ path }: File): AsyncGenerator<Row> {
  const parser = parse({
    info: true,
    max_record_size: MAX_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // Ends the parser with the error, which `pipe` would not.
  const fed = pipeline(Readable.from(textOf(path)), parser).catch(() => null);
  let header: string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (header) yield { line: info.lines, ...withNames(header, record) };
      else header = named(record);
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const { message } = thrown as Error;
    throw new AppError("malformed", `The file is not CSV: ${message}.`);
  } finally {
    parser.destroy();
    await fed;
  }
}

function named(header: string[]): string[] {
  const twice = header.find((name, index) => header.indexOf(name) < index);
  if (twice === undefined) return header;
  throw new AppError("malformed", `The header has ${twice} more than once.`);
}

function withNames(header: string[], record: string[]): Omit<Row, "line"> {
  const entries = header.map((name, index) => [name, record[index]] as const);
  const values = Object.fromEntries(entries);
  if (record.length === header.length) return { values };
  const error = `There are ${record.length} cells, and ${header.length} columns.`;
  return { values, error };
}

/** The text of a file, without a byte order mark. */
async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      yield decoder.decode(chunk as Uint8Array, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new AppError("malformed", "The file is not UTF-8.", [], { cause });
  }
}

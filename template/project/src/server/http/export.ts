import { stringify } from "csv-stringify/sync";
import { z } from "zod";

import { log } from "~/server/log";
import { type Page, type PageQuery } from "~/server/pagination";
import { commonHeaders } from "./openapi";

/** How many rows a statement reads. No more of them are in memory at once. */
const BATCH = 1_000;

const BROKEN = "An export has ended early.";

/** Text that a spreadsheet would run, numbers apart. It gets a `'`, as what begins with such a `'` does. */
const FORMULA = /^'*(?:[=+@\t\r]|-(?![\d.]+$))/;

type Batch = { rows: object[]; columns: string[]; isFirst: boolean };

/** The formats: their media types, and a batch of rows as text. */
const formats = {
  csv: {
    type: "text/csv; charset=utf-8; header=present",
    text: ({ rows, columns, isFirst }: Batch) =>
      stringify(rows, {
        columns,
        header: isFirst,
        record_delimiter: "windows",
        cast: {
          boolean: String,
          date: (date) => date.toISOString(),
          string: (text) => (FORMULA.test(text) ? `'${text}` : text),
        },
      }),
  },
  ndjson: {
    type: "application/x-ndjson",
    text: ({ rows, columns }: Batch) =>
      rows.map((row) => `${JSON.stringify(pick(row, columns))}\n`).join(""),
  },
};

/** The name of a file without its ending, its columns, and its format. */
type File = { name: string; columns: string[]; format: keyof typeof formats };

/** The parameters of a list that make no sense for all of its rows at once. */
const PAGING = ["limit", "cursor", "count", "include"];

/** The query of an export: that of the list, for all of its rows, and the format. */
export function exportQuery<Output extends PageQuery>(list: {
  in: z.ZodObject;
  out: z.ZodType<Output>;
}) {
  const shape = Object.entries(list.in.shape);
  const parameters = {
    ...Object.fromEntries(shape.filter(([name]) => !PAGING.includes(name))),
    format: z.enum(["csv", "ndjson"]).optional(),
  };
  const error = `There are: ${Object.keys(parameters).join(", ")}.`;
  return z
    .strictObject(parameters, {
      error: ({ code }) => (code === "unrecognized_keys" ? error : undefined),
    })
    .transform(({ format, ...values }, context) => {
      const query = list.out.safeParse(values);
      if (query.success) return { ...query.data, format: format ?? "csv" };
      query.error.issues.forEach((issue) => context.addIssue({ ...issue }));
      return z.NEVER;
    });
}

/**
 * All rows of a list as a file. Each batch is read when the client has taken the one before, so that the
 * memory that it takes does not depend on the number of rows. Rows that are written meanwhile may be in it;
 * none is in it twice.
 */
export async function exported<Row extends object>(
  { name, columns, format }: File,
  read: (page: { limit: number; cursor?: string }) => Promise<Page<Row>>,
): Promise<Response> {
  // Outside of the stream: what is refused is answered as an error.
  const first = await read({ limit: BATCH });
  const { type, text } = formats[format];
  const bytes = new TextEncoder();
  let page: Page<Row> | null = first;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!page) return controller.close();
      const { items: rows, nextCursor } = page;
      const isFirst = page === first;
      controller.enqueue(bytes.encode(text({ rows, columns, isFirst })));
      page = nextCursor
        ? await orBroken(read({ limit: BATCH, cursor: nextCursor }))
        : null;
    },
  });
  return new Response(body, {
    headers: {
      "Content-Disposition": `attachment; filename="${name}.${format}"`,
      "Content-Type": type,
    },
  });
}

/** A page of the rest, or an error by which servers break the connection: the file must not look complete. */
async function orBroken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    log.error({ err: error }, BROKEN);
    const code = "ERR_STREAM_PREMATURE_CLOSE";
    throw Object.assign(new Error(BROKEN), { code });
  }
}

/** The names of the columns that an actor may read, or of those that a query selects. */
export function columnsOf(
  resource: z.ZodObject,
  unread: readonly string[] = [],
  fields: readonly string[] = Object.keys(resource.shape),
): string[] {
  return Object.keys(resource.shape).filter(
    (name) => fields.includes(name) && !unread.includes(name),
  );
}

function pick(row: object, columns: string[]) {
  const entries = Object.entries(row);
  return Object.fromEntries(entries.filter(([name]) => columns.includes(name)));
}

/** The OpenAPI operation of an export. */
export function exportOperation(summary: string) {
  const schema = { type: "string" };
  const content = Object.fromEntries(
    Object.values(formats).map(({ type }) => [type, { schema }]),
  );
  return {
    summary,
    responses: {
      200: { description: "The rows.", content, headers: commonHeaders },
    },
  };
}

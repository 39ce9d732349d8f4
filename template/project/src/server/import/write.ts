import { type z } from "zod";

import { type Actor } from "~/server/auth/access";
import { refusalOf } from "~/server/database-errors";
import { AppError, type Detail } from "~/server/errors";
import { withReferenceCache } from "~/server/references";
import { transaction } from "~/server/transaction";
import { rowsOf, type File, type Row } from "./file";
import { parsed, toBody } from "./values";

/** How many rows a transaction writes where those that are refused are skipped. */
const BATCH = 100;

/** The longest duration of a transaction that writes all rows, in milliseconds. */
const TIMEOUT = 30 * 60 * 1_000;

/** The most errors that are listed where all rows are written or none. */
const MAX_ERRORS = 100;

export type Options = {
  /** The field by which rows that exist are found: they are updated. */
  key?: string | undefined;
  onError: "rollback" | "skip";
  dryRun?: boolean | undefined;
  /** The first line that is imported. */
  from?: number | undefined;
};

/** Writes rows through the service, so that its rules apply. */
export type Target<Create, By, Id, Update> = {
  resource: z.ZodObject;
  create: z.ZodObject & z.ZodType<Create>;
  insert: (actor: Actor | null, input: Create) => Promise<unknown>;
  existing?: {
    keys: z.ZodObject & z.ZodType<By>;
    find: (actor: Actor | null, by: By) => Promise<Id | null>;
    change: z.ZodObject & z.ZodType<Update>;
    update: (actor: Actor | null, id: Id, input: Update) => Promise<unknown>;
  };
};

/** How many rows there were of each kind. */
type Counts = { created: number; updated: number; rejected: number };

/** A line of the answer. */
export type Result =
  | ({ type: "progress"; line: number } & Counts)
  | ({ type: "done"; dryRun: boolean } & Counts)
  | {
      type: "rejected";
      line: number;
      code: string;
      message: string;
      errors: Detail[];
      row: Row["values"];
    };

/** A row that is refused. */
type Refusal = { row: Row; error: AppError };

type Done = "created" | "updated";

type Write = (row: Row) => Promise<Done>;

/** Imports the rows of a file. Yields the lines of the answer. */
export async function* imported<Create, By, Id, Update>(
  file: File,
  actor: Actor | null,
  options: Options,
  target: Target<Create, By, Id, Update>,
): AsyncGenerator<Result, void> {
  const { dryRun = false, from = 1, onError } = options;
  const rows = () => batches(file, from);
  const write = writerOf(file, actor, target, options.key);
  const counts: Counts = { created: 0, updated: 0, rejected: 0 };
  if (onError === "rollback") {
    await assertValid(rows(), checkOf(file, target, options.key));
    Object.assign(counts, await writeAll(rows, write, dryRun));
  } else {
    for await (const batch of rows()) {
      yield* writeEach(batch, write, { counts, dryRun });
      const line = batch.at(-1)?.line ?? from;
      yield { type: "progress", line, ...counts };
    }
  }
  yield { type: "done", dryRun, ...counts };
}

async function* batches(file: File, from: number): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rowsOf(file)) {
    if (row.line < from) continue;
    if (batch.push(row) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Creates the row, or updates the one that has the same key. */
function writerOf<Create, By, Id, Update>(
  file: File,
  actor: Actor | null,
  target: Target<Create, By, Id, Update>,
  key: string | undefined,
): Write {
  const { create, insert, existing } = target;
  return async (row) => {
    const body = toBody(row, file, target);
    if (key && existing && (body[key] ?? null) !== null) {
      const { change } = existing;
      const by = parsed(existing.keys, { [key]: body[key] });
      const id = await existing.find(actor, by);
      if (id !== null) {
        const input = changeIn(body, key, { create, change });
        await existing.update(actor, id, parsed(change, input));
        return "updated";
      }
    }
    await insert(actor, parsed(create, body));
    return "created";
  };
}

/** Fields that cannot be changed are left out: in a file that is imported again they are as before. */
function changeIn(
  body: Row["values"],
  key: string,
  { create, change }: Record<"create" | "change", z.ZodObject>,
): Row["values"] {
  const names = Object.keys(body).filter(
    (name) => name !== key && (name in change.shape || !(name in create.shape)),
  );
  return Object.fromEntries(names.map((name) => [name, body[name]]));
}

/** Checks what needs no database. */
function checkOf<Create, By, Id, Update>(
  file: File,
  target: Target<Create, By, Id, Update>,
  key: string | undefined,
): (row: Row) => void {
  const { create, existing } = target;
  return (row) => {
    const body = toBody(row, file, target);
    if (!key || !existing) return void parsed(create, body);
    // The row may exist: then the fields of a new one are not required.
    const { change } = existing;
    parsed(change, changeIn(body, key, { create, change }));
  };
}

async function assertValid(
  rows: AsyncIterable<Row[]>,
  check: (row: Row) => void,
): Promise<void> {
  const refusals: Refusal[] = [];
  for await (const batch of rows) {
    for (const row of batch) {
      try {
        check(row);
      } catch (thrown) {
        refusals.push({ row, error: refusalOf(thrown) });
      }
    }
    if (refusals.length >= MAX_ERRORS) break;
  }
  if (refusals.length > 0) throw combined(refusals);
}

/** Writes all rows in one transaction. */
async function writeAll(
  rows: () => AsyncIterable<Row[]>,
  write: Write,
  dryRun: boolean,
): Promise<Record<Done, number>> {
  return inTransaction(dryRun, async () => {
    // The transaction may be tried again: it counts anew.
    const counts = { created: 0, updated: 0 };
    for await (const batch of rows()) {
      await withReferenceCache(async () => {
        for (const row of batch) {
          const done = await write(row).catch((thrown: unknown) => {
            throw combined([{ row, error: refusalOf(thrown) }]);
          });
          counts[done] += 1;
        }
      });
    }
    return counts;
  });
}

/** Writes rows in one transaction, or one by one if some are refused. Yields those. */
async function* writeEach(
  batch: Row[],
  write: Write,
  { counts, dryRun }: { counts: Counts; dryRun: boolean },
): AsyncGenerator<Result> {
  try {
    const rows = async function* () {
      yield await Promise.resolve(batch);
    };
    const { created, updated } = await writeAll(rows, write, dryRun);
    counts.created += created;
    counts.updated += updated;
  } catch (thrown) {
    refusalOf(thrown);
    for (const row of batch) {
      const done = await writeOne(row, write, dryRun);
      if (typeof done === "string") counts[done] += 1;
      else yield rejected({ row, error: done });
      if (typeof done !== "string") counts.rejected += 1;
    }
  }
}

/** What becomes of a row; the error if it is refused. */
async function writeOne(
  row: Row,
  write: Write,
  dryRun: boolean,
): Promise<Done | AppError> {
  const attempt = async () =>
    inTransaction(dryRun, () => write(row)).catch(refusalOf);
  const first = await attempt();
  // Somebody else has created the same row meanwhile: now it is found.
  const isTaken = first instanceof AppError && first.code === "conflict";
  return isTaken ? attempt() : first;
}

/** The end of a transaction whose changes are not kept. */
class DryRun<T> extends Error {
  constructor(readonly result: T) {
    super("dry run");
  }
}

async function inTransaction<T>(
  dryRun: boolean,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await transaction(async () => {
      const result = await work();
      if (dryRun) throw new DryRun(result);
      return result;
    }, TIMEOUT);
  } catch (thrown) {
    if (thrown instanceof DryRun) return thrown.result as T;
    throw thrown;
  }
}

function rejected({ row, error }: Refusal): Result {
  const { code, message, details } = error;
  const { line, values } = row;
  return {
    type: "rejected",
    line,
    code,
    message,
    errors: details,
    row: values,
  };
}

/** One error for all refusals; their pointers begin with the line. */
function combined(refusals: Refusal[]): AppError {
  const details = refusals.flatMap(({ row: { line }, error }) => {
    const { code, message } = error;
    const all = error.details.length > 0 ? error.details : [{ code, message }];
    return all.map((one) => ({
      ...one,
      pointer: `/${line}${one.pointer ?? ""}`,
    }));
  });
  const [first] = refusals;
  return new AppError(
    first?.error.code ?? "invalid",
    "Some rows are refused, so none is imported.",
    details.slice(0, MAX_ERRORS),
  );
}

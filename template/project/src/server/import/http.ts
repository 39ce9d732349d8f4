import { AsyncLocalStorage } from "node:async_hooks";
import { rm } from "node:fs/promises";
import { z } from "zod";

import { type Actor } from "~/server/auth/access";
import { AppError } from "~/server/errors";
import { commonHeaders } from "~/server/http/openapi";
import { boolean } from "~/server/http/scalars";
import { log } from "~/server/log";
import { formats, newFile, receive } from "./file";
import { imported, type Options, type Result, type Target } from "./write";

const TYPE = "application/x-ndjson";
const BROKEN = "An import has ended early.";

/** The query of an import; `keys` are fields by which rows that exist are found. */
export function importQuery(keys: readonly string[] = []) {
  const parameters = {
    key: z.enum(keys).optional(),
    dryRun: boolean().optional(),
    from: z
      .string()
      .regex(/^[1-9]\d{0,9}$/, "Send the number of a line.")
      .transform(Number)
      .optional(),
    onError: z.enum(["rollback", "skip"]).default("rollback"),
  };
  const schema = z.strictObject(parameters);
  return keys.length > 0 ? schema : schema.omit({ key: true });
}

type Context = { request: Request; actor: Actor | null; query: Options };

/**
 * Imports the rows of a body, which is received as a whole before the first of them is written: a client
 * that is slow, or goes away, holds no transaction open.
 */
export async function importRows<Create, By, Id, Update>(
  { request, actor, query }: Context,
  target: Target<Create, By, Id, Update>,
): Promise<Response> {
  if (request.headers.has("idempotency-key")) {
    const message = "An import takes no Idempotency-Key: use `key`.";
    throw new AppError("malformed", message);
  }
  const file = newFile(request);
  const results = imported(file, actor, query, target);
  const end = async () => {
    await results.return(undefined);
    await rm(file.path, { force: true });
  };
  try {
    await receive(file, request);
    // Outside of the stream: what is refused as a whole is answered as an error.
    return responseOf(await results.next(), results, end);
  } catch (thrown) {
    await end();
    throw thrown;
  }
}

type Next = IteratorResult<Result, void>;

function responseOf(
  first: Next,
  rest: AsyncGenerator<Result, void>,
  end: () => Promise<void>,
): Response {
  const bytes = new TextEncoder();
  // Streams are read outside of the context of the request.
  const inContext = AsyncLocalStorage.snapshot();
  let next: Next | null = first;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = next ?? (await inContext(() => rest.next()));
        next = null;
        if (!done) {
          controller.enqueue(bytes.encode(`${JSON.stringify(value)}\n`));
          return;
        }
        await end();
        controller.close();
      } catch (error) {
        await end();
        throw broken(error);
      }
    },
    cancel: end,
  });
  return new Response(body, { headers: { "Content-Type": TYPE } });
}

/** An error by which servers break the connection: the answer must not look complete. */
function broken(error: unknown): Error {
  log.error({ err: error }, BROKEN);
  const code = "ERR_STREAM_PREMATURE_CLOSE";
  return Object.assign(new Error(BROKEN), { code });
}

/** The OpenAPI operation of an import. */
export function importOperation(summary: string) {
  const schema = { type: "string" };
  const types = formats.map((type) => [type, { schema }] as const);
  return {
    summary,
    requestBody: { required: true, content: Object.fromEntries(types) },
    responses: {
      200: {
        description:
          "A line of JSON for each row that is refused, and one at the end.",
        content: { [TYPE]: { schema } },
        headers: commonHeaders,
      },
    },
  };
}

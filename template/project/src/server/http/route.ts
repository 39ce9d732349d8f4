import { z } from "zod";

import { authorise, type Actor, type Rule } from "~/server/auth/access";
import { getActor } from "~/server/auth/actor";
import { AppError } from "~/server/errors";
import { limit } from "~/server/limits/limit";
import { requestUnderWay } from "~/server/request";
import { readJson } from "./body";
import { once } from "./idempotency";
import { observed } from "./observe";
import { assertOwnPage } from "./origins";
import { asProblem, invalidBody, invalidParameters, problem } from "./problem";
import { secure, unlessKnown } from "./responses";
import { urlOf } from "./url";

/** What a handler asks of a request: who may send it, and what it must look like. */
type Demands<Where, Params, Query, Body> = {
  access: Rule<Where>;
  params?: z.ZodType<Params>;
  /** The same for all, or what this actor can ask. */
  query?: z.ZodType<Query> | ((actor: Actor | null) => z.ZodType<Query>);
  body?: z.ZodType<Body>;
};

/** What a handler gets: the request after all demands were met. */
type Context<Where, Params, Query, Body> = {
  request: Request;
  actor: Actor | null;
  /** The rows that the access rule opens for the actor. */
  scope: Where;
  params: Params;
  query: Query;
  body: Body;
  /** The version in If-Match, where the caller sent one. */
  version: number | undefined;
};

/**
 * The one wrapper around every handler, in this order: who is it, is it one call too many, may they, is
 * the address right, is the body right, do it. Whatever is thrown on the way is answered as problem+json.
 *
 * It knows nothing of Next, so that the standalone server and the tests can call it too.
 */
export function route<Where, Params = object, Query = object, Body = undefined>(
  demands: Demands<Where, Params, Query, Body>,
  handle: (context: Context<Where, Params, Query, Body>) => Promise<Response>,
) {
  return async (
    request: Request,
    { params }: { params: Promise<object> },
  ): Promise<Response> => {
    // Next promises undefined where the path has no parameters.
    const values = { ...(await params) };
    return observed(request, values, async () => {
      const limits: Record<string, string> = {};
      const response = unlessKnown(
        await answer(request, demands, handle, values, limits),
        request,
      );
      return secure(response, request, limits);
    });
  };
}

/** A handler that is not ours: with our limits and headers, and our words for what it throws. */
export function limited(handle: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const limits: Record<string, string> = {};
    let response;
    try {
      await limit(request, null, limits);
      response = await asProblem(await handle(request), request);
    } catch (thrown) {
      response = problem(thrown, request);
    }
    return secure(response, request, limits);
  };
}

async function answer<Where, Params, Query, Body>(
  request: Request,
  demands: Demands<Where, Params, Query, Body>,
  handle: (context: Context<Where, Params, Query, Body>) => Promise<Response>,
  params: object,
  limits: Record<string, string>,
): Promise<Response> {
  try {
    assertShort(request);
    assertOwnPage(request);
    const actor = await getActor(request);
    noteActor(actor);
    await limit(request, actor, limits);
    const scope = authorise(demands.access, actor);
    const context = {
      request,
      actor,
      scope,
      params: parameters(demands.params ?? (none as z.ZodType<Params>), params),
      query: parameters(queryFor(actor, demands.query), queryOf(request)),
      body: await bodyOf(demands.body, request),
      version: versionOf(request),
    };
    return await once(request, actor, context.body, () => handle(context));
  } catch (thrown) {
    return problem(thrown, request);
  }
}

function noteActor(actor: Actor | null) {
  const request = requestUnderWay();
  if (request && actor) request.actor = actor;
}

/** The longest address that is read, in letters, and the most parameters in it. */
const MAX_ADDRESS = 8_000;
const MAX_PARAMETERS = 100;

function assertShort({ url }: Request): void {
  if (url.length <= MAX_ADDRESS) return;
  const message = `The address is longer than ${MAX_ADDRESS} letters.`;
  throw new AppError("address_too_long", message);
}

/** No parameters at all: an unknown one is refused. */
const none: unknown = z.strictObject({}, "There are none.");

function queryFor<Query>(
  actor: Actor | null,
  query: Demands<unknown, unknown, Query, unknown>["query"],
): z.ZodType<Query> {
  if (typeof query === "function") return query(actor);
  return query ?? (none as z.ZodType<Query>);
}

function parameters<T>(schema: z.ZodType<T>, values: object): T {
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw invalidParameters(parsed.error);
  return parsed.data;
}

function queryOf(request: Request): Record<string, string> {
  const pairs = [...urlOf(request).searchParams];
  if (pairs.length > MAX_PARAMETERS) {
    const message = `The address has more than ${MAX_PARAMETERS} parameters.`;
    throw new AppError("invalid_query", message);
  }
  const seen = new Set<string>();
  for (const [name, value] of pairs) {
    if (seen.has(name)) {
      throw new AppError("invalid_query", "A parameter may be given once.", [
        {
          parameter: name,
          code: "repeated",
          message: "Given more than once.",
        },
      ]);
    }
    if (value.includes("\0")) {
      throw new AppError("invalid_query", "No text that is stored has NUL.", [
        { parameter: name, code: "invalid_text", message: "It has NUL." },
      ]);
    }
    seen.add(name);
  }
  // Own properties, `__proto__` too, so that an unknown one is seen.
  return Object.fromEntries(pairs);
}

async function bodyOf<T>(
  schema: z.ZodType<T> | undefined,
  request: Request,
): Promise<T> {
  if (!schema) return undefined as T;
  const parsed = schema.safeParse(await readJson(request));
  if (!parsed.success) throw invalidBody(parsed.error);
  return parsed.data;
}

function versionOf(request: Request): number | undefined {
  const tag = request.headers.get("if-match");
  if (tag === null || tag === "*") return undefined;
  const version = /^"(\d{1,9})"$/.exec(tag)?.[1];
  if (!version) {
    throw new AppError(
      "version_conflict",
      "If-Match is not an ETag of this API.",
    );
  }
  return Number(version);
}

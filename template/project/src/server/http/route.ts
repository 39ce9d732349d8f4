import { z } from "zod";

import { authorise, type Actor, type Rule } from "~/server/auth/access";
import { getActor } from "~/server/auth/actor";
import { AppError } from "~/server/errors";
import { requestUnderWay } from "~/server/request";
import { readJson } from "./body";
import { observed } from "./observe";
import { invalidBody, invalidParameters, problem } from "./problem";
import { secure } from "./responses";

/** What a handler asks of a request: who may send it, and what it must look like. */
type Demands<Where, Params, Query, Body> = {
  access: Rule<Where>;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
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
 * The one wrapper around every handler, in this order: who is it, may they, is the address right, is
 * the body right, do it. Whatever is thrown on the way is answered as problem+json.
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
    return observed(request, values, async () =>
      secure(await answer(request, demands, handle, values)),
    );
  };
}

async function answer<Where, Params, Query, Body>(
  request: Request,
  demands: Demands<Where, Params, Query, Body>,
  handle: (context: Context<Where, Params, Query, Body>) => Promise<Response>,
  params: object,
): Promise<Response> {
  try {
    const actor = await getActor(request);
    noteActor(actor);
    const scope = authorise(demands.access, actor);
    return await handle({
      request,
      actor,
      scope,
      params: parameters(demands.params ?? none<Params>(), params),
      query: parameters(demands.query ?? none<Query>(), queryOf(request)),
      body: await bodyOf(demands.body, request),
      version: versionOf(request),
    });
  } catch (thrown) {
    return problem(thrown, request);
  }
}

function noteActor(actor: Actor | null) {
  const request = requestUnderWay();
  if (request && actor) request.actor = actor.id;
}

/** No parameters at all: an unknown one is refused. */
function none<T>(): z.ZodType<T> {
  const nothing = z.strictObject({}, "There are none.");
  return nothing as unknown as z.ZodType<T>;
}

function parameters<T>(schema: z.ZodType<T>, values: object): T {
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw invalidParameters(parsed.error);
  return parsed.data;
}

function queryOf(request: Request): Record<string, string> {
  const pairs = [...new URL(request.url).searchParams];
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

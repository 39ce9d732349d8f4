import { type Detail, type ErrorCode } from "~/server/errors";
import { type Json } from "./json-schema";

/** The name and description of each error response, by status. */
const refusals = {
  400: ["BadRequest", "The address or the body cannot be read."],
  401: ["Unauthorized", "Sign in to do this."],
  403: ["Forbidden", "The caller may not do this."],
  404: ["NotFound", "There is nothing here that the caller may see."],
  409: ["Conflict", "It does not go with what is there."],
  412: ["PreconditionFailed", "Somebody changed it meanwhile."],
  413: ["ContentTooLarge", "The body is too long."],
  414: ["AddressTooLong", "The address is too long."],
  415: ["UnsupportedMediaType", "The body has another type than is taken."],
  422: ["UnprocessableContent", "The body has values that are not taken."],
  428: ["PreconditionRequired", "Say which version is meant, in If-Match."],
  429: ["TooManyRequests", "The caller has to wait."],
  431: ["HeadersTooLong", "The headers are too long, the address with them."],
  500: ["InternalServerError", "Something went wrong on the server."],
  503: ["ServiceUnavailable", "Try again in a moment."],
} as const;

/** Example codes and details of error responses, by status. */
const examples: Partial<Record<string, [ErrorCode, ...Detail[]]>> = {
  400: [
    "invalid_query",
    { parameter: "limit", code: "too_big", message: "At most 100." },
  ],
  401: ["unauthorized"],
  403: ["forbidden"],
  404: ["not_found"],
  409: [
    "conflict",
    { pointer: "/name", code: "already_taken", message: "It is taken." },
  ],
  412: ["version_conflict"],
  413: ["too_large"],
  414: ["address_too_long"],
  415: ["unsupported_media_type"],
  422: [
    "invalid",
    { pointer: "/name", code: "too_small", message: "It is too short." },
  ],
  429: ["too_many_requests"],
  500: ["internal"],
  503: ["unavailable"],
};

const common = {
  ...header("X-Request-Id", "Names the request in the log."),
  ...header("RateLimit", "What is left of the calls of this caller."),
  ...header("RateLimit-Policy", "How many calls there are, in how long."),
};
const headersOf: Record<string, Json> = {
  401: header("WWW-Authenticate", "How to sign in."),
  429: header("Retry-After", "How many seconds to wait."),
  503: header("Retry-After", "How many seconds to wait."),
};

function header(name: string, description: string): Json {
  return { [name]: { description, schema: { type: "string" } } };
}

/** The error responses, for the components of the document. */
export function refusalComponents(schema: Json): Json {
  return Object.fromEntries(
    Object.entries(refusals).map(([status, [name, description]]) => {
      const headers = { ...common, ...headersOf[status] };
      const example = exampleOf(status, description);
      const shown = { schema, ...(example && { example }) };
      const content = { "application/problem+json": shown };
      return [name, { description, headers, content }];
    }),
  );
}

function exampleOf(status: string, detail: string): Json | undefined {
  const [code, ...errors] = examples[status] ?? [];
  if (!code) return undefined;
  return {
    type: "about:blank",
    title: code.replaceAll("_", " "),
    status: Number(status),
    detail,
    code,
    requestId: "5f2b6c1e-8d3a-4f60-9a51-0c7d2e4b8f13",
    errors,
  };
}

/** References to the error responses with these statuses. */
export function refusalsOf(statuses: string[]): Json {
  return Object.fromEntries(
    statuses.map((status) => {
      const [name] = refusals[Number(status) as keyof typeof refusals];
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  );
}

type Operation = { operationId: string; responses: Record<string, Json> };
type Paths = Record<string, Record<string, Operation>>;

/**
 * Adds the headers of all responses to the paths, and links from created resources to their operations.
 * `versioned` are the references of schemas with an ETag.
 */
export function linked(
  paths: Record<string, Json>,
  versioned: string[],
): Record<string, Json> {
  for (const [path, operations] of Object.entries(paths as Paths)) {
    for (const [method, operation] of operationsOf(operations)) {
      for (const [status, answer] of Object.entries(operation.responses)) {
        if ("$ref" in answer) continue;
        const isNew = method === "post" && status === "201";
        const isPlaced = isNew || status === "302";
        const isVersion = status === "304" || shows(answer, versioned);
        answer.headers = {
          ...common,
          ...(isVersion && header("ETag", "Its version, and a digest.")),
          ...(isPlaced && header("Location", "Where it is.")),
        };
        if (isNew) answer.links = linksBelow(`${path}/{id}`, paths as Paths);
      }
    }
  }
  return paths;
}

function shows(answer: Json, references: string[]): boolean {
  const { content = {} } = answer as {
    content?: Record<string, { schema: { $ref?: string } }>;
  };
  const shown = content["application/json"]?.schema.$ref;
  return shown !== undefined && references.includes(shown);
}

/** Links to the operations below the collection, by the id of the new resource. */
function linksBelow(start: string, paths: Paths): Json {
  const below = Object.entries(paths).filter(([path]) =>
    `${path}/`.startsWith(`${start}/`),
  );
  const parameters = { id: "$response.body#/id" };
  return Object.fromEntries(
    below
      .flatMap(([, operations]) => operationsOf(operations))
      .map(([, { operationId }]) => [operationId, { operationId, parameters }]),
  );
}

function operationsOf(operations: Record<string, Operation>) {
  return Object.entries(operations).filter(([key]) => key !== "parameters");
}

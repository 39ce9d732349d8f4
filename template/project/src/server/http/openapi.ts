import { z } from "zod";

import { type FieldRules, type Rule } from "~/server/auth/access";
import { basePath } from "./base-path";
import { contractOf, rulesOf, type Contract, type Operation } from "./contract";
import { jsonSchema, parametersOf, type Json } from "./json-schema";
import {
  commonHeaders,
  header,
  problemSchema,
  refusalComponents,
  refusalsOf,
} from "./openapi-answers";
import { type RouteFiles } from "./routes";

/** Security schemes by name. */
export type SecuritySchemes = Record<
  string,
  { type: string } & Record<string, string>
>;

/** A handler that `route` has made. */
type Endpoint = {
  path: string;
  method: string;
  contract: Contract;
  operation: Operation & { operationId: string; tags: string[] };
};

/** The OpenAPI 3.1 document of the routes, made of their contracts. */
export function document(
  info: { title: string; version: string },
  securitySchemes: SecuritySchemes,
  files: RouteFiles,
) {
  const endpoints = Object.entries(files).flatMap(endpointsOf);
  const schemas: Record<string, Json> = {};
  const convert = converter(endpoints, schemas);
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    const { path, method } = endpoint;
    (paths[path] ??= {})[method] = operationOf(endpoint, endpoints, convert);
  }
  const tags = new Set(endpoints.flatMap(({ operation }) => operation.tags));
  const json = JSON.stringify({
    openapi: "3.1.0",
    info,
    servers: [{ url: basePath || "/" }],
    tags: [...tags].map((name) => {
      const description = schemas[name]?.description;
      return { name, ...(description !== undefined && { description }) };
    }),
    // Any of these; public operations override it.
    security: Object.keys(securitySchemes).map((name) => ({ [name]: [] })),
    paths,
    components: {
      schemas: { Problem: problemSchema, ...schemas },
      responses: refusalComponents(),
      securitySchemes,
    },
  });
  return JSON.parse(
    json.replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as Json & { paths: typeof paths; components: Record<string, Json> };
}

/** The endpoints of a route file, such as `api/orders/[id]/route.ts`. */
function endpointsOf([file, exports]: [string, object]): Endpoint[] {
  const segments = file.split("/").slice(0, -1);
  const path = segments
    .filter((name) => !name.startsWith("("))
    .map((name) => `/${name.replace(/^\[(.+)\]$/, "{$1}")}`)
    .join("");
  const words = path.replace(/^\/api\//, "").match(/\w+/g) ?? [];
  return Object.entries(exports).flatMap(([name, handler]) => {
    const contract = contractOf(handler);
    if (!contract || contract.openapi === false) return [];
    const method = name.toLowerCase();
    const operationId = [method, ...words].join("_");
    const operation = { operationId, tags: words.slice(0, 1) };
    Object.assign(operation, contract.openapi);
    return [{ path, method, contract, operation }];
  });
}

const MERGE_PATCH =
  "A merge patch (RFC 7396): what is left out is kept, and null clears.";

type Convert = (schema: z.ZodType, io: "input" | "output") => Json;

/** Converts schemas to JSON Schema; named ones become components. */
function converter(
  endpoints: Endpoint[],
  components: Record<string, Json>,
): Convert {
  const rules = new Map<unknown, [FieldRules, "read" | "write"]>();
  for (const { contract } of endpoints) {
    if (contract.body) rules.set(contract.body, [rulesOf(contract), "write"]);
    rules.set(rowOf(contract.answer), [rulesOf(contract), "read"]);
  }
  let conversions = 0;
  return (schema, io) => {
    const converted = jsonSchema(schema, io, (type, { properties }) => {
      const [fields = {}, use = "read"] = rules.get(type) ?? [];
      for (const [name, property] of Object.entries(properties ?? {})) {
        Object.assign(property as Json, noteOf(fields[name]?.[use]));
      }
    });
    // Recursive schemas without a name are numbered anew by each conversion.
    const text = JSON.stringify(converted);
    const unique = text.replaceAll("__schema", `Schema${++conversions}_`);
    const { $defs, ...json } = JSON.parse(unique) as Json & { $defs?: Json };
    Object.assign(components, $defs);
    return json;
  };
}

/** The object of an answer: of a page, that of its items. */
function rowOf(answer: z.ZodType | undefined): z.ZodObject | undefined {
  if (!(answer instanceof z.ZodObject)) return undefined;
  const { items, nextCursor } = answer.shape as Record<string, z.ZodType>;
  const isPage = items instanceof z.ZodArray && nextCursor;
  return isPage ? rowOf(items.element as z.ZodType) : answer;
}

/** Whom a rule admits. */
function noteOf(rule: Rule | undefined): { description?: string } {
  if (!rule) return {};
  return { description: `Only for ${rule.label ?? "some callers"}.` };
}

function operationOf(
  endpoint: Endpoint,
  endpoints: Endpoint[],
  convert: Convert,
): Json {
  const { path, method, contract, operation } = endpoint;
  const { answer, body, query, params, status = 200, versioned } = contract;
  const { parameters = [], responses, ...own } = operation;
  const reads = method === "get";
  const posts = method === "post";
  const tagged = answer instanceof z.ZodObject && "version" in answer.shape;
  const rules = rulesOf(contract);
  const listed = typeof query === "function" ? query([]) : query;
  const hasBody = body ?? own.requestBody;
  const statuses = [
    ...[400, 401, 403, 414, 429, 431, 500, 503],
    ...(path.includes("{") ? [404] : []),
    ...(reads ? [] : [409]),
    ...(versioned && !reads ? [412] : []),
    ...(hasBody ? [413, 415] : []),
    ...(hasBody || posts ? [422] : []),
  ];
  const json = answer && convert(answer, "output");
  const headers = {
    ...commonHeaders,
    ...(tagged && header("ETag", "The version, and a digest.")),
    ...(status === 201 && header("Location", "The URL of the new resource.")),
  };
  return {
    ...(body && method === "patch" && { description: MERGE_PATCH }),
    ...own,
    ...(isPublic(contract) && { security: [] }),
    parameters: [
      ...(params ? parametersOf(params, "path") : []),
      ...(listed ? parametersOf(listed, "query") : []).map((parameter) => {
        const [field = ""] = parameter.name.split("[");
        return { ...parameter, ...noteOf(rules[field]?.read) };
      }),
      ...(posts ? [idempotencyKey] : []),
      ...(versioned && !reads ? [ifMatch] : []),
      ...(tagged && reads ? [ifNoneMatch] : []),
      ...parameters,
    ],
    ...(body && { requestBody: requestBody(convert(body, "input")) }),
    responses: {
      [status]: {
        description: "Success.",
        headers,
        ...(json && { content: { "application/json": { schema: json } } }),
        ...(status === 201 && { links: linksOf(path, endpoints) }),
      },
      ...(tagged &&
        reads && { 304: { description: "Not modified.", headers } }),
      ...refusalsOf(statuses),
      ...withHeaders(responses),
    },
  };
}

/** Own responses with the headers of all responses. */
function withHeaders(responses: Record<string, { headers?: Json }> = {}): Json {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      { ...response, headers: { ...commonHeaders, ...response.headers } },
    ]),
  );
}

/** Whether callers need no authentication: for the operation, and for what its body has to set. */
function isPublic(contract: Contract): boolean {
  const { access, body } = contract;
  const rules = Object.entries(rulesOf(contract))
    .filter(([name]) => isRequired(body, name))
    .map(([, { write }]) => write);
  return [access, ...rules].every((rule) => {
    try {
      return rule?.(null) !== null;
    } catch {
      return false;
    }
  });
}

function isRequired(body: z.ZodType | undefined, name: string): boolean {
  const type: unknown = body instanceof z.ZodObject && body.shape[name];
  return type instanceof z.ZodType && !type.safeParse(undefined).success;
}

function requestBody(schema: Json): Json {
  const content = { schema };
  return {
    required: true,
    content: {
      "application/json": content,
      "application/merge-patch+json": content,
    },
  };
}

/** Links from a new resource to the operations on it. */
function linksOf(path: string, endpoints: Endpoint[]): Json {
  const parameters = { id: "$response.body#/id" };
  const below = endpoints.filter((one) =>
    `${one.path}/`.startsWith(`${path}/{id}/`),
  );
  return Object.fromEntries(
    below.map(({ operation: { operationId } }) => {
      return [operationId, { operationId, parameters }];
    }),
  );
}

const ifMatch = {
  name: "If-Match",
  in: "header",
  schema: { type: "string", pattern: '^("\\d{1,9}(-[\\w-]{1,64})?"|\\*)$' },
  description: "The ETag of the version to change. For any other, it is 412.",
};

export const ifNoneMatch = {
  name: "If-None-Match",
  in: "header",
  schema: { type: "string" },
  description: "The ETag of the client's copy. If it is current, it is 304.",
};

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,255}$" },
  description: "A repeated request gets the first response again.",
};

import superjson from "superjson";
import { z } from "zod";

import { paths } from "~/server/api/handler";
import { api } from "./api";

const failure = z.object({
  error: z.object({
    json: z.object({
      message: z.string(),
      data: z.object({
        httpStatus: z.number(),
        zodError: z
          .object({
            formErrors: z.array(z.string()),
            fieldErrors: z.record(z.string(), z.array(z.string())),
          })
          .nullable(),
        appError: z
          .object({ code: z.string(), details: z.array(z.unknown()) })
          .nullable(),
      }),
    }),
  }),
});
const success = z.object({ result: z.object({ data: z.looseObject({}) }) });

/**
 * Calls the procedure that does what a request of the REST API does, and answers as that would: so that
 * one test checks both.
 */
export const overTRPC: typeof api = async (method, path, options = {}) => {
  const { pathname, searchParams } = new URL(path, "http://localhost");
  const found = Object.entries(paths).find(([, known]) =>
    `${pathname}/`.startsWith(`/api/${known}/`),
  );
  if (!found) throw new Error(`${path} has no router`);
  const [router, known] = found;
  const rest = pathname.slice(`/api/${known}`.length);
  const [, id, action] = rest.split("/");
  const query = Object.fromEntries(searchParams);
  const sent = { id, action, query, body: options.body };
  const { procedure, input, status } = callOf(method, sent);

  const { as, headers } = options;
  const body = superjson.serialize(input);
  const url = `/api/trpc/${router}.${procedure}`;
  const search = new URLSearchParams({ input: JSON.stringify(body) });
  const response =
    method === "GET"
      ? await api("GET", `${url}?${search.toString()}`, { as, headers })
      : await api("POST", url, { as, headers, body });
  const content: unknown = await response.json();
  if (!response.ok) return refused(failure.parse(content), method);
  if (status === 204) return new Response(null, { status });
  const { data } = success.parse(content).result;
  const answer = superjson.deserialize(data as never);
  return Response.json(answer, { status });
};

type Sent = {
  id: string | undefined;
  action: string | undefined;
  query: Record<string, string>;
  body: unknown;
};

/** The procedure of a request, its input, and the status of its success. */
function callOf(method: string, { id, action, query, body }: Sent) {
  if (method === "GET" && id) {
    return { procedure: "get", input: { id, ...query }, status: 200 };
  }
  if (method === "GET") return { procedure: "list", input: query, status: 200 };
  if (action) return { procedure: action, input: { id }, status: 200 };
  if (method === "POST") {
    return { procedure: "create", input: body, status: 201 };
  }
  if (method === "PATCH") {
    return { procedure: "update", input: { id, data: body }, status: 200 };
  }
  return { procedure: "delete", input: { id }, status: 204 };
}

/** An error of tRPC as a problem. Invalid inputs have one code in tRPC, and two in HTTP. */
function refused(
  { error }: z.output<typeof failure>,
  method: string,
): Response {
  const { message, data } = error.json;
  const invalid = method === "GET" ? 400 : 422;
  const status = data.zodError ? invalid : data.httpStatus;
  const problem = {
    type: "about:blank",
    title: data.appError?.code.replaceAll("_", " ") ?? "invalid",
    status,
    detail: message,
    code: data.appError?.code ?? "invalid",
    requestId: "",
    errors: data.appError?.details ?? [],
  };
  const headers = { "Content-Type": "application/problem+json" };
  return Response.json(problem, { status, headers });
}

import fastify, { type FastifyReply, type FastifyRequest } from "fastify";

import { userOf } from "./auth";
import { get, list, post, type Answer } from "./orders";

const app = fastify({ logger: { level: process.env.LOG_LEVEL ?? "info" } });

const user = ({ headers }: FastifyRequest) =>
  userOf(new Headers(headers as Record<string, string>));
const send = (reply: FastifyReply, { status, body }: Answer) =>
  reply.code(status).send(body);

app.get<{ Querystring: { include?: string } }>("/api/orders", async (request, reply) =>
  send(reply, await list(await user(request), request.query.include ?? null)),
);
app.get<{ Params: { id: string } }>("/api/orders/:id", async (request, reply) =>
  send(reply, await get(await user(request), request.params.id)),
);
app.post("/api/orders", async (request, reply) =>
  send(reply, await post(await user(request), request.body)),
);

await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });

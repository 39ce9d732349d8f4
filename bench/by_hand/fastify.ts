import fastify from "fastify";

import { list } from "~/by-hand";

const app = fastify();
app.get("/api/by-hand", async (request, reply) => {
  const headers = new Headers({
    authorization: request.headers.authorization ?? "",
  });
  const found = await list(headers);
  return found ?? reply.code(404).send();
});
await app.listen({ port: Number(process.env.PORT), host: "0.0.0.0" });

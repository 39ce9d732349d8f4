import fastify from "fastify";

import { tags } from "~/by-hand";

const app = fastify();
app.get("/api/by-hand", tags);
await app.listen({ port: Number(process.env.PORT), host: "0.0.0.0" });

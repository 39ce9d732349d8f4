import "reflect-metadata";
import { Body, Controller, Get, Module, Param, Post, Query, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";

import { userOf } from "./auth";
import { log } from "./log";
import { get, list, post, type Answer } from "./orders";

type Incoming = { headers: Record<string, string>; method: string; url: string };
type Outgoing = {
  status(code: number): Outgoing;
  json(body: unknown): void;
  statusCode: number;
  on(event: "finish", listener: () => void): void;
};

const user = ({ headers }: Incoming) => userOf(new Headers(headers));
const send = (response: Outgoing, { status, body }: Answer) =>
  response.status(status).json(body);

@Controller("api/orders")
class Orders {
  @Get()
  async list(
    @Req() request: Incoming,
    @Res() response: Outgoing,
    @Query("include") include?: string,
  ) {
    send(response, await list(await user(request), include ?? null));
  }

  @Get(":id")
  async get(@Req() request: Incoming, @Res() response: Outgoing, @Param("id") id: string) {
    send(response, await get(await user(request), id));
  }

  @Post()
  async post(@Req() request: Incoming, @Res() response: Outgoing, @Body() body: unknown) {
    send(response, await post(await user(request), body));
  }
}

@Module({ controllers: [Orders] })
class App {}

const app = await NestFactory.create(App, { logger: false });
app.use((request: Incoming, response: Outgoing, next: () => void) => {
  const start = performance.now();
  response.on("finish", () => {
    const milliseconds = Math.round(performance.now() - start);
    const { method, url } = request;
    log.info({ method, url, status: response.statusCode, milliseconds });
  });
  next();
});
await app.listen(Number(process.env.PORT), "127.0.0.1");

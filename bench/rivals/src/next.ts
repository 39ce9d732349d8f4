import { log } from "./log";
import type { Answer } from "./orders";

/** Sends an answer, and logs the request as the emitted server does. */
export async function send(
  request: Request,
  answering: () => Promise<Answer>,
): Promise<Response> {
  const start = performance.now();
  const { status, body } = await answering();
  const milliseconds = Math.round(performance.now() - start);
  log.info({ method: request.method, url: request.url, status, milliseconds });
  return Response.json(body, { status });
}

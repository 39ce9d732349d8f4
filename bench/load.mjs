/**
 * Sends requests to a server as clients do who know nothing of each other: at a fixed rate, whether or not
 * earlier ones have been answered. Reads its job from the first argument, and prints what it saw, as JSON.
 *
 * { port, token, seconds, rate, connections, orders }: without a rate, each connection sends one after the other.
 */
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const job = JSON.parse(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: job.connections });
const statuses = {};
const times = [];
const errors = {};
let withoutRetryAfter = 0;
let underWay = 0;
let sent = 0;

/** Four reads for each write: two lists, two rows; a new customer, or an order that changes. */
function next() {
  const order = job.orders[sent % job.orders.length];
  switch (sent++ % 10) {
    case 0:
      return ["POST", "/api/customers", { name: "A", email: `${crypto.randomUUID()}@example.com` }];
    case 5:
      return ["PATCH", `/api/orders/${order}`, { note: String(sent) }];
    case 1:
    case 6:
      return ["GET", "/api/tags"];
    case 2:
    case 7:
      return ["GET", "/api/orders?status=paid&sort=-placedAt"];
    default:
      return ["GET", `/api/orders/${order}`];
  }
}

function send(due) {
  const [method, path, body] = next();
  const text = body && JSON.stringify(body);
  const headers = { authorization: `Bearer ${job.token}` };
  if (text) {
    headers["content-type"] = "application/json";
    headers["content-length"] = Buffer.byteLength(text);
  }
  underWay++;
  return new Promise((resolve) => {
    const end = () => {
      underWay--;
      resolve();
    };
    const call = request({ agent, port: job.port, host: "127.0.0.1", method, path, headers }, (response) => {
      const { statusCode } = response;
      statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
      if ([429, 503].includes(statusCode) && !response.headers["retry-after"]) withoutRetryAfter++;
      response.resume().once("close", () => {
        if (statusCode < 300) times.push(performance.now() - due);
        end();
      });
    });
    call.once("error", ({ code, message }) => {
      errors[code ?? message] = (errors[code ?? message] ?? 0) + 1;
      end();
    });
    call.end(text);
  });
}

const start = performance.now();
const until = start + job.seconds * 1000;
if (job.rate) {
  for (let due = start; due < until; due += 1000 / job.rate) {
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    if (underWay < job.connections) {
      void send(due);
      continue;
    }
    // What has no connection is not sent, now or later: clients who wait would be counted as a slow server.
    await sleep(1);
    due = performance.now();
  }
} else {
  const one = async () => {
    while (performance.now() < until) await send(performance.now());
  };
  await Promise.all(Array.from({ length: job.connections }, one));
}
const seconds = (performance.now() - start) / 1000;
while (underWay > 0) await sleep(10);
agent.destroy();

times.sort((one, other) => one - other);
const at = (part) => times[Math.floor(times.length * part)] ?? 0;
const answered = Object.values(statuses).reduce((sum, count) => sum + count, 0);
console.log(
  JSON.stringify({
    rate: Math.round(answered / seconds),
    good: Math.round(times.length / seconds),
    p50: at(0.5),
    p99: at(0.99),
    statuses,
    errors,
    withoutRetryAfter,
  }),
);

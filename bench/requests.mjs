/**
 * Sends one kind of request with autocannon, 16 at a time, and prints what it counted, as JSON. Reads its
 * job from the first argument.
 *
 * { autocannon, url, token, amount, customer, number }: with a customer it creates orders, numbered from there.
 */
import { createRequire } from "node:module";

const job = JSON.parse(process.argv[2]);
const autocannon = createRequire(import.meta.url)(job.autocannon);
let number = BigInt(job.number);

function order() {
  const body = { number: `SO-${number++}`, total: "12.50", customerId: job.customer };
  return JSON.stringify(body);
}

const result = await autocannon({
  url: job.url,
  connections: 16,
  amount: job.amount,
  headers: { authorization: `Bearer ${job.token}`, "content-type": "application/json" },
  requests: [
    job.customer
      ? { method: "POST", setupRequest: (request) => ({ ...request, body: order() }) }
      : { method: "GET" },
  ],
});
const { errors, non2xx, "2xx": ok, statusCodeStats } = result;
console.log(JSON.stringify({ errors, non2xx, "2xx": ok, statusCodeStats }));

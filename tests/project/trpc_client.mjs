// Calls procedures with tRPC's own client from a project's packages, and prints answers and errors as JSON.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [root, text] = process.argv.slice(2);
const { url, token, calls } = JSON.parse(text);
const { resolve } = createRequire(join(root, "package.json"));
const load = (name) => import(pathToFileURL(resolve(name)).href);
const { createTRPCUntypedClient, httpBatchLink } = await load("@trpc/client");
const { default: superjson } = await load("superjson");

const headers = token ? { authorization: `Bearer ${token}` } : {};
const client = createTRPCUntypedClient({
  links: [httpBatchLink({ url, headers, transformer: superjson })],
});
const answers = [];
for (const [path, kind, input] of calls) {
  const call = kind === "query" ? client.query(path, input) : client.mutation(path, input);
  answers.push(await call.catch(({ message, data }) => ({ message, data })));
}
console.log(JSON.stringify(answers));

// Formats texts with the prettier of the project in the current folder.
import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
const prettier = createRequire(join(process.cwd(), "package.json"))("prettier");
const done = [];
for (const [path, source] of JSON.parse(await text(process.stdin))) {
  const info = await prettier.getFileInfo(path, { ignorePath: ".prettierignore" });
  const options = { ...(await prettier.resolveConfig(path)), filepath: path };
  const isLeft = info.ignored || !info.inferredParser;
  done.push(isLeft ? source : await prettier.format(source, options).catch(() => source));
}
process.stdout.write(JSON.stringify(done));

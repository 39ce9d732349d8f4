// Formats texts with the Biome of the project in the current folder. Its own launcher would start
// node once more for each text, so its program is started directly.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
const [, , ...command] = process.argv;
const ours = createRequire(join(process.cwd(), "package.json"));
const manifest = ours.resolve("@biomejs/biome/package.json");
const its = createRequire(manifest);
const isGlibc = Boolean(process.report.getReport().header.glibcVersionRuntime);
const libc = process.platform === "linux" && !isGlibc ? "-musl" : "";
const program = its.resolve(`@biomejs/cli-${process.platform}-${process.arch}${libc}/biome`);
const format = ([path, source]) =>
  new Promise((resolve) => {
    const options = { maxBuffer: 2 ** 26 };
    const answer = (error, written) => resolve(error ? source : written);
    const child = execFile(program, [...command, `--stdin-file-path=${path}`], options, answer);
    child.stdin.on("error", () => {}).end(source);
  });
const waiting = JSON.parse(await text(process.stdin));
const done = [];
while (waiting.length)
  done.push(...(await Promise.all(waiting.splice(0, availableParallelism()).map(format))));
process.stdout.write(JSON.stringify(done));

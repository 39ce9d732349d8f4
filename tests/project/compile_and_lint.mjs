// What `tsc --noEmit` and `eslint --max-warnings 0` say of the project that this is run in. Both need
// every type of it; here they share them, which halves the time.
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.resolve("package.json"));
const ts = require("typescript");
const { ESLint } = require("eslint");

const config = ts.getParsedCommandLineOfConfigFile(
  "tsconfig.json",
  { incremental: false },
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (fault) => report([fault]) },
);
const program = ts.createProgram(config.fileNames, config.options);
report([...config.errors, ...ts.getPreEmitDiagnostics(program)]);

const eslint = new ESLint({
  overrideConfig: {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { projectService: false, programs: [program] } },
  },
});
const results = await eslint.lintFiles(["src", "prisma", "tests"]);
if (results.some((one) => one.errorCount + one.warningCount > 0)) {
  process.exitCode = 1;
  console.log(await (await eslint.loadFormatter("stylish")).format(results));
}

function report(faults) {
  if (faults.length === 0) return;
  process.exitCode = 1;
  console.log(
    ts.formatDiagnostics(faults, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => process.cwd(),
      getNewLine: () => "\n",
    }),
  );
}

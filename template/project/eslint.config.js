import next from "eslint-config-next/core-web-vitals";
import tseslint from "typescript-eslint";

/**
 * Every layer of the server has its own imports. A rule says which ones it may not use, and what to
 * do instead.
 *
 * @param {string[]} files
 * @param {{ group: string[]; message: string }} borrowed
 * @returns {import("eslint").Linter.Config}
 */
const layer = (files, borrowed) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [borrowed] }] },
});

export default tseslint.config(
  {
    ignores: [
      ".next",
      "dist",
      "generated",
      "next-env.d.ts",
      "prisma/engine",
      "src/client",
    ],
  },
  ...next,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [
      ...tseslint.configs.recommended,
      ...tseslint.configs.recommendedTypeChecked,
      ...tseslint.configs.stylisticTypeChecked,
    ],
    rules: {
      "@typescript-eslint/array-type": "off",
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/consistent-type-imports": [
        "warn",
        { prefer: "type-imports", fixStyle: "inline-type-imports" },
      ],
      "@typescript-eslint/no-unused-vars": [
        "warn",
        { argsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  layer(["src/app/api/**/route.ts"], {
    group: ["~/server/db", "~/server/*/repository"],
    message: "Routes handle HTTP only. Call the service.",
  }),
  layer(["src/server/*/{service,uploads,bulk}.ts"], {
    group: [
      "~/server/db",
      "~/server/*/repository",
      "~/server/http/*",
      "next",
      "next/*",
    ],
    message:
      "Services hold the rules. Query by ./repository, call other services, and throw an AppError.",
  }),
  layer(["src/server/*/{repository,row,files}.ts"], {
    group: [
      "~/server/*/repository",
      "~/server/*/service",
      "~/server/http/*",
      "!~/server/http/json-schema",
      "next",
      "next/*",
    ],
    message:
      "Repositories query only, and import no other. Apply rules in the service.",
  }),
  layer(["src/server/*/schema.ts"], {
    group: ["~/server/*/service", "~/server/*/repository", "next", "next/*"],
    message: "Schemas define requests and responses, and depend on no service.",
  }),
  {
    linterOptions: {
      reportUnusedDisableDirectives: true,
    },
    languageOptions: {
      parserOptions: {
        projectService: true,
      },
    },
  },
);

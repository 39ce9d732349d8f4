import next from "eslint-config-next/core-web-vitals";
import tseslint from "typescript-eslint";

/**
 * Every room of the server has its own words. A rule says which ones it may not borrow, and what to
 * do instead.
 *
 * @param {string[]} files
 * @param {{ group: string[]; message: string }} borrowed
 * @returns {import("eslint").Linter.Config}
 */
const room = (files, borrowed) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [borrowed] }] },
});

export default tseslint.config(
  {
    ignores: [".next", "dist", "generated", "next-env.d.ts", "prisma/engine"],
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
  room(["src/app/api/**/route.ts"], {
    group: ["~/server/db", "~/server/*/repository"],
    message: "Routes speak HTTP only. Call the service.",
  }),
  room(["src/server/*/{service,references,uploads,bulk}.ts"], {
    group: ["~/server/db", "~/server/http/*", "next", "next/*"],
    message:
      "Services hold the rules. Ask a repository for rows, and throw an AppError.",
  }),
  room(["src/server/*/{repository,row,filter,included,deleted,files}.ts"], {
    group: ["~/server/http/*", "~/server/*/service", "next", "next/*"],
    message: "Repositories speak database only. Decide in the service.",
  }),
  room(["src/server/*/schema.ts"], {
    group: ["~/server/*/service", "~/server/*/repository", "next", "next/*"],
    message: "Schemas say what may come in and go out, and ask nobody.",
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

"""An app in the layout of create-t3-app, in few words: what `t3gen init` adds t3gen to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

DEPENDENCIES = {
    "@prisma/client": "^6.6.0",
    "@t3-oss/env-nextjs": "^0.12.0",
    "next": "^15.2.3",
    "react": "^19.0.0",
    "react-dom": "^19.0.0",
    "zod": "^3.24.2",
}
MANIFEST: Mapping[str, object] = {
    "name": "blog",
    "private": True,
    "type": "module",
    "scripts": {
        "build": "next build",
        "check": "next lint && tsc --noEmit",
        "dev": "next dev --turbo",
        "lint": "next lint",
        "start": "next start",
        "typecheck": "tsc --noEmit",
    },
    "dependencies": DEPENDENCIES,
    "devDependencies": {
        "@types/node": "^20.14.10",
        "@types/react": "^19.0.0",
        "eslint": "^9.23.0",
        "eslint-config-next": "^15.2.3",
        "prisma": "^6.6.0",
        "typescript": "^5.8.2",
    },
}
ENV = """\
import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";

export const env = createEnv({
  server: {
    // Where the newsletter is sent from.
    NEWS_FROM: z.string().optional(),
    DATABASE_URL: z.string().url(),
    NODE_ENV: z
      .enum(["development", "test", "production"])
      .default("development"),
  },
  client: {},
  runtimeEnv: {
    NEWS_FROM: process.env.NEWS_FROM,
    DATABASE_URL: process.env.DATABASE_URL,
    NODE_ENV: process.env.NODE_ENV,
    // NEXT_PUBLIC_NAME: process.env.NEXT_PUBLIC_NAME,
  },
  skipValidation: !!process.env.SKIP_ENV_VALIDATION,
  emptyStringAsUndefined: true,
});
"""
SCHEMA = """\
// The blog.

generator client {
    provider = "prisma-client-js"
    output   = "../generated/prisma"
}

datasource db {
    provider = "sqlite"
    url      = env("DATABASE_URL")
}

model Post {
    id        Int      @id @default(autoincrement())
    name      String
    createdAt DateTime @default(now())

    @@index([name])
}
"""
CLIENT = """\
import { env } from "~/env";
import { PrismaClient } from "../../generated/prisma";

// One for the whole process.
const createPrismaClient = () =>
  new PrismaClient({
    log: env.NODE_ENV === "development" ? ["query", "warn"] : ["error"],
  });

const globalForPrisma = globalThis as unknown as {
  prisma: ReturnType<typeof createPrismaClient> | undefined;
};

export const db = globalForPrisma.prisma ?? createPrismaClient();

if (env.NODE_ENV !== "production") globalForPrisma.prisma = db;
"""
TSCONFIG = """\
{
  "compilerOptions": {
    /* As strict as can be */
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "skipLibCheck": true,
    "target": "es2022",
    "allowJs": true,
    "checkJs": true,
    "esModuleInterop": true,
    "resolveJsonModule": true,
    "isolatedModules": true,
    "verbatimModuleSyntax": true,
    "lib": ["dom", "dom.iterable", "ES2022"],
    "noEmit": true,
    "module": "ESNext",
    "moduleResolution": "Bundler",
    "jsx": "preserve",
    "plugins": [{ "name": "next" }],
    "baseUrl": ".",
    "paths": {
      "~/*": ["./src/*"]
    }
  },
  "include": ["next-env.d.ts", "**/*.ts", "**/*.tsx", "**/*.js", ".next/types/**/*.ts"],
  "exclude": ["node_modules", "generated"]
}
"""
PAGE = """\
import { db } from "~/server/db";

export const dynamic = "force-dynamic";

export default async function Home() {
  return <h1>{await db.post.count()} posts</h1>;
}
"""
FILES: Mapping[str, str] = {
    ".env": '# Ours.\nDATABASE_URL="file:./db.sqlite"\n',
    ".env.example": '# Ours.\nDATABASE_URL="file:./db.sqlite"\n',
    ".gitignore": "/node_modules\n/.next/\n.env\n# typescript\n*.tsbuildinfo",
    "README.md": "# Blog\n",
    "next.config.js": 'import "./src/env.js";\n\nexport default {};\n',
    "package.json": f"{json.dumps(MANIFEST, indent=2)}\n",
    "prisma/schema.prisma": SCHEMA,
    "src/app/layout.tsx": """\
export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
""",
    "src/app/page.tsx": PAGE,
    "src/env.js": ENV,
    "src/server/db.ts": CLIENT,
    "tsconfig.json": TSCONFIG,
}


def make_app(root: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the app.

    Args:
        root: Where to.
        changes: Files that differ; None leaves one out.
    """
    for path, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return root


def manifest(**changes: object) -> str:
    """Return package.json with other keys."""
    return json.dumps({**MANIFEST, **changes}, indent=2)


def contents(root: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }

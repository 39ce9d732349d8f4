"""Where t3gen's code meets that of the app: its Prisma client and its sign-in."""

from __future__ import annotations

import posixpath
import re

from t3gen.adopting.edits import Edit
from t3gen.errors import ProjectError

CLIENT = "src/server/db.ts"
ACTOR = "src/server/auth/actor.ts"
TESTS = "vitest.config.ts"
SESSION = "src/server/auth/session.ts"
_GENERATED = "generated/prisma/client"
_COMMENTS = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_STOCK = re.compile(
    r'import\{env\}from"~/env";?import\{PrismaClient\}from"[^"]+";?'
    r"constcreatePrismaClient=\(\)=>newPrismaClient\(\{log:[^{}]*\}\);?"
    r"constglobalForPrisma=globalThisasunknownas\{"
    r"prisma:ReturnType<typeofcreatePrismaClient>\|undefined;?\};?"
    r"exportconstdb=globalForPrisma\.prisma\?\?createPrismaClient\(\);?"
    r'if\(env\.NODE_ENV!=="production"\)globalForPrisma\.prisma=db;?'
)
_IMPORT = re.compile(r'(from\s+")(@prisma/client|(?:\.{1,2}|~)/[^"]*generated/prisma)(")')
_CLIENT_COMPONENT = re.compile(r"""\s*["']use client["']""")
_TYPES = re.compile(r'import \{ (type \w+(?:, type \w+)*) \} from ("~/server/[^"]*")')
_NEXT_AUTH = "next-auth"
_TIMEOUT = "    testTimeout: 15_000,\n"
_INLINED = """\
    // It imports "next/server", which Node alone does not find.
    server: { deps: { inline: ["next-auth"] } },
"""
_LAST = '  return tokens.get(digest.digest("hex")) ?? null;\n'
_SESSION_LAST = '  return tokens.get(digest.digest("hex")) ?? sessionActor(headers);\n'
_CREDENTIALS = 'import { bearerToken, keyHeader } from "./credentials";\n'
_SESSIONS = {
    _NEXT_AUTH: """\
import { auth } from "~/server/auth";
import { type Actor } from "./actor";
import { hasToken } from "./credentials";

/** The user of Auth.js's session, whom its cookie names; null for strangers. */
export async function sessionActor(headers: Headers): Promise<Actor | null> {
  // An invalid token does not fall back to the cookie.
  if (hasToken(headers) || !headers.has("cookie")) return null;
  const session = await auth();
  // Give users a role, and answer it here, once a rule says `role(...)`.
  return session?.user ? { id: session.user.id, role: "user" } : null;
}
""",
    "better-auth": """\
import { auth } from "~/server/better-auth";
import { type Actor } from "./actor";
import { hasToken } from "./credentials";

/** The user of Better Auth's session, whom its cookie names; null for strangers. */
export async function sessionActor(headers: Headers): Promise<Actor | null> {
  // An invalid token does not fall back to the cookie.
  if (hasToken(headers) || !headers.has("cookie")) return null;
  const session = await auth.api.getSession({ headers });
  // Give users a role, and answer it here, once a rule says `role(...)`.
  return session ? { id: session.user.id, role: "user" } : null;
}
""",
}


def is_stock_client(text: str) -> bool:
    """Return whether src/server/db.ts is as create-t3-app writes it, but for its log."""
    return bool(_STOCK.fullmatch("".join(_COMMENTS.sub("", text).split())))


def session(auth: str) -> Edit:
    """Return the module that reads the caller from the app's auth library."""
    return Edit(SESSION, _SESSIONS[auth], (f"{SESSION}: the caller, by {auth}",))


def tests(auth: str, generated: str) -> str:
    """Return the configuration of the tests, which load the auth library of the app too.

    Raises:
        ProjectError: The template has another form.
    """
    if auth != _NEXT_AUTH:
        return generated
    if _TIMEOUT not in generated:
        raise ProjectError("the template's configuration has another form", where=TESTS)
    return generated.replace(_TIMEOUT, f"{_TIMEOUT}{_INLINED}")


def actor(generated: str) -> str:
    """Return t3gen's module of the caller, which tries tokens first and then the session.

    Raises:
        ProjectError: The template has another form.
    """
    if _LAST not in generated or _CREDENTIALS not in generated:
        raise ProjectError("the template's module of the caller has another form", where=ACTOR)
    credentials = f'{_CREDENTIALS}import {{ sessionActor }} from "./session";\n'
    return generated.replace(_CREDENTIALS, credentials).replace(_LAST, _SESSION_LAST)


def imports(path: str, text: str) -> Edit:
    """Return the edit of a module that imports the client from where Prisma 6 generates it.

    In a client component, types of the server are imported as such: `import { type A }` keeps the
    import itself, and a browser cannot load the client of Prisma 7.
    """
    there = posixpath.relpath(_GENERATED, posixpath.dirname(path))
    changed = [f'"{match[2]}" -> "{_target(match[2], there)}"' for match in _IMPORT.finditer(text)]
    text = _IMPORT.sub(lambda one: f"{one[1]}{_target(one[2], there)}{one[3]}", text)
    if _CLIENT_COMPONENT.match(text):
        changed += [f"{match[0]} -> {_as_types(match)}" for match in _TYPES.finditer(text)]
        text = _TYPES.sub(_as_types, text)
    return Edit(path, text, changed=tuple(changed))


def _as_types(match: re.Match[str]) -> str:
    return f"import type {{ {match[1].replace('type ', '')} }} from {match[2]}"


def _target(specifier: str, there: str) -> str:
    return there if specifier.startswith("@") else f"{specifier}/client"

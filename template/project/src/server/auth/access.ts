import { forbidden, unauthorized } from "~/server/errors";
import { type Actor } from "./actor";

export { type Actor };

/**
 * An access rule returns the rows that an actor may access, as a where-clause (`{}` for all rows), or
 * null for none. The clause becomes part of the statement that reads or writes, so that nothing can
 * change between the check and the access.
 */
export type Rule<Where = object> = {
  (actor: Actor | null): Where | null;
  /** Whom it admits, for the OpenAPI document: "the role admin". */
  label?: string;
};

/** Everybody, without authentication. */
export function everyone(): object {
  return {};
}

/** Every authenticated actor. */
export function signedIn(actor: Actor | null): object | null {
  return actor ? {} : null;
}
signedIn.label = "signed-in users";

/** Actors with the role. */
export function role(name: string): Rule {
  const rule: Rule = (actor) => (actor?.role === name ? {} : null);
  return Object.assign(rule, { label: `the role ${name}` });
}

/** The union of the rows of several rules. */
export function anyOf<Where extends object>(
  ...rules: Rule<Where>[]
): Rule<Where> {
  const rule: Rule<Where> = (actor) => {
    const open = rules
      .map((rule) => rule(actor))
      .filter((rows) => rows !== null);
    const all = open.find((rows) => Object.keys(rows).length === 0);
    if (all ?? open.length < 2) return all ?? open[0] ?? null;
    return { OR: open } as unknown as Where;
  };
  return Object.assign(rule, labelled(rules, " or "));
}

/** The intersection of the rows of several rules. */
export function allOf<Where extends object>(
  ...rules: Rule<Where>[]
): Rule<Where> {
  const rule: Rule<Where> = (actor) => {
    const open = rules
      .map((rule) => rule(actor))
      .filter((rows) => rows === null || Object.keys(rows).length > 0);
    if (open.includes(null)) return null;
    if (open.length < 2) return open[0] ?? ({} as Where);
    return { AND: open } as unknown as Where;
  };
  return Object.assign(rule, labelled(rules, " and "));
}

function labelled<Where>(rules: Rule<Where>[], word: string) {
  const labels = rules.map(({ label }) => label);
  return labels.includes(undefined) ? {} : { label: labels.join(word) };
}

/** The rows that the actor may access; throws if there are none. */
export function authorise<Where>(
  rule: Rule<Where>,
  actor: Actor | null,
): Where {
  const rows = rule(actor);
  if (rows === null) throw actor ? forbidden() : unauthorized();
  return rows;
}

/** The same for related rows: without access, a condition that matches none. */
export function visible<Where extends object>(
  rule: Rule<Where>,
  actor: Actor | null,
): Where {
  // Not `{ OR: [] }`, which Prisma leaves out where it is within other conditions.
  return rule(actor) ?? ({ id: { in: [] } } as unknown as Where);
}

/** The actor; throws if nobody is signed in. */
export function requireActor(actor: Actor | null): Actor {
  if (!actor) throw unauthorized();
  return actor;
}

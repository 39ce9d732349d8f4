import { forbidden, unauthorized } from "~/server/errors";
import { type Actor } from "./actor";

export { type Actor };

/**
 * Who may do something, as a where-clause: a rule answers the rows that it opens for an actor
 * (`{}` is all of them), or null where it opens none. The clause becomes part of the very statement
 * that reads or writes, so that nothing can change between the check and the act.
 */
export type Rule<Where = object> = (actor: Actor | null) => Where | null;

/** Everybody, strangers too. */
export function everyone(): object {
  return {};
}

/** Whoever is signed in. */
export function signedIn(actor: Actor | null): object | null {
  return actor ? {} : null;
}

/** Those who have the role. */
export function role(name: string): Rule {
  return (actor) => (actor?.role === name ? {} : null);
}

/** The rows that at least one of the rules opens. */
export function anyOf<Where extends object>(
  ...rules: Rule<Where>[]
): Rule<Where> {
  return (actor) => {
    const open = rules
      .map((rule) => rule(actor))
      .filter((rows) => rows !== null);
    const all = open.find((rows) => Object.keys(rows).length === 0);
    if (all ?? open.length < 2) return all ?? open[0] ?? null;
    return { OR: open } as unknown as Where;
  };
}

/** The rows that every one of the rules opens. */
export function allOf<Where extends object>(
  ...rules: Rule<Where>[]
): Rule<Where> {
  return (actor) => {
    const open = rules.map((rule) => rule(actor));
    return open.includes(null) ? null : ({ AND: open } as unknown as Where);
  };
}

/** The rows that the rule opens for the actor; throws where there are none. */
export function authorise<Where>(
  rule: Rule<Where>,
  actor: Actor | null,
): Where {
  const rows = rule(actor);
  if (rows === null) throw actor ? forbidden() : unauthorized();
  return rows;
}

/** The same for rows beside those that are asked for: where it opens none, none are visible. */
export function visible<Where extends object>(
  rule: Rule<Where>,
  actor: Actor | null,
): Where {
  return rule(actor) ?? ({ OR: [] } as unknown as Where);
}

/** The actor, who must be known. */
export function known(actor: Actor | null): Actor {
  if (!actor) throw unauthorized();
  return actor;
}

import { AppError, type Detail } from "~/server/errors";
import { type Actor, type Rule } from "./access";

/** Rules for reading and writing single fields, in addition to those of the rows. */
export type FieldRules = Record<string, { read?: Rule; write?: Rule }>;

/** The fields with a read rule. */
type ReadGuarded<Rules extends FieldRules> = {
  [Name in keyof Rules]: "read" extends keyof Rules[Name] ? Name : never;
}[keyof Rules];

/** A row whose fields with read rules may be absent. */
type Readable<Row, Rules extends FieldRules> = Omit<Row, ReadGuarded<Rules>> &
  Partial<Pick<Row, ReadGuarded<Rules> & keyof Row>>;

/** The rules of fields of related rows, by their names in queries: `agent.rating`. */
export function relatedFields(relations: Record<string, FieldRules>) {
  const rules = Object.entries(relations).flatMap(([relation, fields]) =>
    Object.entries(fields).map(([name, rule]) => [`${relation}.${name}`, rule]),
  );
  return Object.fromEntries(rules) as FieldRules;
}

/** Whether the actor has access to a field. */
export function admits(rule: Rule | undefined, actor: Actor | null): boolean {
  return rule === undefined || rule(actor) !== null;
}

/** The fields that the actor may not read. */
export function unreadable(actor: Actor | null, rules: FieldRules): string[] {
  return Object.keys(rules).filter((name) => !admits(rules[name]?.read, actor));
}

/** A row without the fields that the actor may not read. Every row of a response passes through here. */
export function omitUnreadable<Row extends object, Rules extends FieldRules>(
  rules: Rules,
  actor: Actor | null,
  row: Row,
): Readable<Row, Rules> {
  const hidden = unreadable(actor, rules);
  const entries = Object.entries(row);
  return Object.fromEntries(
    entries.filter(([name]) => !hidden.includes(name)),
  ) as Readable<Row, Rules>;
}

/** A condition for each field that the actor may read, so that nobody searches fields they cannot read. */
export function readableConditions<Where extends object>(
  rules: FieldRules,
  actor: Actor | null,
  conditions: Where,
): Where[] {
  const readable: object = omitUnreadable(rules, actor, conditions);
  return Object.entries(readable).map(([name, condition]) => {
    return { [name]: condition as unknown } as Where;
  });
}

/** Throws if a body, or one of several, sets fields that the actor may not write; `at` is its JSON Pointer. */
export function assertWritable(
  rules: FieldRules,
  actor: Actor | null,
  input: object,
  at = "",
): void {
  if (Array.isArray(input)) {
    for (const [index, item] of (input as object[]).entries()) {
      assertWritable(rules, actor, item, `${at}/${index}`);
    }
    return;
  }
  const code = actor ? "forbidden" : "unauthorized";
  const message = actor ? "You may not set this." : "Sign in to set this.";
  const details = Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .filter(([name]) => !admits(rules[name]?.write, actor))
    .map(([name]): Detail => ({ pointer: `${at}/${name}`, code, message }));
  if (details.length > 0) throw new AppError(code, message, details);
}

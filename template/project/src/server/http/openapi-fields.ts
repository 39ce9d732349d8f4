import { z } from "zod";

import { admits, type FieldRules } from "~/server/auth/fields";
import { rulesOf, type Contract } from "./contract";

/** The rules of the fields of a schema. */
const fieldRules = new WeakMap<object, [FieldRules, "read" | "write"]>();

/** Notes the rules of a contract, for its body and the row that it answers with. */
export function noteRules(contract: Contract, row: z.ZodObject | undefined) {
  const rules = rulesOf(contract);
  if (contract.body) fieldRules.set(contract.body, [rules, "write"]);
  if (row) fieldRules.set(row, [rules, "read"]);
}

/** Describes the fields of a schema by their rules. */
export function describeFields(
  type: object,
  { properties = {} }: z.core.JSONSchema.BaseSchema,
): void {
  const [rules = {}, use = "read"] = fieldRules.get(type) ?? [];
  for (const [name, property] of Object.entries(properties)) {
    const description = noteOf(rules, name, use);
    if (description) Object.assign(property, { description });
  }
}

/** The description of a query parameter, such as `margin[gt]`. */
export function parameterNote(contract: Contract, parameter: string) {
  const [field = ""] = parameter.split("[");
  return noteOf(rulesOf(contract), field, "read");
}

/** Whom the rule of a field admits. */
function noteOf(rules: FieldRules, name: string, use: "read" | "write") {
  const rule = rules[name]?.[use];
  return rule && `Only for ${rule.label ?? "some callers"}.`;
}

/** Whether callers without authentication may set what the body requires. */
export function isPublicBody(contract: Contract): boolean {
  const { body } = contract;
  const shape: Record<string, z.ZodType> =
    body instanceof z.ZodObject ? body.shape : {};
  return Object.entries(rulesOf(contract))
    .filter(([name]) => !(shape[name]?.safeParse(undefined).success ?? true))
    .every(([, { write }]) => admits(write, null));
}

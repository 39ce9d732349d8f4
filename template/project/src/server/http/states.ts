import { z } from "zod";

import { contractOf } from "./contract";

/** A transition: the states of a field that an action starts from, and the one that it leads to. */
export type Transition = {
  field: string;
  from: readonly string[];
  to: string;
};

/** Transitions by action, between the states that fields can have. */
export type Transitions<States extends object> = Record<
  string,
  {
    [Field in keyof States]-?: {
      field: Field;
      from: readonly NonNullable<States[Field]>[];
      to: NonNullable<States[Field]>;
    };
  }[keyof States]
>;

/** The path parameters of the actions on a row. */
export function actionParams<
  Shape extends z.ZodRawShape,
  Table extends Readonly<Record<string, Transition>>,
>(params: z.ZodObject<Shape, z.core.$strict>, transitions: Table) {
  const names = Object.keys(transitions) as (keyof Table & string)[];
  return params.extend({ action: z.enum(names) });
}

/** A route file; that of actions as one for each of them, for the OpenAPI document. */
export function fileOfEachAction(
  file: [path: string, exports: Record<string, unknown>],
): [path: string, exports: Record<string, unknown>][] {
  const [path, { POST }] = file;
  const contract = contractOf(POST);
  if (!contract?.actions) return [file];
  const { rules, transitions } = contract.actions;
  return Object.entries(transitions).map(([action, transition]) => {
    const { field, from, to } = transition;
    const description =
      `Changes \`${field}\` from ${quoted(from).join(" or ")} to \`${to}\`. ` +
      "From other states it is 409, with `current`, `attempted` and `allowed`.";
    const params = contract.params as z.ZodObject;
    const own = {
      ...contract,
      access: rules[action],
      params: params.omit({ action: true }),
      openapi: { description },
    };
    const handler = Object.assign(() => undefined, { contract: own });
    return [path.replace("[action]", action), { POST: handler }];
  });
}

/** A description with the states as Mermaid diagrams, one for each field. */
export function withDiagrams(
  description: string,
  initial: Readonly<Record<string, string>>,
  transitions: Readonly<Record<string, Transition>>,
): string {
  const diagrams = Object.entries(initial).map(([field, first]) => {
    const arrows = Object.entries(transitions)
      .filter(([, transition]) => transition.field === field)
      .flatMap(([action, { from, to }]) =>
        from.map((state) => `    ${state} --> ${to}: ${action}`),
      );
    const lines = ["stateDiagram-v2", `    [*] --> ${first}`, ...arrows];
    return `\`${field}\`:\n\n\`\`\`mermaid\n${lines.join("\n")}\n\`\`\``;
  });
  return [description, ...diagrams].filter(Boolean).join("\n\n");
}

function quoted(states: readonly string[]): string[] {
  return states.map((state) => `\`${state}\``);
}

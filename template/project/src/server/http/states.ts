import { z } from "zod";

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

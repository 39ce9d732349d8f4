import { anyOf, role, type Actor, type Rule } from "~/server/auth/access";
import { type FieldRules } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";
import * as questionnairePolicy from "~/server/questionnaires/policy";

/** A condition on answers. */
export type Where = Prisma.AnswerWhereInput;

/** The answers of a questionnaire that the actor owns. */
function questionnaireOwner(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.questionnaireOwner;
  if (ids) {
    return { questionnaireId: { in: ids } };
  }
  return {
    questionnaire: {
      userId: actor.id,
    },
  };
}

/** The answers of a questionnaire that the actor is a member of. */
function questionnaireMember(actor: Actor | null): Where | null {
  if (!actor) return null;
  const ids = actor.related?.questionnaireMember;
  if (ids) {
    return { questionnaireId: { in: ids } };
  }
  return {
    questionnaire: {
      members: {
        some: { id: actor.id },
      },
    },
  };
}

/** The answers of a questionnaire that the actor may get. */
function canGetQuestionnaire(actor: Actor | null): Where | null {
  const scope = questionnairePolicy.get(actor);
  return scope && { questionnaire: { is: scope } };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(questionnaireOwner, questionnaireMember);
export const get: Rule<Where> = anyOf(questionnaireOwner, questionnaireMember);
export const create: Rule<Where> = canGetQuestionnaire;
export const update: Rule<Where> = role("support");
export const remove: Rule<Where> = questionnaireOwner;

/** Rules for reading and writing single fields, in addition to those above. */
export const fields = {
  email: {
    read: role("support"),
  },
} satisfies FieldRules;

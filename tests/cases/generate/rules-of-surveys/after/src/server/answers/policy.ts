import { anyOf, role, type Actor, type Rule } from "~/server/auth/access";
import { type FieldRules } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";
import * as surveyPolicy from "~/server/surveys/policy";

/** A condition on answers. */
export type Where = Prisma.AnswerWhereInput;

/** The answers of a survey that the actor owns. */
function surveyOwner(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    survey: {
      userId: actor.id,
    },
  };
}

/** The answers of a survey that the actor is a member of. */
function surveyMember(actor: Actor | null): Where | null {
  if (!actor) return null;
  return {
    survey: {
      members: {
        some: { id: actor.id },
      },
    },
  };
}

/** The answers of a survey that the actor may get. */
function canGetSurvey(actor: Actor | null): Where | null {
  const scope = surveyPolicy.get(actor);
  return scope && { survey: scope };
}

// Access rules by operation; see `auth/access.ts`.
export const list: Rule<Where> = anyOf(surveyOwner, surveyMember);
export const get: Rule<Where> = anyOf(surveyOwner, surveyMember);
export const create: Rule<Where> = canGetSurvey;
export const update: Rule<Where> = role("support");
export const remove: Rule<Where> = surveyOwner;

/** Rules for reading and writing single fields, in addition to those above. */
export const fields = {
  email: {
    read: role("support"),
  },
} satisfies FieldRules;

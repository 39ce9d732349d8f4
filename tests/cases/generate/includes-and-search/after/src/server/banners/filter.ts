import { type Where } from "./row";

/** Rows with the word in one of the searched fields. */
export function matching(word: string): Where {
  return {
    OR: [{ motto: { contains: word } }],
  };
}

import { type Where } from "./row";

/** Rows with the word in one of the searched fields. */
export function matching(word: string): Where {
  return {
    OR: [{ name: { contains: word } }, { about: { contains: word } }],
  };
}

import { type Where } from "./row";

/** Rows that have a word in one of their texts. */
export function matching(word: string): Where {
  return {
    OR: [{ name: { contains: word } }, { about: { contains: word } }],
  };
}

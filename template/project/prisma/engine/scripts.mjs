// The statements of a script, as far as an error has to name one.

/** So many lines of a statement are shown. */
const shown = 5;

/**
 * Where statements may end: behind every semicolon that is in no text and in no comment, and at the end.
 *
 * @param {string} script
 */
export function ends(script) {
  const found = [...script.matchAll(pieces)]
    .filter(([piece]) => piece === ";")
    .map(({ index }) => index + 1);
  return [...found, script.length];
}

const pieces =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$.*?\$\1\$|--[^\n]*|\/\*.*?\*\/|;/gs;

/**
 * The beginning of a statement, with the numbers of its lines.
 *
 * @param {string} statement
 * @param {number} line of its script, from 1
 */
export function excerpt(statement, line) {
  return statement
    .split("\n")
    .map((text, index) => ({ text, number: line + index }))
    .filter(({ text }) => !/^\s*(?:--.*)?$/.test(text))
    .slice(0, shown)
    .map(({ text, number }) => `${String(number).padStart(4)}  ${text}`)
    .join("\n");
}

/**
 * What a script fails with after a number of statements that have not: the next one, with the numbers of its lines.
 *
 * @param {string} script
 * @param {number} count
 */
export function excerptAfter(script, count) {
  // The body of such a function has semicolons that end no statement.
  if (/\bBEGIN\s+ATOMIC\b/i.test(script)) return "";
  let start = 0;
  let passed = 0;
  for (const end of ends(script)) {
    const part = script.slice(start, end);
    const text = excerpt(part, script.slice(0, start).split("\n").length);
    if (text && passed++ === count) return text;
    start = end;
  }
  return "";
}

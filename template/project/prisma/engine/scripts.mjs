// Statements of a script, for error messages.

/** The most lines of a statement that are shown. */
const shown = 5;

/**
 * The offsets at which statements may end: after semicolons outside of literals and comments, and at the end.
 *
 * @param {string} script
 */
export function statementEnds(script) {
  const found = [...script.matchAll(pieces)]
    .filter(([piece]) => piece === ";")
    .map(({ index }) => index + 1);
  return [...found, script.length];
}

const pieces =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$.*?\$\1\$|--[^\n]*|\/\*.*?\*\/|;/gs;

/**
 * The first lines of a statement, with line numbers.
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
 * The statement after a number of successful ones, with line numbers.
 *
 * @param {string} script
 * @param {number} count
 */
export function excerptAfter(script, count) {
  // The body of such a function has semicolons that end no statement.
  if (/\bBEGIN\s+ATOMIC\b/i.test(script)) return "";
  let start = 0;
  let passed = 0;
  for (const end of statementEnds(script)) {
    const part = script.slice(start, end);
    const text = excerpt(part, script.slice(0, start).split("\n").length);
    if (text && passed++ === count) return text;
    start = end;
  }
  return "";
}

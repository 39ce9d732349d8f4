// What SQLite fails with, in words and with one of Prisma's codes.
import { EngineError } from "./adapters.mjs";

const busy = 5;
const locked = 6;
const readOnly = 8;
const cannotOpen = 14;
const notDatabase = 26;

/**
 * A failure that is about the file and not about what was asked; undefined for any other.
 *
 * @param {any} error of the driver or of Prisma's adapter
 * @param {string} url
 */
export function aboutFile(error, url) {
  const said = `${error.message} ${error.cause?.originalMessage ?? ""}`;
  const code = Number(
    error.rawCode ??
      error.cause?.originalCode ??
      /Unable to open .*: (\d+)/.exec(said)?.[1],
  );
  switch (code & 0xff) {
    case busy:
    case locked:
      return new EngineError(
        "P1008",
        `The database is locked: another process is writing to ${url}. End it, or wait for it, and start again.`,
      );
    case readOnly:
      return new EngineError("P1010", `${url} may not be written to.`);
    case cannotOpen:
      return new EngineError(
        "P1010",
        `${url} cannot be opened: its folder may not be entered, or it is a folder itself.`,
      );
    case notDatabase:
      return new EngineError("P1013", `${url} is a file of another kind.`);
    default:
      return undefined;
  }
}

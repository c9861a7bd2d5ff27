import { CscssError, ERROR_CODES } from "@cscss-me/sdk";
import { plainText } from "../terminal/plainText.ts";
import { EXIT } from "./exitCodes.ts";

/** How the command ends for this error. */
export function exitOfError(error: unknown): number {
  return error instanceof CscssError && error.code === "ERR_USAGE" ? EXIT.usage : EXIT.failed;
}

/** An error as one block for people: what, where, what to do. */
export function errorBlock(error: CscssError | Error): string {
  if (!(error instanceof CscssError)) return `cscss failed: ${error.message}\n${error.stack ?? ""}\n`;
  const { code, message, details } = error;
  const where = ["file", "line", "column", "path"].flatMap((name) =>
    details[name] === undefined ? [] : [`${name} ${String(details[name])}`],
  );
  const lines = [`${code}: ${message}`];
  if (where.length > 0) lines.push(`  where: ${where.join(", ")}`);
  lines.push(`  what to do: ${typeof details.help === "string" ? `see ${details.help}` : ERROR_CODES[code].solve}`);
  return `${plainText(lines.join("\n"))}\n`;
}

/** The same for programs. */
export function errorJson(error: CscssError | Error): string {
  const known = error instanceof CscssError;
  const body = known
    ? { code: error.code, message: error.message, details: error.details, solve: ERROR_CODES[error.code].solve }
    : { code: "ERR_UNEXPECTED", message: error.message, details: {}, solve: "Report it, with the command." };
  const text = JSON.stringify({ error: body }, (_, value) => (typeof value === "bigint" ? value.toString() : value));
  return `${text}\n`;
}

import { ERROR_CODES } from "../../../sdk/errors/errorCodes.ts";

/** The page docs/ERRORS.md: every error code, why it comes and how to solve it. */
export function errorPage(): string {
  const rows = Object.entries(ERROR_CODES).map(([code, { why, solve }]) => `| \`${code}\` | ${why} | ${solve} |`);
  return `# Errors

Made from \`sdk/errors/errorCodes.ts\` by \`npm run docs:errors\`. Every error of the SDK is a \`CscssError\` with one of these codes;
checks of a verification carry them too. Codes are stable, messages may change.

| code | why | how to solve |
|---|---|---|
${rows.join("\n")}
`;
}

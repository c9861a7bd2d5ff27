import type { CliCommand } from "./CliCommand.ts";
import { optionsOf } from "./commonOptions.ts";

const INTRODUCTION = `cscss: credentials in wallets that their holders own, checked against the chain.

Usage: cscss NOUN VERB [arguments] [options]
       cscss NOUN VERB --help
`;
const EXITS = `Exit codes: 0 ok or valid · 1 failed · 2 wrong usage · 3 invalid · 4 revoked, suspended, expired,
superseded or withdrawn by the holder · 5 could not check · 130 interrupted`;

/** All commands, or those whose names begin with the words. */
export function overviewText(
  commands: readonly Pick<CliCommand, "name" | "summary">[],
  words: readonly string[],
): string {
  const prefix = words.join(" ");
  const some = commands.filter(({ name }) => prefix === "" || name === prefix || name.startsWith(`${prefix} `));
  const listed = some.length > 0 ? some : commands;
  const width = Math.max(...listed.map(({ name }) => name.length));
  const lines = listed.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `${INTRODUCTION}\n${lines.join("\n")}\n\n${EXITS}\n`;
}

/** What one command does and takes, with an example. */
export function commandText(command: CliCommand): string {
  const { name, summary, args = [], example } = command;
  const options = Object.entries(optionsOf(command)).map(([option, { type, value, multiple }]) => {
    const form = type === "boolean" ? `--${option}` : `--${option} ${value ?? "TEXT"}${multiple ? " …" : ""}`;
    return [form, optionsOf(command)[option]?.help ?? ""] as const;
  });
  const width = Math.max(...options.map(([form]) => form.length));
  const lines = options.map(([form, help]) => `  ${form.padEnd(width)}  ${help}`);
  const usage = ["cscss", name, ...args, "[options]"].join(" ");
  return `${summary}\n\nUsage: ${usage}\n\n${lines.join("\n")}\n\nExample:\n  ${example}\n`;
}

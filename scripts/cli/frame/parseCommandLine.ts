import { parseArgs } from "node:util";
import { usageError } from "../terminal/usageError.ts";
import type { Command } from "./Command.ts";
import { optionsOf } from "./commonOptions.ts";
import { findCommand, wordsOf } from "./findCommand.ts";

/** A command line, parsed. */
export interface CommandLine<Session> {
  readonly command: Command<Session>;
  readonly args: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly string[]>>;
}

/**
 * Finds the command whose name the line begins with, the longest one, and reads its options strictly.
 *
 * @returns the words themselves where they name no whole command: a noun alone, or nothing.
 * @throws ERR_USAGE for an unknown option, a missing or superfluous argument.
 */
export function parseCommandLine<Session>(
  argv: readonly string[],
  commands: readonly Command<Session>[],
): CommandLine<Session> | string[] {
  const words = wordsOf(argv);
  const command = findCommand(words, commands);
  if (command === undefined) return words;

  const { values, positionals } = parse(argv, command);
  const args = positionals.slice(command.name.split(" ").length);
  if (values.help !== true) requireArguments(command, args);
  return { command, args, values };
}

function parse(argv: readonly string[], command: Command<never>) {
  const known = optionsOf(command);
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...argv],
      options: { ...options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    refuseRepeated(command, tokens);
    return { values: values as CommandLine<never>["values"], positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw usageError(error.message.split(". To specify")[0] ?? error.message, command.name);
  }
}

/** parseArgs takes the last of two; which one was meant nobody knows. */
function refuseRepeated(command: Command<never>, tokens: readonly { kind: string; name?: string }[]): void {
  const known = optionsOf(command);
  const names = tokens.filter(({ kind }) => kind === "option").map(({ name = "" }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index && known[name]?.multiple !== true);
  if (twice !== undefined) throw usageError(`--${twice} is given twice.`, command.name);
}

function requireArguments({ name, args: expected = [] }: Command<never>, args: readonly string[]): void {
  const least = expected.filter((one) => !one.startsWith("[")).length;
  const many = expected.some((one) => one.includes("…"));
  const missing = expected[args.length];
  if (args.length < least) throw usageError(`${missing} is missing.`, name);
  if (!many && args.length > expected.length) throw usageError(`"${args[expected.length]}" is one too many.`, name);
}

import { EXIT } from "./exitCodes.ts";
import { findCommand, wordsOf } from "./findCommand.ts";
import { overviewText } from "./helpText.ts";
import type { LazyCommand } from "./lazyCommand.ts";
import type { World } from "./Session.ts";

/** The world outside of a run, of which no more is loaded than is needed. */
export interface LazyWorld extends Omit<World, "prompt"> {
  openPrompt(): Promise<World["prompt"]>;
}

/**
 * Runs one command line to its end. Never throws. Loads no more than the command that was typed: help needs neither the
 * SDK nor a chain library.
 *
 * @returns the exit code.
 */
export async function runCli(
  argv: readonly string[],
  commands: readonly LazyCommand[],
  world: LazyWorld,
): Promise<number> {
  const words = wordsOf(argv);
  const command = findCommand(words, commands);
  if (command === undefined) return showOverview(words, argv, commands, world);
  const { runCommand } = await import("./runCommand.ts");
  return runCommand(argv, command, { ...world, prompt: await world.openPrompt() });
}

/** Help where it is asked for; else the words name no command, which is an error. */
function showOverview(
  words: string[],
  argv: readonly string[],
  commands: readonly LazyCommand[],
  world: LazyWorld,
): number {
  const text = overviewText(commands, words);
  const asked = argv.length === 0 || argv.includes("--help") || argv.includes("-h") || words[0] === "help";
  if (asked) {
    world.stdout.write(overviewText(commands, words[0] === "help" ? words.slice(1) : words));
    return EXIT.ok;
  }
  world.stderr.write(`ERR_USAGE: There is no command "${argv.join(" ")}".\n\n${text}`);
  return EXIT.usage;
}

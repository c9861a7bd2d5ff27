import { asCscssError } from "@cscss-me/sdk";
import type { CliCommand } from "./CliCommand.ts";
import { EXIT } from "./exitCodes.ts";
import { commandText, overviewText } from "./helpText.ts";
import { parseCommandLine } from "./parseCommandLine.ts";
import { readSettings } from "./readSettings.ts";
import { errorBlock, errorJson, exitOfError } from "./reportError.ts";
import type { World } from "./Session.ts";
import { openSession } from "./Session.ts";

/** Runs one command line to its end. Never throws. @returns the exit code. */
export async function runCli(argv: readonly string[], commands: readonly CliCommand[], world: World): Promise<number> {
  const { stdout, stderr, env } = world;
  let json = argv.includes("--json");
  try {
    const line = parseCommandLine(argv, commands);
    if (Array.isArray(line)) return showOverview(line, argv, commands, world);
    if (line.values.help === true) {
      stdout.write(commandText(line.command));
      return EXIT.ok;
    }
    const { config } = line.values;
    const settings = readSettings(env, typeof config === "string" ? config : undefined);
    json ||= settings.json === true;
    const session = openSession(line, settings, world);
    try {
      return (await line.command.run(session)) ?? EXIT.ok;
    } finally {
      session.close();
    }
  } catch (thrown) {
    const error = asCscssError(thrown);
    stderr.write(json ? errorJson(error) : errorBlock(error));
    return exitOfError(error);
  }
}

/** Help where it is asked for; else the words name no command, which is an error. */
function showOverview(words: string[], argv: readonly string[], commands: readonly CliCommand[], world: World): number {
  const text = overviewText(commands, words);
  const asked = argv.length === 0 || argv.includes("--help") || argv.includes("-h") || words[0] === "help";
  if (asked) {
    world.stdout.write(overviewText(commands, words[0] === "help" ? words.slice(1) : words));
    return EXIT.ok;
  }
  world.stderr.write(`ERR_USAGE: There is no command "${argv.join(" ")}".\n\n${text}`);
  return EXIT.usage;
}

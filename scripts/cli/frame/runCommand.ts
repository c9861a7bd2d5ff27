import { asCscssError } from "@cscss-me/sdk";
import { EXIT } from "./exitCodes.ts";
import { commandText } from "./helpText.ts";
import type { LazyCommand } from "./lazyCommand.ts";
import { parseCommandLine } from "./parseCommandLine.ts";
import { readSettings } from "./readSettings.ts";
import { errorBlock, errorJson, exitOfError } from "./reportError.ts";
import type { World } from "./Session.ts";
import { openSession } from "./Session.ts";

/** Runs the command that a command line names, to its end. Never throws. @returns the exit code */
export async function runCommand(argv: readonly string[], command: LazyCommand, world: World): Promise<number> {
  const { stdout, stderr, env } = world;
  let json = argv.includes("--json");
  try {
    const line = parseCommandLine(argv, [await command.load()]);
    // It was found by the same words.
    if (Array.isArray(line)) throw new RangeError(`The index of commands names "${command.name}", which is another.`);
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

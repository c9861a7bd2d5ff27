import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands.ts";
import type { CliCommand } from "../../cli/frame/CliCommand.ts";
import { ROOT } from "../ci/runCommand.ts";

const CLI = join(ROOT, "scripts", "cli");
const IMPORT = /^import \{ (\w*(?:_COMMANDS|completionCommands)) \} from "(\.\/[^"]+)";$/gm;

/** The text of scripts/cli/commandIndex.ts: names and summaries of all commands, and from which file each is loaded. */
export async function commandIndex(): Promise<string> {
  const loaders = new Map<string, string>();
  for (const [, exported = "", file = ""] of readFileSync(join(CLI, "commands.ts"), "utf8").matchAll(IMPORT)) {
    const module = (await import(join(CLI, file))) as Readonly<Record<string, unknown>>;
    const made = module[exported];
    const list = (typeof made === "function" ? made([]) : made) as readonly CliCommand[];
    const loader = `async () => (await import("${file}")).${exported}`;
    for (const { name } of list) loaders.set(name, typeof made === "function" ? `${loader}(COMMAND_INDEX)` : loader);
  }
  const entries = COMMANDS.map(({ name, summary }) => {
    const loader = loaders.get(name);
    if (loader === undefined) throw new RangeError(`commands.ts imports no file that has the command "${name}".`);
    return `  lazyCommand(${JSON.stringify(name)}, ${JSON.stringify(summary)}, ${loader}),`;
  });
  return [
    "// Made from commands.ts by `npm run build:commands`. Do not edit.",
    'import type { LazyCommand } from "./frame/lazyCommand.ts";',
    'import { lazyCommand } from "./frame/lazyCommand.ts";',
    "",
    "/** Every command there is, as help lists them; a command's file is loaded when it is typed. */",
    "// biome-ignore format: a line a command",
    "export const COMMAND_INDEX: readonly LazyCommand[] = [",
    ...entries,
    "];",
    "",
  ].join("\n");
}

import type { CliCommand } from "./CliCommand.ts";

/** What help says of a command in its list, and how the command is loaded when it is typed. */
export interface LazyCommand extends Pick<CliCommand, "name" | "summary"> {
  load(): Promise<CliCommand>;
}

/** A command that lies, with others, in a file that is loaded when it is typed. */
export function lazyCommand(
  name: string,
  summary: string,
  loadFile: () => Promise<readonly CliCommand[]>,
): LazyCommand {
  return {
    name,
    summary,
    async load() {
      const command = (await loadFile()).find((one) => one.name === name);
      if (command === undefined) throw new RangeError(`The command "${name}" is not in the file that the index names.`);
      return command;
    },
  };
}

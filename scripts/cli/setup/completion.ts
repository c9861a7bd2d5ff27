import type { CliCommand } from "../frame/CliCommand.ts";
import { completionScript, completionsFor } from "../frame/completionScript.ts";
import { findCommand } from "../frame/findCommand.ts";
import type { LazyCommand } from "../frame/lazyCommand.ts";

/** Shell completion, made from the table of commands. */
export function completionCommands(commands: readonly LazyCommand[]): readonly CliCommand[] {
  return [
    {
      name: "completion bash",
      summary: "Prints what makes bash complete cscss commands and options.",
      needs: [],
      example: "source <(cscss completion bash)",
      async run({ result }) {
        result({ script: completionScript("bash") }, completionScript("bash"));
        return undefined;
      },
    },
    {
      name: "completion zsh",
      summary: "The same for zsh.",
      needs: [],
      example: "source <(cscss completion zsh)",
      async run({ result }) {
        result({ script: completionScript("zsh") }, completionScript("zsh"));
        return undefined;
      },
    },
    {
      name: "completion words",
      summary: "Prints what may come next; the shell asks this.",
      args: ["[WORD…]"],
      needs: [],
      example: "cscss completion words -- org st",
      async run({ args, result }) {
        // A shell asks at every press of a key: of all commands only the one that is being typed is loaded.
        const typed = findCommand(
          args.filter((word) => !word.startsWith("-")),
          commands,
        );
        const loaded = await typed?.load();
        const names = commands.map(({ name }) => (name === loaded?.name ? loaded : { name, needs: [] }));
        const words = completionsFor(args, names);
        result(words, words.join("\n"));
        return undefined;
      },
    },
  ];
}

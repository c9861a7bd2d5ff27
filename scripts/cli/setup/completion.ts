import type { CliCommand } from "../frame/CliCommand.ts";
import { completionScript, completionsFor } from "../frame/completionScript.ts";

/** Shell completion, made from the table of all the other commands. */
export function completionCommands(commands: readonly CliCommand[]): readonly CliCommand[] {
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
        const words = completionsFor(args, commands);
        result(words, words.join("\n"));
        return undefined;
      },
    },
  ];
}

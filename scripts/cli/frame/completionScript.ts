import type { CliCommand } from "./CliCommand.ts";
import { optionsOf } from "./commonOptions.ts";
import { findCommand } from "./findCommand.ts";

/** What completing needs to know of a command: the options only of the one that is being typed. */
export type Completed = Pick<CliCommand, "name" | "options" | "needs">;

/** What may come after the words so far, which begin a command line. */
export function completionsFor(words: readonly string[], commands: readonly Completed[]): string[] {
  const before = words.slice(0, -1).filter((word) => !word.startsWith("-"));
  const last = words.at(-1) ?? "";
  const names = commands.map(({ name }) => name.split(" "));
  const next = names
    .filter((name) => name.length > before.length && before.every((word, index) => name[index] === word))
    .map((name) => name[before.length] ?? "");
  const command = findCommand(before, commands);
  const options = command === undefined ? [] : Object.keys(optionsOf(command)).map((option) => `--${option}`);
  const candidates = last.startsWith("-") ? options : next.length > 0 ? next : options;
  return [...new Set(candidates)].filter((candidate) => candidate.startsWith(last)).sort();
}

/** The script that makes a shell ask us; for bash, and for zsh through its bash mode. */
export function completionScript(shell: "bash" | "zsh"): string {
  const lines = [
    ...(shell === "zsh" ? ["autoload -U +X bashcompinit && bashcompinit"] : []),
    "_cscss() {",
    "  local IFS=$'\\n'",
    `  COMPREPLY=($(cscss completion words -- "$\{COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))`,
    "}",
    "complete -o default -F _cscss cscss",
  ];
  return lines.join("\n");
}

import type { CliCommand } from "./CliCommand.ts";
import { optionsOf } from "./commonOptions.ts";

/** What may come after the words so far, which begin a command line. */
export function completionsFor(words: readonly string[], commands: readonly CliCommand[]): string[] {
  const before = words.slice(0, -1).filter((word) => !word.startsWith("-"));
  const last = words.at(-1) ?? "";
  const names = commands.map(({ name }) => name.split(" "));
  const next = names
    .filter((name) => name.length > before.length && before.every((word, index) => name[index] === word))
    .map((name) => name[before.length] ?? "");
  const command = commands
    .filter(({ name }) => name.split(" ").every((word, index) => before[index] === word))
    .sort((one, other) => other.name.length - one.name.length)[0];
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

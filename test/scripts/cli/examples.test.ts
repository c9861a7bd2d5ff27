import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../scripts/cli/commands.ts";
import { completionsFor } from "../../../scripts/cli/frame/completionScript.ts";
import { commandText } from "../../../scripts/cli/frame/helpText.ts";
import { parseCommandLine } from "../../../scripts/cli/frame/parseCommandLine.ts";

/** The words of a command line, as a shell splits it. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

describe("every command", () => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    "%s has an example that it takes",
    (_, command) => {
      if (command.name.startsWith("completion") && command.example.startsWith("source")) return;
      const [program, ...words] = wordsOf(command.example);
      expect(program).toBe("cscss");
      const line = parseCommandLine(words, COMMANDS);
      expect(Array.isArray(line) ? line : line.command.name).toBe(command.name);
      expect(commandText(command)).toContain(command.example);
    },
  );

  it.each(COMMANDS.map(({ name }) => name))("%s is completed, word by word", (name) => {
    const words = name.split(" ");
    for (let count = 1; count <= words.length; count++) {
      const so = words.slice(0, count);
      const begun = [...so.slice(0, -1), (so.at(-1) ?? "").slice(0, 2)];
      if (name.startsWith("completion")) continue;
      expect(completionsFor(begun, COMMANDS)).toContain(so.at(-1));
    }
  });

  it("has a name of its own", () => {
    const names = COMMANDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

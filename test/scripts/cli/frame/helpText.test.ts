import { describe, expect, it } from "vitest";
import type { CliCommand } from "../../../../scripts/cli/frame/CliCommand.ts";
import { commandText, overviewText } from "../../../../scripts/cli/frame/helpText.ts";

const command = (name: string, more: Partial<CliCommand> = {}): CliCommand => ({
  name,
  summary: `Does ${name}.`,
  needs: [],
  example: `cscss ${name} x`,
  run: async () => undefined,
  ...more,
});
const COMMANDS = [command("org"), command("org staff add"), command("organize"), command("verify")];
/** The names of the commands that are shown. */
const shown = (...words: string[]) =>
  [...overviewText(COMMANDS, words).matchAll(/^ {2}(\w[\w ]*?) +Does /gm)].map(([, name]) => name);

describe("an overview", () => {
  it("is of all commands, of those that the words begin, or of all where they begin none", () => {
    const all = COMMANDS.map(({ name }) => name);
    expect(shown()).toEqual(all);
    expect(shown("org")).toEqual(["org", "org staff add"]);
    expect(shown("org", "staff")).toEqual(["org staff add"]);
    expect(shown("nothing")).toEqual(all);
  });

  it("says how to begin and how runs end, and keeps summaries in one column", () => {
    const lines = overviewText(COMMANDS, []).split("\n");
    expect(lines[0]).toMatch(/^cscss: /);
    expect(lines.slice(-4).join("\n")).toMatch(/^\nExit codes: 0 ok .* 130 interrupted\n$/s);
    const columns = lines.filter((line) => line.includes("Does ")).map((line) => line.indexOf("Does "));
    expect(new Set(columns)).toEqual(new Set([2 + "org staff add".length + 2]));
  });
});

describe("the help of a command", () => {
  it("has its arguments, its options with their values, and an example", () => {
    const text = commandText(
      command("swap", {
        args: ["ONE", "[OTHER]"],
        options: {
          note: { type: "string", help: "what to say" },
          to: { type: "string", value: "FILE", multiple: true, help: "where to" },
          loud: { type: "boolean", help: "shout" },
        },
      }),
    );
    expect(text.split("\n\n")[0]).toBe("Does swap.");
    expect(text).toContain("\nUsage: cscss swap ONE [OTHER] [options]\n");
    expect(text).toContain("\n  --note TEXT    what to say\n");
    expect(text).toContain("\n  --to FILE …    where to\n");
    expect(text).toContain("\n  --loud         shout\n");
    expect(text).toContain("\n  --config FILE  ");
    expect(text).toMatch(/\nExample:\n {2}cscss swap x\n$/);
  });

  it("does without arguments", () => {
    expect(commandText(command("stop"))).toContain("\nUsage: cscss stop [options]\n");
  });
});

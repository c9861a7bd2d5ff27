import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../../scripts/cli/commands.ts";
import { optionsOf } from "../../../../scripts/cli/frame/commonOptions.ts";
import { completionsFor } from "../../../../scripts/cli/frame/completionScript.ts";
import { commandText, overviewText } from "../../../../scripts/cli/frame/helpText.ts";
import { parseCommandLine } from "../../../../scripts/cli/frame/parseCommandLine.ts";

const parse = (line: string) => parseCommandLine(line.split(" "), COMMANDS);
const usage = (message: string) =>
  expect.objectContaining({ code: "ERR_USAGE", message: expect.stringContaining(message) });

describe("command lines", () => {
  it("name the longest command they begin with", () => {
    expect(parse("verify request --out r.json")).toMatchObject({ command: { name: "verify request" }, args: [] });
    expect(parse("verify answer.txt")).toMatchObject({ command: { name: "verify" }, args: ["answer.txt"] });
    expect(parse("org staff add issuer 0x1")).toMatchObject({
      command: { name: "org staff add" },
      args: ["issuer", "0x1"],
    });
    expect(parse("org staff")).toEqual(["org", "staff"]);
  });

  it.each([
    ["org show --nonsense", "--nonsense"],
    ["org show --dry-run", "--dry-run"],
    ["org show extra", '"extra" is one too many'],
    ["wallet block", "ORGANIZATION is missing"],
    ["verify a --request", "--request"],
    ["verify a --json=yes", "--json"],
    ["verify a --audience x --audience y", "--audience is given twice"],
  ])("are refused: %s", (line, message) => {
    expect(() => parse(line)).toThrow(usage(message));
  });
});

describe("the table of commands", () => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    "%s has help and an example that parses",
    (name, command) => {
      expect(commandText(command)).toContain(`Usage: cscss ${name}`);
      expect(command.example).toMatch(new RegExp(`cscss ${name}`));
      const words = (/cscss (.*?)\)?$/.exec(command.example)?.[1] ?? "").match(/"[^"]*"|\S+/g) ?? [];
      const line = parseCommandLine(
        words.map((word) => word.replaceAll('"', "")),
        COMMANDS,
      );
      expect(line).toMatchObject({ command: { name } });
    },
  );

  it("has no option for a secret, and lists every command", () => {
    for (const command of COMMANDS) expect(Object.keys(optionsOf(command))).not.toContain("password");
    const text = overviewText(COMMANDS, []);
    for (const { name, summary } of COMMANDS)
      expect(text).toMatch(new RegExp(`${name} +${summary.slice(0, 20).replace(/[()[\]*+?.]/g, "\\$&")}`));
  });

  it("completes words and options", () => {
    expect(completionsFor(["org", "st"], COMMANDS)).toEqual(["staff", "status"]);
    expect(completionsFor(["org", "staff", ""], COMMANDS)).toEqual(["add", "list", "remove"]);
    expect(completionsFor(["verify", "x", "--req"], COMMANDS)).toEqual(["--request"]);
  });
});

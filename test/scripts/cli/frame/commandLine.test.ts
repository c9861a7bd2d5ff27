import { describe, expect, it } from "vitest";
import type { Command } from "../../../../scripts/cli/frame/Command.ts";
import { parseCommandLine } from "../../../../scripts/cli/frame/parseCommandLine.ts";

const command = (name: string, more: Partial<Command<object>> = {}): Command<object> => ({
  name,
  summary: name,
  needs: [],
  example: `cscss ${name}`,
  run: async () => undefined,
  ...more,
});

const COMMANDS = [
  command("verify", { args: ["FILE"], options: { claim: { type: "string", multiple: true, help: "" } } }),
  command("verify request", { needs: ["send"] }),
  command("wallet", { args: ["[FILE]"] }),
  command("backup", { args: ["FOLDER", "FILE…"] }),
  command("swap", { args: ["ONE", "OTHER"], options: { note: { type: "string", help: "" } } }),
];
const parse = (...argv: string[]) => parseCommandLine(argv, COMMANDS);
const usage = (message: string, help?: string) =>
  expect.objectContaining({
    code: "ERR_USAGE",
    message: expect.stringContaining(message),
    ...(help === undefined ? {} : { details: { help: `cscss ${help} --help` } }),
  });

describe("which command a line names", () => {
  it("is the longest that it begins with, in whichever order they stand in the table", () => {
    for (const table of [COMMANDS, COMMANDS.toReversed()]) {
      expect(parseCommandLine(["verify", "request"], table)).toMatchObject({ command: { name: "verify request" } });
      expect(parseCommandLine(["verify", "x"], table)).toMatchObject({ command: { name: "verify" }, args: ["x"] });
    }
  });

  it("is none for words of no command, which come back without what follows an option", () => {
    expect(parse()).toEqual([]);
    expect(parse("nothing", "here")).toEqual(["nothing", "here"]);
    expect(parse("nothing", "--json", "here")).toEqual(["nothing"]);
    expect(parse("--json", "verify")).toEqual([]);
    expect(parse("request", "verify")).toEqual(["request", "verify"]);
  });

  it("is not changed by words behind an option", () => {
    expect(parse("verify", "--quiet", "request")).toMatchObject({ command: { name: "verify" }, args: ["request"] });
  });
});

describe("options", () => {
  it("come with their values, repeated where they may be", () => {
    const line = parse("verify", "x", "--claim", "a", "--claim", "b", "--json");
    expect(line).toMatchObject({ values: { claim: ["a", "b"], json: true } });
    expect(parse("verify", "request", "--dry-run")).toMatchObject({ values: { "dry-run": true } });
  });

  it.each<[string, string[], string]>([
    ["an unknown one", ["swap", "a", "b", "--nonsense"], "--nonsense"],
    ["one of another command", ["swap", "a", "b", "--claim", "x"], "--claim"],
    ["a value where none belongs", ["swap", "a", "b", "--json=yes"], "--json"],
    ["a value that is missing", ["swap", "a", "b", "--note"], "--note"],
    ["one twice", ["swap", "a", "b", "--note", "x", "--note", "x"], "--note is given twice"],
    ["a switch twice", ["swap", "a", "b", "--json", "--json"], "--json is given twice"],
  ])("are refused: %s", (_, argv, message) => {
    expect(() => parse(...argv)).toThrow(usage(message, "swap"));
  });

  it("are explained in a sentence, without the parser's advice to programmers", () => {
    expect(() => parse("swap", "a", "b", "--nonsense")).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("To specify") }),
    );
  });

  it("are words after --", () => {
    expect(parse("swap", "a", "--", "--note")).toMatchObject({ args: ["a", "--note"] });
  });
});

describe("arguments", () => {
  it("are as many as the command takes", () => {
    expect(parse("swap", "a", "b")).toMatchObject({ args: ["a", "b"] });
    expect(parse("wallet")).toMatchObject({ args: [] });
    expect(parse("wallet", "x")).toMatchObject({ args: ["x"] });
    expect(parse("backup", "a", "b", "c", "d")).toMatchObject({ args: ["a", "b", "c", "d"] });
  });

  it.each<[string[], string, string]>([
    [["swap"], "ONE is missing", "swap"],
    [["swap", "a"], "OTHER is missing", "swap"],
    [["swap", "a", "b", "c"], '"c" is one too many', "swap"],
    [["wallet", "a", "b"], '"b" is one too many', "wallet"],
    [["backup", "a"], "FILE… is missing", "backup"],
    [["verify", "request", "x"], '"x" is one too many', "verify request"],
  ])("%j: %s", (argv, message, help) => {
    expect(() => parse(...argv)).toThrow(usage(message, help));
  });

  it("need not be there where help is asked for", () => {
    for (const help of ["--help", "-h"]) expect(parse("swap", help)).toMatchObject({ values: { help: true } });
  });
});

import { describe, expect, it } from "vitest";
import type { CliCommand } from "../../../../scripts/cli/frame/CliCommand.ts";
import { completionScript, completionsFor } from "../../../../scripts/cli/frame/completionScript.ts";

const command = (name: string, more: Partial<CliCommand> = {}): CliCommand => ({
  name,
  summary: name,
  needs: [],
  example: `cscss ${name}`,
  run: async () => undefined,
  ...more,
});
const COMMANDS = [
  command("verify", { options: { audience: { type: "string", help: "" } } }),
  command("verify request", { needs: ["send"] }),
  command("org staff remove"),
  command("org staff add"),
  command("org show"),
  command("issue"),
];
const complete = (...words: string[]) => completionsFor(words, COMMANDS);
const ALWAYS = ["--config", "--help", "--json", "--quiet"];

describe("what may come next", () => {
  it("is a word of a command, each once and in order", () => {
    expect(complete()).toEqual(["issue", "org", "verify"]);
    expect(complete("")).toEqual(["issue", "org", "verify"]);
    expect(complete("o")).toEqual(["org"]);
    expect(complete("org", "")).toEqual(["show", "staff"]);
    expect(complete("org", "st")).toEqual(["staff"]);
    expect(complete("org", "staff", "")).toEqual(["add", "remove"]);
  });

  it("is an option of the longest command so far, where no word fits or a dash was typed", () => {
    expect(complete("issue", "")).toEqual(ALWAYS);
    expect(complete("org", "show", "--h")).toEqual(["--help"]);
    expect(complete("verify", "--aud")).toEqual(["--audience"]);
    expect(complete("verify", "--")).toEqual(["--audience", ...ALWAYS]);
    expect(complete("verify", "request", "--d")).toEqual(["--dry-run"]);
    expect(complete("verify", "request", "--a")).toEqual([]);
  });

  it("passes over options that were typed", () => {
    expect(complete("org", "--json", "sh")).toEqual(["show"]);
  });

  it("is nothing after words of no command", () => {
    expect(complete("nothing", "")).toEqual([]);
    expect(complete("org", "nothing", "")).toEqual([]);
    expect(complete("show", "")).toEqual([]);
  });
});

describe("the script for a shell", () => {
  it("asks us, in bash by itself and in zsh through its bash mode", () => {
    const bash = completionScript("bash");
    expect(bash).toContain(`cscss completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD}"`);
    expect(bash).not.toContain("bashcompinit");
    expect(completionScript("zsh").split("\n").slice(1).join("\n")).toBe(bash);
    expect(completionScript("zsh").split("\n")[0]).toContain("bashcompinit");
  });
});

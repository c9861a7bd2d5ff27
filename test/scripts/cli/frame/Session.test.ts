import { describe, expect, it } from "vitest";
import type { CliCommand } from "../../../../scripts/cli/frame/CliCommand.ts";
import { runCli } from "../../../../scripts/cli/frame/runCli.ts";
import { usageError } from "../../../../scripts/cli/terminal/usageError.ts";

/** Runs a command that asks before it acts, with what a person answers; undefined where nobody is there. */
async function run(args: readonly string[], options: { weighty?: boolean; answer?: string; env?: object } = {}) {
  const { weighty = true, answer, env = {} } = options;
  const seen = { asked: 0, acted: false, stdout: "", stderr: "" };
  const command: CliCommand = {
    name: "act",
    summary: "Acts.",
    needs: ["send"],
    example: "cscss act",
    async run(session) {
      seen.acted = await session.approve("This acts.", weighty);
      session.result({ acted: seen.acted }, "Done.");
      return undefined;
    },
  };
  const ask = async (question: string, instead: string): Promise<string> => {
    seen.asked++;
    if (answer === undefined) throw usageError(`${question} Nobody can be asked here: give ${instead}.`);
    return answer;
  };
  const writer = (name: "stdout" | "stderr") => ({
    write: (text: string) => {
      seen[name] += text;
    },
  });
  const prompt = { interactive: answer !== undefined, ask, askSecret: ask };
  const code = await runCli(["act", ...args], [{ ...command, load: async () => command }], {
    env: { ...env },
    openPrompt: async () => prompt,
    stdout: writer("stdout"),
    stderr: writer("stderr"),
  });
  return { code, ...seen };
}

describe("an act that can hardly be undone", () => {
  it.each([
    ["--json", ["--json"], {}],
    ["--quiet", ["--quiet"], {}],
    ["--json in the environment", [], { CSCSS_JSON: "1" }],
  ])("is refused without a terminal, %s or not: only --yes stands for a person's word", async (_, args, env) => {
    const refused = await run(args, { env });
    expect(refused).toMatchObject({ code: 2, asked: 1, acted: false, stdout: "" });
    expect(refused.stderr).toContain("give --yes");
  });

  it.each([["n"], [""], ["yeah"], ["--yes"]])("is asked about with --json too, and %j is a no", async (answer) => {
    const refused = await run(["--json"], { answer });
    expect(refused).toMatchObject({ code: 1, asked: 1, acted: false, stdout: "" });
    expect(refused.stderr).toContain("ERR_CANCELLED");
  });

  it.each([["y"], ["Yes"], [" y "]])("is done at %j", async (answer) => {
    const done = await run(["--json"], { answer });
    expect(done).toMatchObject({ code: 0, asked: 1, acted: true, stdout: '{"acted":true}\n' });
  });

  it("is done with --yes, and nobody is asked", async () => {
    expect(await run(["--json", "--yes"])).toMatchObject({ code: 0, asked: 0, acted: true });
  });

  it("is not done on a dry run, whatever else is given", async () => {
    const dry = await run(["--dry-run", "--yes"], { answer: "y" });
    expect(dry).toMatchObject({ code: 0, asked: 0, acted: false });
    expect(dry.stderr).toContain("Would send: This acts.");
  });
});

describe("any other act", () => {
  it("is announced, and done without asking", async () => {
    const done = await run([], { weighty: false });
    expect(done).toMatchObject({ code: 0, asked: 0, acted: true, stderr: "This acts.\n" });
  });
});

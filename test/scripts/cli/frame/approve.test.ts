import { describe, expect, it } from "vitest";
import type { CliCommand } from "../../../../scripts/cli/frame/CliCommand.ts";
import { runCli } from "../../../../scripts/cli/frame/runCli.ts";
import { usageError } from "../../../../scripts/cli/terminal/usageError.ts";

/** Runs a command that asks before it acts, where nobody is there to be asked. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  const seen = { asked: 0, acted: false, stdout: "", stderr: "" };
  const command: CliCommand = {
    name: "act",
    summary: "Acts.",
    needs: ["send"],
    example: "cscss act",
    async run(session) {
      seen.acted = await session.approve("This acts.", true);
      session.result({ acted: seen.acted }, "Done.");
      return undefined;
    },
  };
  const ask = async (question: string, instead: string): Promise<string> => {
    seen.asked++;
    throw usageError(`${question} Nobody can be asked here: give ${instead}.`);
  };
  const writer = (name: "stdout" | "stderr") => ({
    write: (text: string) => {
      seen[name] += text;
    },
  });
  const prompt = { interactive: false, ask, askSecret: ask };
  const code = await runCli(["act", ...args], [{ ...command, load: async () => command }], {
    env,
    openPrompt: async () => prompt,
    stdout: writer("stdout"),
    stderr: writer("stderr"),
  });
  return { code, ...seen };
}

describe("an act that can hardly be undone, where nobody can be asked", () => {
  it.each<[string, string[], Record<string, string>]>([
    ["--json", ["--json"], {}],
    ["--quiet", ["--quiet"], {}],
    ["--json in the environment", [], { CSCSS_JSON: "1" }],
  ])("is refused, %s or not: only --yes stands for a person's word", async (_, args, env) => {
    const refused = await run(args, env);
    expect(refused).toMatchObject({ code: 2, asked: 1, acted: false, stdout: "" });
    expect(refused.stderr).toContain("give --yes");
  });

  it("is done with --yes, and nobody is asked", async () => {
    expect(await run(["--json", "--yes"])).toMatchObject({ code: 0, asked: 0, acted: true });
  });
});

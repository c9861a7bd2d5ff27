import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { CliCommand } from "../../../../scripts/cli/frame/CliCommand.ts";
import { runCli } from "../../../../scripts/cli/frame/runCli.ts";
import type { Session } from "../../../../scripts/cli/frame/Session.ts";
import { CscssError } from "../../../../sdk/errors/CscssError.ts";

const folder = mkdtempSync(join(tmpdir(), "cscss-run-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a table of two commands that do this. */
async function run(argv: readonly string[], act: CliCommand["run"] = async () => undefined, env = {}) {
  const written = { stdout: "", stderr: "" };
  const keeping = (name: "stdout" | "stderr") => ({
    write(text: string) {
      written[name] += text;
    },
  });
  const command: CliCommand = {
    name: "org show",
    summary: "Shows an organization.",
    args: ["[NAME]"],
    needs: [],
    example: "cscss org show",
    run: act,
  };
  const other = { ...command, name: "verify", summary: "Verifies." };
  const table = [command, other].map((one) => ({ ...one, load: async () => one }));
  const code = await runCli(argv, table, {
    env,
    openPrompt: async () => ({ interactive: false, ask: async () => "", askSecret: async () => "" }),
    stdout: keeping("stdout"),
    stderr: keeping("stderr"),
  });
  return { code, ...written };
}

describe("a run", () => {
  it("gives the command a session of its line and settings, and ends with its code, or 0", async () => {
    const seen: unknown[] = [];
    const act = async ({ args, option, flag }: Session) => {
      seen.push(args, option("rpc-url"), flag("json"));
      return 3;
    };
    expect(await run(["org", "show", "x", "--json"], act, { CSCSS_RPC_URL: "http://n" })).toMatchObject({ code: 3 });
    expect(seen).toEqual([["x"], "http://n", true]);
    expect(await run(["org", "show"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("reads the settings file that is named, with paths beside it", async () => {
    const config = join(folder, "settings.json");
    writeFileSync(config, '{"network":"other.json"}');
    const seen: unknown[] = [];
    const act = async ({ option }: Session) => void seen.push(option("network"));
    await run(["org", "show", "--config", config], act as unknown as CliCommand["run"]);
    expect(seen).toEqual([join(folder, "other.json")]);
  });

  it("closes the session however the command ends", async () => {
    const network = join(folder, "nowhere.json");
    const sessions: Session[] = [];
    let closed = 0;
    const act = (ends: () => Promise<undefined>) => async (session: Session) => {
      sessions.push(session);
      const { close } = session;
      Object.assign(session, {
        close: () => {
          closed++;
          close();
        },
      });
      return ends();
    };
    await run(
      ["org", "show"],
      act(async () => undefined),
      { CSCSS_NETWORK: network },
    );
    expect(closed).toBe(1);
    const failed = await run(
      ["org", "show"],
      act(async () => {
        throw new CscssError("ERR_FILE", "Gone.");
      }),
    );
    expect({ closed, code: failed.code }).toEqual({ closed: 2, code: 1 });
  });
});

describe("an error", () => {
  const failing = async (): Promise<undefined> => {
    throw new CscssError("ERR_FILE", "Gone.");
  };

  it("is told on stderr for people, or as JSON where the line or a setting asks for it", async () => {
    expect(await run(["org", "show"], failing)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^ERR_FILE: Gone\.\n/),
    });
    for (const [argv, env] of [
      [["org", "show", "--json"], {}],
      [["org", "show"], { CSCSS_JSON: "1" }],
    ] as const) {
      const { code, stdout, stderr } = await run(argv, failing, env);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(JSON.parse(stderr)).toMatchObject({ error: { code: "ERR_FILE" } });
    }
  });

  it("in the line itself is one too, before anything is read", async () => {
    const { code, stderr } = await run(["org", "show", "--nonsense", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "ERR_USAGE" } });
  });

  it("that is none of ours comes through as what it is", async () => {
    const broken = async (): Promise<undefined> => {
      throw new TypeError("Broken.");
    };
    expect(await run(["org", "show"], broken)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^cscss failed: Broken\./),
    });
  });
});

describe("help", () => {
  it.each([[[]], [["--help"]], [["-h"]], [["help"]], [["help", "org"]], [["org", "--help"]]])(
    "is what %j asks for",
    async (argv) => {
      const { code, stdout, stderr } = await run(argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain("org show  Shows an organization.");
    },
  );

  it("is about the words behind it, or in front of --help", async () => {
    for (const argv of [
      ["help", "org"],
      ["org", "--help"],
    ])
      expect((await run(argv)).stdout).not.toContain("Verifies.");
    for (const argv of [[], ["help"], ["--help"]]) expect((await run(argv)).stdout).toContain("Verifies.");
  });

  it("of a command is its own, and the command is not run", async () => {
    let runs = 0;
    const act = async () => void runs++;
    const { code, stdout } = await run(["org", "show", "--help"], act as unknown as CliCommand["run"]);
    expect({ code, runs }).toEqual({ code: 0, runs: 0 });
    expect(stdout).toContain("Usage: cscss org show [NAME] [options]");
  });

  it("comes with the error for words that name no command", async () => {
    const { code, stdout, stderr } = await run(["org", "shwo"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^ERR_USAGE: .*"org shwo"/);
    expect(stderr).toContain("org show  Shows an organization.");
  });
});

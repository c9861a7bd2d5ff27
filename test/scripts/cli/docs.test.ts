import type { ChildProcess } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FROM_SOURCES } from "../../fixtures/fromSources.ts";
import { startCscss } from "../../fixtures/runCscss.ts";
import { sectionBlocks } from "../../fixtures/sectionBlocks.ts";
import { runShell } from "../../fixtures/shellBlocks.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const PAGES = ["university", "graduate", "employer", "governance"] as const;

/** Somebody runs sections of a page, one after the other. */
interface Turn {
  readonly who: string;
  readonly page: (typeof PAGES)[number];
  readonly sections: readonly string[];
}

/** Somebody hands a file to somebody else: the only way anything gets from one to the other. */
interface Handing {
  readonly from: string;
  readonly to: string;
}

const turn = (who: string, page: Turn["page"], ...sections: string[]): Turn => ({ who, page, sections });
const hand = (from: string, to: string): Handing => ({ from, to });

/** The pages as the people in them run them: each in a folder and a home of their own. "other" is a second graduate. */
const PLAY: readonly (Turn | Handing)[] = [
  turn("trying", "university", "Try it"),
  turn("governance", "governance", "Deploy"),
  ...["university", "graduate", "other", "employer"].map((one) => hand("governance/pilot.json", `${one}/network.json`)),
  turn("university", "university", "Your organization"),
  turn("governance", "governance", "An application", "Decide"),
  turn("university", "university", "Admitted", "Graduates consent"),
  hand("university/link.txt", "graduate/link.txt"),
  turn("graduate", "graduate", "Your account", "The network", "Let your university issue to you"),
  hand("graduate/consent.json", "university/consents/one.json"),
  turn("university", "university", "Their answers", "The class"),
  hand("university/graduates.issued/claims/*", "graduate/claim.json"),
  turn("university", "university", "Graduates who have not consented"),
  hand("university/late-link.txt", "other/link.txt"),
  turn("other", "graduate", "Your account", "The network", "Let your university issue to you", "In person"),
  hand("other/consent.json", "university/consents/late.json"),
  hand("other/in-person.json", "university/counter/one.json"),
  turn("university", "university", "When the answer has come", "In person"),
  turn("employer", "employer", "The network you trust", "Ask"),
  ...["request.json", "request.png"].map((file) => hand(`employer/${file}`, `graduate/${file}`)),
  turn("graduate", "graduate", "Read", "Show"),
  ...["answer.txt", "file.txt", "file.png", "file.pdf", "cv.pdf"].map((file) =>
    hand(`graduate/${file}`, `employer/${file}`),
  ),
  turn("employer", "employer", "Check", "Check many", "In scripts"),
  turn("graduate", "graduate", "Take it back"),
  turn("employer", "employer", "What was taken back"),
  turn("graduate", "graduate", "Ask for a record", "Have a record recognized"),
  hand("graduate/wish.json", "university/requests/one.json"),
  hand("graduate/paper.pdf", "university/requests/paper.pdf"),
  ...["shown.txt", "wallet.txt"].map((file) => hand(`graduate/${file}`, `university/${file}`)),
  turn("university", "university", "Requests", "Recognize"),
  turn("university", "university", "Shorter records", "Prepare, then issue", "Two people, or three"),
  turn("graduate", "graduate", "Look back", "Other forms", "Keep", "Another key"),
  turn("university", "university", "One at a time: correct, suspend, revoke", "Keys", "What was done"),
  turn("graduate", "graduate", "Close"),
  turn("governance", "governance", "Change, suspend, reinstate, withdraw", "What was decided"),
];

const sections = Object.fromEntries(
  PAGES.map((page) => [page, sectionBlocks(join(ROOT, "docs", "cli", `${page}.md`))]),
) as Record<Turn["page"], Map<string, string[]>>;

describe("the pages of the four roles, run as the people in them would", () => {
  let folder: string;
  let chain: ChildProcess;
  let url = "";
  let failed = false;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cscss-docs-"));
    mkdirSync(join(folder, "bin"));
    const program = join(folder, "bin", "cscss");
    writeFileSync(
      program,
      `#!/bin/sh\nexec "${process.execPath}" ${FROM_SOURCES.join(" ")} "${join(ROOT, "scripts", "cli", "cscss.ts")}" "$@"\n`,
    );
    chmodSync(program, 0o755);
    // What the page has run in a terminal of its own, on free ports.
    const [up = ""] = sections.university.get("Try it") ?? [];
    const [, name = ""] = /^cscss up --with-university "(.+)"$/.exec(up.trim()) ?? [];
    const args = ["up", "--with-university", name, "--port", "0", "--service-port", "0", "--admission-delay", "1s"];
    mkdirSync(join(folder, "trying"));
    chain = startCscss(join(folder, "trying"), [...args, "--json"], { CSCSS_HOME: homeOf("trying") });
    url = await new Promise<string>((resolve, reject) => {
      let errors = "";
      chain.stderr?.on("data", (text) => {
        errors += text;
      });
      chain.stdout?.once("data", (line) => resolve(JSON.parse(String(line)).url));
      chain.once("close", () => reject(new Error(errors)));
    });
  }, 240_000);
  afterAll(async () => {
    const closed = new Promise((resolve) => chain.once("close", resolve));
    chain.kill("SIGINT");
    await closed;
    rmSync(folder, { recursive: true, force: true });
  });

  /** As ~/.config/cscss of somebody. */
  function homeOf(who: string): string {
    return join(folder, "homes", who, ".config", "cscss");
  }

  async function run({ who, page, sections: titles }: Turn): Promise<void> {
    const blocks = titles.flatMap((title) => sections[page].get(title) ?? []);
    mkdirSync(join(folder, who), { recursive: true });
    // One terminal a person: what was set before is still set.
    const state = join(folder, "homes", `${who}.sh`);
    const before = ["set -a", `if [ -f "${state}" ]; then . "${state}"; fi`];
    const commands = [...before, ...blocks.filter((block) => !block.startsWith("cscss up")), `export -p > "${state}"`];
    const env = {
      HOME: join(folder, "homes", who),
      // The chain's port is a free one; --try needs the university that up made, with its settings.
      ...(who === "trying" ? { CSCSS_HOME: homeOf(who) } : { CSCSS_RPC_URL: url }),
      CSCSS_SCRYPT_COST: "1024",
      NODE_COMPILE_CACHE: join(folder, "v8"),
    };
    mkdirSync(env.HOME, { recursive: true });
    const { code, output } = await runShell(commands, {
      folder: join(folder, who),
      env,
      programs: join(folder, "bin"),
    });
    expect(code, output.slice(-6_000)).toBe(0);
    expect(output).not.toMatch(/choose a better one|privateKey/);
  }

  function handOver({ from, to }: Handing): void {
    const target = join(folder, to);
    const source = from.endsWith("/*") ? dirname(from) : from;
    const [only = ""] = from.endsWith("/*") ? readdirSync(join(folder, source)) : [""];
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    copyFileSync(join(folder, source, only), target);
  }

  const titleOf = (step: Turn | Handing): string =>
    "who" in step ? `${step.who}: ${step.sections.join(", ")}` : `${step.from} goes to ${step.to}`;

  it.each(PLAY.map((step) => [titleOf(step), step] as const))(
    "%s",
    async (_, step) => {
      // What follows would only fail for want of this.
      expect(failed, "an earlier step failed").toBe(false);
      failed = true;
      if ("who" in step) await run(step);
      else handOver(step);
      failed = false;
    },
    900_000,
  );

  it.each(PAGES)("leave nothing of %s out", (page) => {
    const played = PLAY.flatMap((step) => ("who" in step && step.page === page ? step.sections : []));
    expect(new Set(played)).toEqual(new Set(sections[page].keys()));
  });
});

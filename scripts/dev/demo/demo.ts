import { parseArgs } from "node:util";
import { openOwn } from "./acts.ts";
import type { Graduate } from "./issueClass.ts";
import { issueClass } from "./issueClass.ts";
import type { Narrator } from "./narrator.ts";
import { silentNarrator, terminalNarrator } from "./narrator.ts";
import type { Stage } from "./Stage.ts";
import { openStage } from "./Stage.ts";
import type { Scene } from "./scenes.ts";
import { playScenes } from "./scenes.ts";

// `npm run demo`: the main job from beginning to end, then what a doubter would ask.
const { json } = readOptions();
const started = performance.now();
const narrator = json ? silentNarrator() : terminalNarrator();
const stage = await openStage(narrator);
try {
  const { graduates, scenes } = await play(stage, narrator);
  const ms = Math.round(performance.now() - started);
  const ok = scenes.every(isAsExpected);
  if (json) process.stdout.write(`${JSON.stringify(summaryOf(graduates, scenes, ok, ms))}\n`);
  else tellEnding(narrator, scenes, ok, ms);
  process.exitCode = ok ? 0 : 1;
} finally {
  await stage.local.close();
}

function readOptions() {
  try {
    return parseArgs({ options: { json: { type: "boolean", default: false } } }).values;
  } catch {
    process.stderr.write("Usage: npm run -s demo -- [--json]\n");
    process.exit(2);
  }
}

async function play(on: Stage, { heading, say, table }: Narrator): Promise<{ graduates: Graduate[]; scenes: Scene[] }> {
  const graduates = await issueClass(on);
  heading("A graduate opens the diploma, from the chain and the claim file");
  const [graduate] = graduates as [Graduate];
  const { claims } = await openOwn(on, graduate);
  say("eth-crypto opened it with the graduate's key; hash and signature are those of the record on chain.");
  table(Object.entries(claims).map(([name, value]) => ["", name, String(value)]));

  heading("An employer asks for degree and award date, and verifies; then what a doubter would ask");
  const scenes: Scene[] = [];
  await playScenes(on, graduates, (scene) => {
    scenes.push(scene);
    if (scenes.length === 1) tellFirst(narrator, scene);
  });
  return { graduates, scenes };
}

/** The main job's own verification, with every check. */
function tellFirst({ say, table, paint }: Narrator, { verification }: Scene): void {
  const { disclosed, issuer, checks, verdict } = verification;
  say(`${paint("bold", verdict.toUpperCase())}: issued by ${issuer?.name} (${issuer?.country}).`);
  say(
    `Disclosed: ${Object.entries(disclosed)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}. Nothing else is told.`,
  );
  table(checks.map(({ id, outcome, message }) => ["", id, outcome, message]));
}

function tellEnding({ heading, say, table, paint }: Narrator, scenes: readonly Scene[], ok: boolean, ms: number): void {
  heading("Every scene, and its verdict");
  const rows = scenes.map((scene) => {
    const { verdict } = scene.verification;
    const mark = isAsExpected(scene) ? paint("green", "✓") : paint("red", "✗");
    return [mark, scene.name, verdict, reasonOf(scene)];
  });
  table([["", "scene", "verdict", "reason"], ...rows]);
  const seconds = (ms / 1000).toFixed(1);
  say("");
  say(
    ok
      ? `All ${scenes.length} scenes came out as expected, in ${seconds} s.`
      : "Some scenes did not come out as expected.",
  );
}

function summaryOf(graduates: readonly Graduate[], scenes: readonly Scene[], ok: boolean, ms: number) {
  return {
    issued: graduates.length,
    wallets: new Set(graduates.map(({ address }) => address)).size,
    scenes: scenes.map((scene) => ({
      name: scene.name,
      expected: scene.expected,
      verdict: scene.verification.verdict,
      code: codeOf(scene),
    })),
    ok,
    ms,
  };
}

function isAsExpected(scene: Scene): boolean {
  return scene.verification.verdict === scene.expected && codeOf(scene) === scene.expectedCode;
}

/** Why it is not valid, or STANDING where the holder released it beforehand. */
function codeOf({ verification: { reason, checks } }: Scene): string | null {
  return reason?.code ?? checks.find(({ code }) => code === "STANDING")?.code ?? null;
}

/** In words: why it is not valid, or what is worth telling although it is. */
function reasonOf({ verification: { reason, checks } }: Scene): string {
  const worthTelling = checks.find(({ id, code, evidence }) => {
    return code === "STANDING" || (id === "accreditation" && evidence?.today !== "accredited");
  });
  return (reason ?? worthTelling)?.message ?? "";
}

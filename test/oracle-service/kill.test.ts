import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toQuantity, Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkAudit } from "../../oracle-service/governance/auditLog.ts";
import type { Store } from "../../oracle-service/store/openStore.ts";
import { openStore } from "../../oracle-service/store/openStore.ts";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { connectCouncil } from "../../sdk/generated/Council.ts";
import { FROM_SOURCES } from "../fixtures/fromSources.ts";
import { fixedRandom } from "../fixtures/makeCredential.ts";
import type { World } from "../fixtures/world.ts";
import { DAY, EVIDENCE, openWorld } from "../fixtures/world.ts";
import { applicant, propose } from "./support/council.ts";
import { dumpIndex } from "./support/dumpIndex.ts";
import { indexWorld } from "./support/indexWorld.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";
import type { ServedNode } from "./support/serveNode.ts";
import { serveNode } from "./support/serveNode.ts";

/** `npm run kill:service` kills 500 times. */
const KILLS = Number(process.env.CSCSS_KILLS ?? 5);
const KILLS_A_DECISION = 3;
const WORKER = join(import.meta.dirname, "support", "worker.ts");
const ADMIT = { act: "admit", authority: "direct", categories: ["vocational"], evidence: EVIDENCE };

let world: World;
let node: ServedNode;
let folder: string;
let store: Store;
let service: TestService;
let account: Wallet;

beforeAll(async () => {
  world = await openWorld();
  node = await serveNode(world.local);
  folder = await mkdtemp(join(tmpdir(), "cscss-kill-"));
  await writeFile(join(folder, "network.json"), JSON.stringify(world.chain.network));
  store = await openStore({ kind: "sqlite", file: join(folder, "store.db") });
  service = await openService(world, { store });
  account = new Wallet(`0x${"7e".repeat(32)}`);
  await world.local.provider.send("hardhat_setBalance", [account.address, toQuantity(10n ** 24n)]);
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await store.destroy();
  await node.close();
  await world.close();
  await rm(folder, { recursive: true });
});

interface Worker {
  readonly process: ChildProcess;
  /** Resolves when it has written so many whole lines. */
  lines(count: number): Promise<void>;
  readonly ended: Promise<unknown>;
}

async function work(): Promise<Worker> {
  const args = [
    WORKER,
    join(folder, "store.db"),
    join(folder, "network.json"),
    node.url,
    String(await world.local.now()),
  ];
  const child = spawn(process.execPath, [...FROM_SOURCES, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let written = 0;
  const waiting: { readonly count: number; readonly go: () => void }[] = [];
  child.stdout.on("data", (chunk) => {
    written += String(chunk).split("\n").length - 1;
    for (const { count, go } of waiting) if (written >= count) go();
  });
  return {
    process: child,
    lines: (count) =>
      new Promise((resolve, reject) => {
        if (written >= count) return resolve();
        waiting.push({ count, go: resolve });
        child.once("close", () => reject(new Error("The worker ended by itself.")));
      }),
    ended: new Promise((resolve) => child.once("close", resolve)),
  };
}

async function decide(): Promise<void> {
  const issuer = await applicant(world);
  const deadline = (await world.local.now()) + 100 * DAY;
  const { answer } = await propose(service, { issuer, act: ADMIT, deadline }, world.governor);
  expect(answer.status).toBe(201);
}

describe("H6: kill -9", () => {
  it(`${KILLS} times, at any moment: nothing is lost and nothing done twice`, { timeout: KILLS * 20_000 }, async () => {
    const random = fixedRandom("kill -9");
    let decisions = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const worker = await work();
      const ready = worker.lines(1);
      if (kill % KILLS_A_DECISION === 0) {
        await decide();
        decisions++;
      }
      await ready;
      const [wait = 0] = random(1);
      await new Promise((resolve) => setTimeout(resolve, wait));
      worker.process.kill("SIGKILL");
      await worker.ended;
    }
    const last = await work();
    await last.lines(20);
    last.process.kill("SIGKILL");
    await last.ended;

    const relays = await store.selectFrom("relays").selectAll().where("step", "=", "enact").execute();
    expect(relays.map(({ state }) => state)).toEqual(Array.from({ length: decisions }, () => "final"));
    // As many transactions as decisions: no decision was sent twice, no transaction without one.
    expect(await world.chain.provider.getTransactionCount(account.address)).toBe(decisions);
    const council = connectCouncil(world.chain.generation.governance.council, world.chain.provider);
    const enacted = readEvents(
      council,
      "DecisionEnacted",
      await council.queryFilter(council.filters.DecisionEnacted(), 0),
    );
    const ours = enacted.filter(({ args }) => args.relayer === account.address).map(({ args }) => args.digest);
    expect(ours.sort()).toEqual(relays.map(({ decision }) => decision).sort());
    expect(await checkAudit(store)).toMatchObject({ whole: true });
    const fresh = await openStore({ kind: "sqlite", file: ":memory:" });
    await indexWorld(world, fresh);
    await indexWorld(world, store);
    expect(await dumpIndex(store)).toEqual(await dumpIndex(fresh));
    await fresh.destroy();
  });
});

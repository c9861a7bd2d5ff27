import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkAudit } from "../../oracle-service/governance/auditLog.ts";
import { openIndexer } from "../../oracle-service/indexer/Indexer.ts";
import { nodePool } from "../../oracle-service/nodes/NodePool.ts";
import type { Store } from "../../oracle-service/store/openStore.ts";
import { openStore } from "../../oracle-service/store/openStore.ts";
import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import type { Held } from "../fixtures/issuing.ts";
import { issue } from "../fixtures/issuing.ts";
import { fixedRandom } from "../fixtures/makeCredential.ts";
import { EMPLOYER, WANTED } from "../fixtures/presenting.ts";
import type { World } from "../fixtures/world.ts";
import { DAY, EVIDENCE, openWorld } from "../fixtures/world.ts";
import { ask, post } from "./support/ask.ts";
import { draftOf, signDraft } from "./support/council.ts";
import { dumpIndex } from "./support/dumpIndex.ts";
import { faultLine } from "./support/faultLine.ts";
import type { FaultProxy, Faults } from "./support/faultProxy.ts";
import { indexWorld } from "./support/indexWorld.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";
import type { PostgresServer } from "./support/startPostgres.ts";
import { postgresPrograms, startPostgres } from "./support/startPostgres.ts";
import { worldNode } from "./support/worldNode.ts";

const FAULTS: readonly (readonly [string, Faults])[] = [
  ["drops 10 of 100 questions", { drops: 10 }],
  ["cuts 10 of 100 answers", { cuts: 10 }],
  ["does both, and is slow", { drops: 5, cuts: 5, delay: 20 }],
  ["stalls for longer than it is given", { delay: 5_000 }],
  ["is away", { drops: 100 }],
];

const programs = postgresPrograms();

// SQLite is a file of the process's own: there is no line that could be bad.
describe.skipIf(programs === undefined)("H7: a line to PostgreSQL that", () => {
  let world: World;
  let held: Held;
  let server: PostgresServer;
  let line: FaultProxy;
  /** Through the line. */
  let store: Store;
  /** Beside it. */
  let direct: Store;
  let service: TestService;

  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
    server = await startPostgres(programs ?? "");
    const url = await server.createDatabase();
    const bytes = fixedRandom("store faults");
    line = await faultLine(url, () => (bytes(1)[0] ?? 0) % 100);
    direct = await openStore({ kind: "postgres", url });
    store = await openStore({ kind: "postgres", url: line.url, timeoutMs: 1_000 });
    service = await openService(world, { store });
  }, 120_000);

  afterAll(async () => {
    line.set({});
    await service.app.close();
    await Promise.all([store.destroy(), direct.destroy()]);
    await line.close();
    await server.stop();
    await world.close();
  });

  const indexer = () => openIndexer(store, nodePool(world.chain.network, [worldNode(world.local)]));

  /** Any answer but a success is that the store is away. */
  function expectAway({ status, body }: { readonly status: number; readonly body: { readonly code: string } }): void {
    expect([status, body.code]).toEqual([503, "ERR_STORE_UNREACHABLE"]);
  }

  /** Asks a holder and verifies the answer, three times. @returns how often it was called valid. */
  async function verify(): Promise<number> {
    const asked = await post(service, "/v1/requests", { audience: EMPLOYER, purpose: "x", claims: [...WANTED] });
    if (asked.status !== 201) {
      expectAway(asked);
      return 0;
    }
    const now = await world.local.now();
    const presentation = await answerRequest(asked.body, { credential: held.record, signer: held.person.signer, now });
    const expected = { kind: "answer", nonce: asked.body.nonce };
    let [valid, away] = [0, 0];
    for (let times = 0; times < 3; times++) {
      const { status, body } = await post(service, "/v1/verify", { presentation, expected });
      if (status !== 200) {
        expectAway({ status, body });
        away++;
      } else if (body.verdict === "valid") {
        valid++;
      } else {
        // It took its one answer, or may have: whether the store heard of it is not known where its answer was lost.
        expect(body.reason.code).toBe("ERR_NONCE_USED");
        expect(valid + away).toBeGreaterThan(0);
      }
    }
    expect(valid).toBeLessThanOrEqual(1);
    return valid;
  }

  async function decide(): Promise<void> {
    const proposal = {
      issuer: world.university.address,
      act: { act: "suspend", evidence: EVIDENCE },
      deadline: (await world.local.now()) + DAY,
    };
    const draft = await draftOf(service, proposal);
    const approval = await signDraft(world.governor, draft);
    const answer = await post(service, "/v1/decisions", { ...proposal, nonce: draft.decision.nonce, approval });
    if (answer.status !== 201) expectAway(answer);
  }

  it.each(FAULTS)("%s never makes an answer wrong, and is forgiven", async (_what, faults) => {
    const before = line.spoiled();
    line.set(faults);
    const slow = (faults.delay ?? 0) > 1_000;
    for (let round = 0; round < (slow ? 1 : 8); round++) {
      const question = `/v1/authorization?issuer=${world.university.address}&category=higher_education`;
      expect((await ask(service, question)).body.authorized).toBe(true);
      const list = await ask(service, "/v1/stats");
      if (list.status !== 200) expectAway(list);
      await verify();
      await decide();
      expect((await ask(service, "/healthz")).status).toBe(200);
      await indexer()
        .step()
        .catch((error: unknown) => expect(error).toMatchObject({ code: "ERR_STORE_UNREACHABLE" }));
    }
    if (!slow) expect(line.spoiled()).toBeGreaterThan(before);
    line.set({});
    await expect.poll(verify, { timeout: 30_000 }).toBe(1);
  });

  it("did all that leaves an audit log and an index that are none the worse", async () => {
    expect(await checkAudit(direct)).toMatchObject({ whole: true });
    const decisions = await direct.selectFrom("decisions").select("id").execute();
    const approvals = await direct.selectFrom("approvals").select("decision").execute();
    expect(approvals.map(({ decision }) => decision).sort()).toEqual(decisions.map(({ id }) => id).sort());
    expect(decisions.length).toBeGreaterThan(0);
    await indexer().catchUp();
    const fresh = await openStore({ kind: "sqlite", file: ":memory:" });
    await indexWorld(world, fresh);
    expect(await dumpIndex(direct)).toEqual(await dumpIndex(fresh));
    await fresh.destroy();
  });
});

import { utf8ToBytes } from "@noble/hashes/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSecp256k1 } from "../../../sdk/crypto/openSecp256k1.ts";
import type { IssuingKeys, IssuingWorkers } from "../../../sdk/issuing/openIssuingWorkers.ts";
import { openIssuingWorkers } from "../../../sdk/issuing/openIssuingWorkers.ts";
import { prepareMany } from "../../../sdk/issuing/prepareMany.ts";
import type { Award, IssuerContext, PreparedRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import { collect } from "../../fixtures/collect.ts";
import { awardOf, sendRecords } from "../../fixtures/issuing.ts";
import { fixedBytes, fixedRandom } from "../../fixtures/makeCredential.ts";
import { answer, expectValid, requestOf, verify } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("Many awards", () => {
  let world: World;
  let keys: IssuingKeys;
  let awards: Award[];
  let workers: IssuingWorkers;
  const openWorkers = (threads: number): IssuingWorkers =>
    openIssuingWorkers(keys, { threads, random: fixedRandom("many") });
  beforeAll(async () => {
    world = await openWorld();
    const { chainId, generation, organization, recordSecret, signing, sealing } = world.university.context;
    keys = {
      chainId,
      generation,
      organization,
      recordSecret,
      signing: { privateKey: fixedBytes(`${organization}/signing`, 32), number: signing.number },
      sealing: { privateKey: fixedBytes(`${organization}/sealing`, 32), number: sealing.number },
    };
    awards = Array.from({ length: 40 }, (_, index) => awardOf(world, { profile: ((index % 3) + 1) as 1 | 2 | 3 }));
    workers = openWorkers(2);
  });
  afterAll(async () => {
    await workers.close();
    await world.close();
  });

  const context = (): IssuerContext => ({ ...world.university.context, random: fixedRandom("many") });

  it("are prepared to the same bytes in this thread, over a faster curve, in one or two threads, and with a dictionary", async () => {
    const here = await collect(prepareMany(context(), awards));
    expect(here.map(({ claimFile }) => claimFile.recordId).length).toBe(40);
    expect(new Set(here.map(({ claimFile }) => claimFile.recordId)).size).toBe(40);
    const curve = await openSecp256k1();
    expect(await collect(prepareMany({ ...context(), curve }, awards))).toEqual(here);
    expect(await collect(prepareMany(workers, awards))).toEqual(here);
    const dictionary = { number: 7, bytes: utf8ToBytes('"gradingScale","66-110 (cum laude possible)"') };
    const packed = await collect(prepareMany({ ...context(), dictionary }, awards));
    expect(packed).not.toEqual(here);
    const packing = openIssuingWorkers({ ...keys, dictionary }, { threads: 2, random: fixedRandom("many") });
    try {
      expect(await collect(prepareMany(packing, awards))).toEqual(packed);
    } finally {
      await packing.close();
    }
    const alone = openWorkers(1);
    try {
      expect(await collect(prepareMany(alone, awards))).toEqual(here);
    } finally {
      await alone.close();
    }
  }, 120_000);

  it("that threads prepared are issued, opened and valid", async () => {
    const award = awardOf(world, { profile: 2 });
    const prepared = await collect(prepareMany(workers, [award]));
    expect((await sendRecords(world, prepared)).refused.size).toBe(0);
    const { claimFile } = prepared[0] as PreparedRecord;
    const { decryptionKey } = world.graduate;
    const { opened } = await openRecords(world.chain, claimFile.wallet, { decryptionKey, claimFiles: [claimFile] });
    const record = opened.find(({ credential }) => credential.recordId === claimFile.recordId);
    if (record === undefined) throw new Error("It is not there.");
    const request = await requestOf(world);
    const text = await answer(world, { record, person: world.graduate }, request);
    expectValid(await verify(world, text, { kind: "answer", request }));
  });

  it("use randomness once: two runs share no seed, nonce or key", async () => {
    const [one, two] = [await collect(prepareMany(workers, awards)), await collect(prepareMany(workers, awards))];
    const payloads = [...one, ...two].map(({ sealedPayload }) => Buffer.from(sealedPayload).toString("hex"));
    const sealed = payloads.filter((payload) => payload !== "");
    // Their ephemeral keys: behind the version and the number of the sealing key.
    expect(new Set(sealed.map((payload) => payload.slice(6, 72))).size).toBe(sealed.length);
  });

  it.each(["here", "in threads"])(
    "fail %s for the one that is wrong, in its turn, with its code and place",
    async (where) => {
      const wrong = awards.map((award, index) =>
        index === 20 ? { ...award, claims: { ...award.claims, awardTitle: "" } } : award,
      );
      const records: PreparedRecord[] = [];
      const preparing = (async () => {
        const by = where === "here" ? context() : workers;
        for await (const record of prepareMany(by, wrong)) records.push(record);
      })();
      await expect(preparing).rejects.toMatchObject({
        code: "ERR_CLAIMS",
        message: expect.stringContaining("/awardTitle"),
        details: { index: 20, recordType: "degree" },
      });
      expect(records).toHaveLength(20);
    },
  );

  it("are taken only as they are worked on, tell of their progress, and end when they are told to", async () => {
    let taken = 0;
    function* endless(): Generator<Award> {
      for (;;) yield awards[taken++ % awards.length] as Award;
    }
    const stop = new AbortController();
    const reason = new Error("enough");
    const heard: number[] = [];
    const onProgress = (done: number): void => {
      heard.push(done);
      if (done === 50) stop.abort(reason);
    };
    await expect(collect(prepareMany(workers, endless(), { signal: stop.signal, onProgress }))).rejects.toBe(reason);
    expect(heard).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(taken).toBeLessThanOrEqual(50 + 16 * 6);
  }, 60_000);

  it("fail with a code when the threads are closed under them", async () => {
    const closing = openWorkers(1);
    const preparing = collect(prepareMany(closing, awards, { onProgress: () => void closing.close() }));
    await expect(preparing).rejects.toMatchObject({ code: "ERR_WORKER" });
  });

  it("need keys that are keys", () => {
    const zero = new Uint8Array(32);
    const refused = (code: string) => expect.objectContaining({ code });
    const { signing, sealing } = keys;
    expect(() => openIssuingWorkers({ ...keys, signing: { ...signing, privateKey: zero } })).toThrow(
      refused("ERR_PRIVATE_KEY"),
    );
    expect(() => openIssuingWorkers({ ...keys, sealing: { ...sealing, privateKey: zero } })).toThrow(
      refused("ERR_PRIVATE_KEY"),
    );
    expect(() => openIssuingWorkers({ ...keys, recordSecret: zero.slice(1) })).toThrow(refused("ERR_ARGUMENT"));
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeStatus } from "../../../sdk/issuing/changeStatus.ts";
import { memoryNonceStore } from "../../../sdk/verify/NonceStore.ts";
import { openVerifier } from "../../../sdk/verify/openVerifier.ts";
import { bind, forge } from "../../fixtures/forging.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import {
  answer,
  ask,
  expectInvalid,
  expectNotCheckable,
  expectValid,
  requestOf,
  verifierOf,
  verify,
} from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("The nonce of a request", () => {
  let world: World;
  let held: Held;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
  });
  afterAll(() => world.close());

  it("is used up by the answer that was valid, whoever sends it again and however (P2)", async () => {
    const [verifier, request] = [await verifierOf(world), await requestOf(world)];
    const text = await answer(world, held, request);
    const expected = { kind: "answer", request } as const;
    expectValid(await verify(world, text, expected, { verifier }));
    expectInvalid(await verify(world, text, expected, { verifier }), "holder-binding ERR_NONCE_USED");
    const anew = await ask(world, held, { request, verifier, claims: ["finalGrade"] });
    expectInvalid(anew, "holder-binding ERR_NONCE_USED");
    expectValid(await ask(world, held, { verifier }));
  });

  it("is used up once when the same answer comes twice at the same time (P2)", async () => {
    const [verifier, request] = [await verifierOf(world), await requestOf(world)];
    const text = await answer(world, held, request);
    const both = await Promise.all([1, 2].map(() => verifier.verify(text, { kind: "answer", request })));
    expect(both.map(({ verdict }) => verdict).sort()).toEqual(["invalid", "valid"]);
  });

  it("is shared among verifiers that share a store (P2)", async () => {
    const now = await world.local.now();
    const options = { now: () => now, nonces: memoryNonceStore(() => now) };
    const [one, two] = [openVerifier(world.chain, options), openVerifier(world.chain, options)];
    const request = await requestOf(world);
    const text = await answer(world, held, request);
    expectValid(await verify(world, text, { kind: "answer", request }, { verifier: one }));
    const again = await verify(world, text, { kind: "answer", request }, { verifier: two });
    expectInvalid(again, "holder-binding ERR_NONCE_USED");
  });

  it("is not used up by a thief, a wrong audience or a changed claim (P2)", async () => {
    const [verifier, request] = [await verifierOf(world), await requestOf(world)];
    const text = await answer(world, held, request);
    const expected = { kind: "answer", request } as const;
    const stolen = await answer(world, held, request, { signer: world.mallory.signer });
    await verify(world, stolen, expected, { verifier });
    await verify(world, text, { kind: "answer", request: { ...request, audience: "mallory.example" } }, { verifier });
    await verify(world, text.replace("~", "~WyJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiYSIsMV0~"), expected, { verifier });
    expectValid(await verify(world, text, expected, { verifier }));
  });

  it("is not used up by somebody else's forged credential, in a wallet of their own (P2)", async () => {
    const [verifier, request] = [await verifierOf(world), await requestOf(world)];
    const { mallory } = world;
    // Mallory has a wallet, binds with her own key and knows the request; only the issuer's signature is not there.
    const forged = await forge(
      world,
      (draft) => {
        draft.signer = mallory.signer;
      },
      { person: mallory },
    );
    const text = await bind(world, forged, { request, signer: mallory.signer });
    const attempt = await verify(world, text, { kind: "answer", request }, { verifier });
    expectInvalid(attempt, "signature ERR_SIGNATURE");
    expectValid(await ask(world, held, { request, verifier }));
  });

  it("is not used up by a genuine credential of somebody else that was revoked (P2)", async () => {
    const [verifier, request] = [await verifierOf(world), await requestOf(world)];
    const others = await issue(world, { person: world.mallory, profile: 1 });
    const { account, address } = world.university;
    const { recordId, award } = others;
    const change = { act: "revoke", reason: "academic_misconduct", wallet: award.wallet, recordId } as const;
    await changeStatus(account, address, change);
    expectInvalid(await ask(world, others, { request, verifier }), "status ERR_REVOKED");
    expectValid(await ask(world, held, { request, verifier }));
  });

  it("is not used up while the node keeps something from being checked (P2, D8)", async () => {
    let lost = true;
    const chain = throughNode(world, async ({ method }, truth) => (method === "eth_getLogs" && lost ? [] : truth()));
    const [verifier, request] = [await verifierOf(world, chain), await requestOf(world)];
    const text = await answer(world, held, request);
    const expected = { kind: "answer", request } as const;
    expectNotCheckable(await verify(world, text, expected, { verifier }), "signature ERR_DID_DOCUMENT");
    lost = false;
    expectValid(await verify(world, text, expected, { verifier }));
    expectInvalid(await verify(world, text, expected, { verifier }), "holder-binding ERR_NONCE_USED");
  });
});

describe("memoryNonceStore", () => {
  it("takes each nonce once and forgets it only after its request has expired", async () => {
    let now = 1000;
    const store = memoryNonceStore(() => now);
    expect(await store.use("a", 1010)).toBe(true);
    expect(await store.use("b", 1020)).toBe(true);
    expect(await store.use("a", 1010)).toBe(false);
    now = 1010;
    expect(await store.use("a", 1010)).toBe(false);
    now = 1011;
    expect(await store.use("a", 1030)).toBe(true);
    expect(await store.use("b", 1020)).toBe(false);
  });
});

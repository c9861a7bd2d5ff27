import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { didOf } from "../../../sdk/did/didOf.ts";
import { SIG_AUTH_KEY } from "../../../sdk/did/HolderKeys.ts";
import type { Forged } from "../../fixtures/forging.ts";
import { bind, forge } from "../../fixtures/forging.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import { requestOf, verifierOf, verify } from "../../fixtures/presenting.ts";
import type { Person, World } from "../../fixtures/world.ts";
import { DAY, openWorld, personOf } from "../../fixtures/world.ts";

/** A forger can change its own identity as often as it likes, and each change is one more read for who looks at all of them. */
describe("A holder's logs are read only once the credential has shown to be the holder's", () => {
  let world: World;
  let held: Held;
  /** Signs the key bindings: neither a controller nor a delegate of anybody. */
  let stranger: Person;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
    stranger = await personOf(world.local, "employer");
    for (const { account } of [world.graduate, world.mallory, world.mallory]) {
      const identities = world.chain.didRegistry.connect(account);
      await sendTransaction(() => identities.setAttribute(account.address, SIG_AUTH_KEY, Uint8Array.of(1), DAY));
    }
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  /** What a verifier comes to, and how often it asks the node about that person's identity. */
  async function verifyAndCount(
    { token, disclosures }: Pick<Forged, "token" | "disclosures">,
    { account }: Person,
    madeFor: { readonly audience?: string; readonly nonce?: string } = {},
  ) {
    const { address } = account;
    const changed = world.chain.didRegistry.interface.encodeFunctionData("changed", [address]);
    let reads = 0;
    const chain = throughNode(world, ({ method, params }, truth) => {
      const isLogs = method === "eth_getLogs" && JSON.stringify(params).includes(address.slice(2).toLowerCase());
      if (isLogs || (method === "eth_call" && params[0].data === changed)) reads++;
      return truth();
    });
    const request = await requestOf(world);
    const text = await bind(
      world,
      { token, disclosures },
      { request: { ...request, ...madeFor }, signer: stranger.signer },
    );
    const verifier = await verifierOf(world, chain);
    const { verdict, reason, checks } = await verify(world, text, { kind: "answer", request }, { verifier });
    const { outcome, message } = checks.find(({ id }) => id === "holder-binding") ?? {};
    return { reads, verdict, because: reason?.code, binding: outcome, message };
  }

  it("as it is with a stolen one, so that the counts below have no other reason", async () => {
    const stolen = { token: held.record.token, disclosures: [] };
    expect(await verifyAndCount(stolen, world.graduate)).toMatchObject({
      reads: 2,
      verdict: "invalid",
      because: "ERR_NOT_THE_HOLDER",
      binding: "failed",
    });
  });

  const notFor = (because: string, blocker: string) => ({
    reads: 0,
    verdict: "invalid",
    because,
    binding: "skipped",
    message: `Not made, because it rests on "${blocker}".`,
  });

  it.each([
    ["audience", "ERR_AUDIENCE", { audience: "https://other.example" }],
    ["request", "ERR_NONCE", { nonce: "another-request-0123456789" }],
  ])("and not a stolen one that was made for another %s", async (_, because, madeFor) => {
    const stolen = { token: held.record.token, disclosures: [] };
    const found = await verifyAndCount(stolen, world.graduate, madeFor);
    expect(found).toMatchObject({ reads: 0, verdict: "invalid", because, binding: "failed" });
  });

  it("and not one the forger signed itself", async () => {
    const { signer } = world.mallory;
    const forged = await forge(world, (draft) => Object.assign(draft, { signer }), { person: world.mallory });
    expect(await verifyAndCount(forged, world.mallory)).toEqual(notFor("ERR_SIGNATURE", "signature"));
  });

  it("and not one that no wallet has a record of", async () => {
    const forged = await forge(world, undefined, { person: world.mallory });
    await restore();
    expect(await verifyAndCount(forged, world.mallory)).toEqual(notFor("ERR_RECORD_UNKNOWN", "signature"));
  });

  it("and not one in a wallet of somebody else", async () => {
    const did = didOf(world.chain.chainId, world.mallory.account.address);
    const forged = await forge(world, ({ payload }) =>
      Object.assign(payload, { sub: did, cnf: { kid: `${did}#controller` } }),
    );
    expect(await verifyAndCount(forged, world.mallory)).toEqual(notFor("ERR_OWNER", "owner-binding"));
  });
});

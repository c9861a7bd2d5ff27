import type { DIDDocument } from "did-resolver";
import { Resolver } from "did-resolver";
import { getResolver } from "ethr-did-resolver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeHex } from "../../sdk/bytes/hex.ts";
import { sendTransaction } from "../../sdk/call/sendTransaction.ts";
import { keyBytes } from "../../sdk/did/keyBytes.ts";
import { KeyPurpose } from "../../sdk/generated/enums.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import { connectOrganization } from "../../sdk/generated/Organization.ts";
import { createOrganization } from "../../sdk/organization/createOrganization.ts";
import { publishKey } from "../../sdk/organization/publishKey.ts";
import { memoryTokenSigner } from "../../sdk/token/TokenSigner.ts";
import fc from "../fixtures/fastCheck.ts";
import type { World } from "../fixtures/world.ts";
import { EVIDENCE, fresh, openWorld } from "../fixtures/world.ts";

/** What an admin may do to keys, in any order; times in hours. */
type Step =
  | { do: "publish"; purpose: "signing" | "sealing"; hours: number }
  | { do: "end" | "compromise"; which: number }
  | { do: "wait"; hours: number };

const STEP = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("publish" as const),
      purpose: fc.constantFrom("signing" as const, "sealing" as const),
      hours: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("end" as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("compromise" as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 20 }) }) },
);
const HOUR = 3600;

describe("An organization's DID document, as stock ethr-did-resolver reads it", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("has at every block exactly the keys that are live in the contract, under the contract's numbers", async () => {
    const seen = { keys: 0, ended: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 4, maxLength: 9 }), async (steps) => {
        const organization = await newOrganization();
        const blocks: number[] = [];
        for (const step of steps) {
          await take(organization, step);
          blocks.push(await world.chain.provider.getBlockNumber());
        }
        for (const block of blocks) {
          const { live, ended } = await inContract(organization, block);
          expect(await inDocument(organization, block)).toEqual(live);
          seen.keys += live.length;
          seen.ended += ended;
        }
      }),
      { numRuns: 50, seed: 20261102 },
    );
    // Not a walk through empty documents.
    expect(seen.keys).toBeGreaterThan(200);
    expect(seen.ended).toBeGreaterThan(50);
  }, 180_000);

  async function newOrganization(): Promise<Organization> {
    const { account } = world.university;
    const input = { name: "Example", country: "IT", metadataHash: EVIDENCE, salt: fresh(world) };
    return connectOrganization(await createOrganization(world.chain, account, input), account);
  }

  /** A step that the contract refuses, such as ending a key twice, changes nothing and is passed over. */
  async function take(organization: Organization, step: Step): Promise<void> {
    const { account } = world.university;
    if (step.do === "wait") return world.local.increaseTime(step.hours * HOUR);
    if (step.do === "publish") {
      const { publicKey } = memoryTokenSigner(world.random(32));
      const key = { purpose: step.purpose, publicKey, validity: step.hours * HOUR };
      await publishKey(account, String(organization.target), key);
      return;
    }
    const number = 1 + (step.which % Math.max(1, Number(await organization.keyNumberCount())));
    const since = await world.local.now();
    const sent = sendTransaction(() =>
      step.do === "end" ? organization.endKey(number) : organization.markKeyCompromised(number, since),
    );
    await sent.catch((error) => expect(error).toMatchObject({ code: "ERR_REVERTED" }));
  }

  /** The keys that are live at a block, as the contract has them, and how many ever ended. */
  async function inContract(organization: Organization, block: number) {
    const at = { blockTag: block };
    const time = BigInt((await world.chain.provider.getBlock(block))?.timestamp ?? 0);
    const live: Shown[] = [];
    let ended = 0;
    for (let number = 1; number <= Number(await organization.keyNumberCount(at)); number++) {
      const key = await organization.keyAt(number, at);
      if (key.ended !== 0n) ended++;
      if (key.purpose === BigInt(KeyPurpose.None) || key.ended !== 0n || key.until < time) continue;
      const signs = key.purpose === BigInt(KeyPurpose.Signing);
      live.push({ id: `#delegate-${number}`, hex: encodeHex(keyBytes(key)).slice(2), signs, agrees: !signs });
    }
    return { live, ended };
  }

  /** The same from the DID document, all but the account that is the controller. */
  async function inDocument(organization: Organization, block: number): Promise<Shown[]> {
    const did = `did:ethr:0x7a69:${organization.target}`;
    const { didDocument } = await resolver().resolve(`${did}?versionId=${block}`);
    const { verificationMethod = [], assertionMethod = [], keyAgreement = [] } = didDocument as DIDDocument;
    return verificationMethod
      .filter(({ id }) => id !== `${did}#controller`)
      .map(({ id, publicKeyHex, controller }) => {
        expect(controller).toBe(did);
        const shown = { id: id.slice(did.length), hex: String(publicKeyHex) };
        return { ...shown, signs: assertionMethod.includes(id), agrees: keyAgreement.includes(id) };
      });
  }

  function resolver(): Resolver {
    const { chainId, provider, generation } = world.chain;
    const network = { name: "0x7a69", chainId, provider, registry: generation.didRegistry };
    return new Resolver(getResolver({ networks: [network] } as unknown as Parameters<typeof getResolver>[0]));
  }
});

interface Shown {
  readonly id: string;
  readonly hex: string;
  /** May sign assertions. */
  readonly signs: boolean;
  /** May agree on keys. */
  readonly agrees: boolean;
}

import { ZeroAddress } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordIdOf } from "../../../sdk/credential/accessKey.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { walletAddress } from "../../../sdk/wallet/walletAddress.ts";
import type { Draft } from "../../fixtures/forging.ts";
import { verifyForged } from "../../fixtures/forging.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import { lyingLens } from "../../fixtures/lyingNode.ts";
import { ask, expectInvalid, expectNotCheckable, expectValid, verifierOf } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { deployWorld, openWorld } from "../../fixtures/world.ts";

/** Where a credential says that its record is, and where it is. */
describe("The chain a credential names", () => {
  let world: World;
  let rogue: World;
  let held: Held;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    // Mallory runs the same contracts on the same chain, with a governance body of her own.
    rogue = await deployWorld(world.local, "rogue");
    held = await issue(world);
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  it("must be the verifier's own: a credential of a test chain is refused before anything is read (V8)", async () => {
    const verification = await verifyForged(world, ({ header, payload }) => {
      const text = JSON.stringify(payload).replaceAll("did:ethr:0x7a69:", "did:ethr:0x1:").replace("31337", "1");
      Object.assign(payload, JSON.parse(text));
      header.kid = String(header.kid).replace("0x7a69", "0x1");
    });
    expectInvalid(verification, "network ERR_CHAIN");
    expect(verification.block).toBeUndefined();
    expect(verification.checks.find(({ id }) => id === "disclosures")?.outcome).toBe("passed");
  });

  it("must have the wallet from the pinned factory: one of the same code from another is refused (V4, V5)", async () => {
    const forged = await issue(rogue);
    expectValid(await ask(rogue, forged));
    const verification = await ask(rogue, forged, { chain: world.chain });
    expectInvalid(verification, "network ERR_WALLET_UNKNOWN");
    // Whoever chooses the network file chooses whom to believe, in both directions.
    expectInvalid(await ask(world, held, { chain: rogue.chain }), "network ERR_WALLET_UNKNOWN");
  });

  it("must have the organization from the pinned factory: one of the same code from another is refused (V4)", async () => {
    const { address } = rogue.university;
    const verification = await verifyForged(world, ({ header, payload }) => {
      payload.iss = `did:ethr:0x7a69:${address}`;
      header.kid = `${payload.iss}#delegate-1`;
    });
    expectInvalid(verification, "issuer-binding ERR_ISSUER_UNKNOWN");
    expect(verification.issuer).toBeUndefined();
  });

  it.each<[string, (world: World) => string]>([
    ["an account", ({ mallory }) => mallory.account.address],
    ["nothing", () => ZeroAddress],
    ["the issuer's organization", ({ university }) => university.address],
    ["the code that wallets share", ({ chain }) => chain.generation.walletCode[1]],
    ["the factory", ({ chain }) => chain.generation.factories.wallets],
    [
      "a wallet that was never made",
      ({ chain, mallory }) => walletAddress(chain.generation, { owner: mallory.account.address, profile: 3, index: 7 }),
    ],
  ])("must have a wallet where the credential says: %s is none (V4)", async (_, place) => {
    const verification = await verifyForged(world, (draft) => inWallet(draft, place(world)));
    expectInvalid(verification, "network ERR_WALLET_UNKNOWN");
    expect(verification.block).toBeDefined();
  });

  it("must have the record in the wallet that is named: another wallet of the same holder has it not (V4)", async () => {
    const other = await issue(world, { profile: 3 });
    const verification = await verifyForged(world, (draft) => inWallet(draft, other.wallet));
    expectInvalid(verification, "header ERR_RECORD_UNKNOWN");
  });

  it("must have the record in the holder's wallet: somebody else's has it not, and is somebody else's (V4)", async () => {
    const others = await issue(world, { person: world.mallory, profile: 1 });
    const verification = await verifyForged(world, (draft) => inWallet(draft, others.wallet));
    expectInvalid(verification, "header ERR_RECORD_UNKNOWN", "owner-binding ERR_OWNER");
  });

  it("must have the record under the accessKey that is named", async () => {
    const verification = await verifyForged(world, ({ payload }) => {
      const { credentialStatus: status } = payload.vc;
      status.accessKey = `0x${"ab".repeat(32)}`;
      status.id = `${String(status.id).split("#")[0]}#${recordIdOf(String(status.accessKey))}`;
    });
    expectInvalid(verification, "header ERR_RECORD_UNKNOWN");
  });

  it("may lose the record's block in a reorganisation: then there is no such record (V6)", async () => {
    const back = await world.local.snapshot();
    const fresh = await issue(world);
    const verifier = await verifierOf(world);
    expectValid(await ask(world, fresh, { verifier }));
    await back();
    // A head below one already seen casts doubt on the node; once it has caught up, the record is gone.
    expectNotCheckable(await ask(world, fresh, { verifier }), "network ERR_NODE_BEHIND");
    await world.local.mine(3);
    for (const one of [{ verifier }, {}]) expectInvalid(await ask(world, fresh, one), "header ERR_RECORD_UNKNOWN");
    expectValid(await ask(world, held, { verifier }));
  });

  it("says who owns the wallet: a credential about another person fails, whatever the wallet's issuer signed", async () => {
    const chain = lyingLens(world, ({ wallet }) => {
      wallet.owner = world.mallory.account.address;
    });
    expectInvalid(await ask(world, held, { chain }), "owner-binding ERR_OWNER");
  });

  it("may have several generations of contracts: records of the older ones stay good under theirs", async () => {
    const { network, provider } = world.chain;
    const generations = [world.chain.generation, rogue.chain.generation];
    const both = connectChain({ ...network, generations }, provider);
    expectValid(await ask(world, held, { chain: both }));
    expectValid(await ask(rogue, await issue(rogue), { chain: both }));
    const swapped = connectChain({ ...network, generations: generations.toReversed() }, provider);
    expectValid(await ask(world, held, { chain: swapped }));
  });
});

function inWallet({ payload }: Draft, wallet: string): void {
  const { credentialStatus: status } = payload.vc;
  status.id = `did:ethr:0x7a69:${wallet}#${String(status.id).split("#")[1]}`;
  status.wallet = wallet;
}

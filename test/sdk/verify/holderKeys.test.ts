import { Resolver } from "did-resolver";
import { encodeBytes32String, hexlify } from "ethers";
import { getResolver } from "ethr-did-resolver";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { didOf } from "../../../sdk/did/didOf.ts";
import { SIG_AUTH_KEY } from "../../../sdk/did/HolderKeys.ts";
import type { Verification } from "../../../sdk/verify/Verification.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import type { Call } from "../../fixtures/lyingNode.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import { ask, expectInvalid, expectNotCheckable, expectValid } from "../../fixtures/presenting.ts";
import type { Person, World } from "../../fixtures/world.ts";
import { DAY, openWorld, personOf } from "../../fixtures/world.ts";

const REFUSED = "holder-binding ERR_NOT_THE_HOLDER";
const UNSEEN = "holder-binding ERR_DID_DOCUMENT";

/** Keys that the holder publishes as attributes: contracts cannot see them, only the logs of ERC-1056 tell. */
describe("A key the holder published for sigAuth", () => {
  let world: World;
  let held: Held;
  let phone: Person;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
    phone = await personOf(world.local, "employer");
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  const holder = () => world.graduate.account.address;
  const identities = (person: Person = world.graduate) => world.chain.didRegistry.connect(person.account);
  async function publish(
    options: { name?: string; key?: Uint8Array; validity?: number; by?: Person } = {},
  ): Promise<void> {
    const { name = SIG_AUTH_KEY, key = phone.encryptionKey, validity = DAY, by = world.graduate } = options;
    const identity = by === world.graduate ? holder() : by.account.address;
    await sendTransaction(() => identities(by).setAttribute(identity, name, key, validity));
  }
  const end = () => sendTransaction(() => identities().revokeAttribute(holder(), SIG_AUTH_KEY, phone.encryptionKey));
  const byPhone = (): Promise<Verification> => ask(world, held, { signer: phone.signer });

  it("may present until the holder ends it, and again when it is published anew (P4)", async () => {
    expectInvalid(await byPhone(), REFUSED);
    await publish();
    const verification = await byPhone();
    expectValid(verification);
    expect(verification.checks.find(({ id }) => id === "holder-binding")?.message).toContain("a key the holder");
    await end();
    expectInvalid(await byPhone(), REFUSED);
    await publish();
    expectValid(await byPhone());
  });

  it("may present up to its last second (P4)", async () => {
    const validity = 100;
    await publish({ validity });
    const published = await world.local.now();
    await world.local.setTime(published + validity);
    expectValid(await byPhone());
    await world.local.setTime(published + validity + 1);
    expectInvalid(await byPhone(), REFUSED);
  });

  it("stands for authentication in the document that ethr-did-resolver makes", async () => {
    await publish({ validity: 100 * 365 * DAY });
    const { chainId, provider, generation } = world.chain;
    const network = { name: "0x7a69", chainId, provider, registry: generation.didRegistry };
    const resolver = new Resolver(getResolver({ networks: [network] } as unknown as Parameters<typeof getResolver>[0]));
    const { didDocument } = await resolver.resolve(didOf(chainId, holder()));
    const method = didDocument?.verificationMethod?.find(
      ({ publicKeyHex }) => publicKeyHex === hexlify(phone.encryptionKey).slice(2),
    );
    expect(didDocument?.authentication).toContain(method?.id);
  });

  it.each(["did/pub/Secp256k1/veriKey/hex", "did/pub/Secp256k1/enc/hex", "did/pub/Ed25519/sigAuth/hex", "sigAuth"])(
    "is not one that was published as %s (P4)",
    async (name) => {
      await publish({ name: encodeBytes32String(name) });
      expectInvalid(await byPhone(), REFUSED);
    },
  );

  it("is not one that somebody else published for himself (P4)", async () => {
    await publish({ by: world.mallory });
    expectInvalid(await byPhone(), REFUSED);
  });

  it("may be published uncompressed no more than as any other bytes that are no key of ours", async () => {
    await publish({ key: nobleSecp256k1.decompress(phone.encryptionKey) });
    await publish({ key: new Uint8Array(33) });
    await publish({ key: new Uint8Array() });
    expectInvalid(await byPhone(), REFUSED);
    await publish();
    expectValid(await byPhone());
  });

  it("counts among other changes of the identity, in one block and in many", async () => {
    const { provider } = world.local;
    await publish({ name: encodeBytes32String("did/svc/Example"), key: Uint8Array.of(1) });
    await provider.send("evm_setAutomine", [false]);
    const delegate = encodeBytes32String("veriKey");
    const sent = [
      await identities().setAttribute(holder(), SIG_AUTH_KEY, phone.encryptionKey, DAY, { gasLimit: 200_000 }),
      await identities().addDelegate(holder(), delegate, world.mallory.account.address, DAY, { gasLimit: 200_000 }),
    ];
    await world.local.mine();
    await provider.send("evm_setAutomine", [true]);
    const [one, two] = await Promise.all(sent.map(({ hash }) => provider.getTransactionReceipt(hash)));
    expect(one?.blockNumber).toBe(two?.blockNumber);
    expectValid(await byPhone());
    await publish({ name: encodeBytes32String("did/svc/Example"), key: Uint8Array.of(2) });
    expectValid(await byPhone());
    await sendTransaction(() => identities().changeOwner(holder(), world.mallory.account.address));
    // The new controller has not dismissed it: as with delegates, that is for the controller to do.
    expectValid(await byPhone());
  });

  it("is not looked for when the controller or a delegate presents", async () => {
    await publish();
    const chain = throughNode(world, async (call, truth) => {
      if (isHolderLogs(call)) throw new Error("not needed");
      return truth();
    });
    expectValid(await ask(world, held, { chain }));
  });

  it("cannot be checked on a node whose logs are cut, fail, or are of another order (D8)", async () => {
    await publish({ name: encodeBytes32String("did/svc/Example"), key: Uint8Array.of(1) });
    await publish();
    const lies: ((logs: Record<string, string>[]) => unknown)[] = [
      () => [],
      () => Promise.reject(new Error("pruned")),
      () => "<html>",
      // A log that says it came after itself would lead a reader round and round.
      (logs) => logs.map((log) => ({ ...log, data: withPreviousChange(String(log.data), Number(log.blockNumber)) })),
      (logs) =>
        logs.map((log) => ({ ...log, data: withPreviousChange(String(log.data), Number(log.blockNumber) + 1) })),
    ];
    for (const lie of lies) {
      const chain = throughNode(world, async (call, truth) =>
        isHolderLogs(call) ? lie((await truth()) as Record<string, string>[]) : truth(),
      );
      expectNotCheckable(await ask(world, held, { chain, signer: phone.signer }), UNSEEN);
    }
    expectValid(await byPhone());
  });

  it("cannot be checked on a node that gives new links to follow without end", async () => {
    let asked = 0;
    const link = 10n ** 15n;
    const { interface: abi } = world.chain.didRegistry;
    const chain = throughNode(world, async (call, truth) => {
      const { method, params } = call;
      const changed = abi.encodeFunctionData("changed", [holder()]);
      if (method === "eth_call" && params[0].data === changed) return `0x${link.toString(16).padStart(64, "0")}`;
      if (!isHolderLogs(call)) return truth();
      const previous = BigInt(params[0].fromBlock) - 1n;
      asked++;
      const { data, topics } = abi.encodeEventLog("DIDOwnerChanged", [holder(), holder(), previous]);
      const place = {
        blockNumber: params[0].fromBlock,
        transactionIndex: "0x0",
        logIndex: "0x0",
        blockHash: `0x${"11".repeat(32)}`,
      };
      const address = world.chain.generation.didRegistry;
      return [{ ...place, transactionHash: `0x${"22".repeat(32)}`, address, data, topics, removed: false }];
    });
    const verification = await ask(world, held, { chain, signer: phone.signer });
    expectNotCheckable(verification, UNSEEN);
    expect(verification.reason?.message).toContain("changed in more than 100 blocks");
    expect(asked).toBe(101);
  });

  /** Logs about the holder, not those about the issuer. */
  function isHolderLogs({ method, params }: Call): boolean {
    return method === "eth_getLogs" && JSON.stringify(params).toLowerCase().includes(holder().slice(2).toLowerCase());
  }

  /** The last word of every event of ERC-1056's head is the block of the change before. */
  function withPreviousChange(data: string, block: number): string {
    const { interface: abi } = world.chain.didRegistry;
    const decoded = abi.decodeEventLog("DIDAttributeChanged", data, [
      abi.getEvent("DIDAttributeChanged")?.topicHash ?? "",
      `0x${holder().slice(2).padStart(64, "0")}`,
    ]);
    const [identity, name, value, validTo] = decoded;
    return abi.encodeEventLog("DIDAttributeChanged", [identity, name, value, validTo, block]).data;
  }
});

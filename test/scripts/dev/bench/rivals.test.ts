import type { Wallet } from "ethers";
import { Interface, id, toUtf8Bytes } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { send, sendInFew } from "../../../../scripts/dev/bench/harness/sendInFew.ts";
import { deployDocumentStores } from "../../../../scripts/dev/bench/rivals/documentStore.ts";
import { deployEas } from "../../../../scripts/dev/bench/rivals/eas.ts";
import { deployInitializedWallets } from "../../../../scripts/dev/bench/rivals/initializedWallets.ts";
import { deploySoulbound } from "../../../../scripts/dev/bench/rivals/soulbound.ts";
import type { TestChain } from "../../../fixtures/chain.ts";
import { openChain } from "../../../fixtures/chain.ts";

/** A comparison is worth something only if the others really do what they are for. */
describe("What the benchmarks compare with", () => {
  let chain: TestChain;
  let university: Wallet;
  let graduate: Wallet;
  beforeAll(async () => {
    chain = await openChain("default");
    [university, graduate] = [await chain.fundedWallet("university"), await chain.fundedWallet("graduate")];
  });
  afterAll(() => chain.close());

  /** Calls a view function by its signature. */
  async function read(to: string, signature: string, args: readonly unknown[]): Promise<unknown> {
    const known = new Interface([`function ${signature}`]);
    const name = signature.slice(0, signature.indexOf("("));
    const data = await chain.provider.call({ to, data: known.encodeFunctionData(name, args) });
    return known.decodeFunctionResult(name, data)[0];
  }

  it("EAS attests all of it in as many transactions as needed, and revokes", async () => {
    const eas = await deployEas(university);
    const data = toUtf8Bytes("x".repeat(1500));
    const attestations = Array.from({ length: 20 }, () => ({ recipient: graduate.address, data }));
    const { receipts } = await sendInFew(university, attestations, eas.multiAttest);
    const uids = receipts.flatMap((receipt) => eas.uidsOf(receipt));
    expect(receipts.length).toBeGreaterThan(1);
    expect(new Set(uids).size).toBe(20);
    const call = eas.revoke(uids[19]!);
    await send(university, call);
    await expect(send(university, call)).rejects.toThrow();
  });

  it("the document store knows the hashes it issued, one by one or together", async () => {
    const stores = await deployDocumentStores(university);
    const { to } = stores.issue(id("a"));
    await send(university, stores.issue(id("a")));
    await send(university, stores.issueMany([id("b"), id("c")]));
    await send(university, stores.revoke(id("b")));
    const isActive = (hash: string) => read(to, "isActive(bytes32) view returns (bool)", [hash]);
    expect(await Promise.all(["a", "b", "c"].map((name) => isActive(id(name))))).toEqual([true, false, true]);
    const { to: tokens } = stores.issueSoulbound(graduate.address, id("d"));
    await send(university, stores.issueSoulbound(graduate.address, id("d")));
    expect(await read(tokens, "locked(uint256) view returns (bool)", [id("d")])).toBe(true);
  });

  it("the soulbound token stays with its holder", async () => {
    const token = await deploySoulbound(university);
    const issue = token.issue([{ holder: graduate.address, hash: id("a") }]);
    await send(university, issue);
    expect(await read(issue.to, "ownerOf(uint256) view returns (address)", [id("a")])).toBe(graduate.address);
    const transfer = new Interface(["function transferFrom(address,address,uint256)"]);
    const data = transfer.encodeFunctionData("transferFrom", [graduate.address, university.address, id("a")]);
    await expect(send(graduate, { to: issue.to, data })).rejects.toThrow(id("Soulbound(uint256)").slice(0, 10));
    await send(university, token.revoke(id("a")));
  });

  it("the clone is initialized, once", async () => {
    const wallets = await deployInitializedWallets(university);
    const create = wallets.create(graduate.address, 2, 0, `0x${"11".repeat(64)}`);
    const receipt = await send(university, create);
    expect(receipt.logs).toHaveLength(2);
    await expect(send(university, create)).rejects.toThrow();
  });

  it("gives up where not even one item fits into a transaction", async () => {
    const eas = await deployEas(university);
    const item = { recipient: graduate.address, data: new Uint8Array(30_000).fill(1) };
    await expect(sendInFew(university, [item, item], eas.multiAttest)).rejects.toThrow();
  });
});

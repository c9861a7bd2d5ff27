import { utf8ToBytes } from "@noble/hashes/utils";
import type { Wallet } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../../sdk/call/readEvents.ts";
import { findDictionary } from "../../../sdk/dictionary/findDictionary.ts";
import {
  DICTIONARY_MARK,
  encodePublishDictionary,
  publishDictionary,
} from "../../../sdk/dictionary/publishDictionary.ts";
import { readDictionary } from "../../../sdk/dictionary/readDictionary.ts";
import { decodeRevert } from "../../../sdk/errors/fromRevert.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import { batchHashOf } from "../../../sdk/issuing/batchHash.ts";
import { approveBatch, prepareBatch, requireApprovals } from "../../../sdk/organization/approvals.ts";
import { issue } from "../../fixtures/issuing.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const bytes = utf8ToBytes('"gradingScale","66-110 (cum laude possible)"\n"organizationName","Università di Esempio"');
const INPUT = { batch: 7n, category: "higher_education", keyNumber: 1 } as const;

describe("publishDictionary", () => {
  let world: World;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  const publish = (account: Wallet = world.university.account, what = bytes) =>
    publishDictionary(world.chain, account, world.university.address, { ...INPUT, bytes: what });
  const countOf = () =>
    connectOrganization(world.university.address, world.chain.provider).dataContractCount().then(Number);

  it("makes it the organization's next data contract, where everybody reads it", async () => {
    await issue(world);
    const { number } = await publish();
    expect(number).toBe(2);
    expect(await readDictionary(world.chain, world.university.address, number)).toEqual({ number, bytes });
  });

  it("takes the largest there can be, and refuses one byte more before anything is sent", async () => {
    const { number, gasUsed } = await publish(undefined, new Uint8Array(23_997).fill(0x61));
    expect((await readDictionary(world.chain, world.university.address, number)).bytes).toHaveLength(23_997);
    expect(Number(gasUsed)).toBeLessThan(2 ** 24);
    await expect(publish(undefined, new Uint8Array(23_998))).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
    await expect(publish(undefined, new Uint8Array())).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
    expect(await countOf()).toBe(1);
  });

  it("brings no record into any wallet: its one item is refused, and says in the log what it was", async () => {
    const { transactionHash } = await publish();
    const receipt = await world.chain.provider.getTransactionReceipt(transactionHash);
    const body = connectOrganization(world.university.address, null);
    const [refused] = readEvents(body, "ItemRefused", receipt?.logs ?? []);
    expect(refused?.args.recordId).toBe(DICTIONARY_MARK);
    expect(decodeRevert(refused?.args.reason ?? "")?.name).toBe("OrganizationNoWallet");
    expect(readEvents(body, "BatchIssued", receipt?.logs ?? [])[0]?.args).toMatchObject({ items: 1n, refused: 1n });
    expect(receipt?.logs).toHaveLength(2);
  });

  it("is for who may issue: with the role, in a category the organization is accredited for", async () => {
    await expect(publish(world.mallory.account)).rejects.toMatchObject({ code: "ERR_REVERTED" });
    const { account, address } = world.university;
    const elsewhere = publishDictionary(world.chain, account, address, { ...INPUT, category: "secondary", bytes });
    await expect(elsewhere).rejects.toMatchObject({ details: { error: "OracleRegistryNotForCategory" } });
    expect(await countOf()).toBe(0);
  });

  it("needs the approvals a batch of records needs, under the two-person rule", async () => {
    const { account, address } = world.university;
    await requireApprovals(account, address, 1);
    const input = { ...INPUT, bytes };
    const refused = { code: "ERR_REVERTED", details: { error: "OrganizationNotApproved" } };
    await expect(publish()).rejects.toMatchObject(refused);
    const registrar = await world.local.fundedWallet("employer");
    const body = connectOrganization(address, account);
    await (await body.grantRole(await body.REGISTRAR_ROLE(), registrar.address)).wait();
    const hash = batchHashOf(world.chain.chainId, address, encodePublishDictionary(input));
    await prepareBatch(registrar, address, hash);
    await approveBatch(account, address, hash);
    const other = { ...input, bytes: bytes.with(0, 0x20) };
    await expect(publishDictionary(world.chain, account, address, other)).rejects.toMatchObject(refused);
    expect((await publish()).number).toBe(1);
  });

  it("finds its number though batches came before it in the very block, and though there is another dictionary", async () => {
    const after = await countOf();
    await issue(world);
    await publish(undefined, bytes.with(3, 0x21));
    await publish();
    await issue(world);
    const { address } = world.university;
    expect(await findDictionary(world.chain, address, bytes, after)).toBe(3);
    expect(await findDictionary(world.chain, address, bytes, 3)).toBeUndefined();
    expect(await findDictionary(world.chain, address, bytes.slice(1), after)).toBeUndefined();
  });

  it("says that the node does not show it, should it not, and not that it was not sent", async () => {
    const chain = throughNode(world, async ({ method }, truth) => (method === "eth_getCode" ? "0x" : truth()));
    const publishing = publishDictionary(chain, world.university.account, world.university.address, {
      ...INPUT,
      bytes,
    });
    await expect(publishing).rejects.toMatchObject({
      code: "ERR_NODE_UNREACHABLE",
      details: { transaction: expect.stringMatching(/^0x[0-9a-f]{64}$/) },
    });
    expect(await countOf()).toBe(1);
  });
});

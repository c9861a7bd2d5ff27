import { keccak256, toBeHex } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeHex } from "../../../sdk/bytes/hex.ts";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { CATEGORIES, RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import { encodeBlobs } from "../../../sdk/issuing/encodeBlobs.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const MAX_SIZE = 24_000;

/** Bytes of any length that differ from one another. */
function payload(length: number, label = length): Uint8Array {
  const seed = fixedBytes(`payload ${label}`, 32);
  return Uint8Array.from({ length }, (_, index) => (seed[index % 32] ?? 0) ^ (index >> 5));
}

describe("The lens", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("gives back every payload as it was, up to the most a data contract holds", async () => {
    const sizes = [1, 850, 255, 256, MAX_SIZE - 4, 12_000, MAX_SIZE - 12_000 - 6, 2];
    const payloads = sizes.map((size, index) => payload(size, index));
    await issueAll(payloads);
    const wallet = await world.chain.walletFactory.walletOf(world.graduate.account.address, 2, 0);
    const { total, records } = await world.chain.lens.sealedRecords(wallet, 0, 100);
    expect(total).toBe(BigInt(sizes.length));
    expect(records.map(({ sealedPayload }) => keccak256(sealedPayload))).toEqual(
      payloads.map((bytes) => keccak256(encodeHex(bytes))),
    );
  });

  it("has the organization refuse a data contract of one byte more", async () => {
    const [blob] = encodeBlobs([payload(MAX_SIZE - 3)]);
    expect(blob?.bytes.length).toBe(MAX_SIZE + 1);
    await expect(issueAll([payload(MAX_SIZE - 3)])).rejects.toMatchObject({
      details: { error: "OrganizationBadBlob", args: ["0", String(MAX_SIZE + 1)] },
    });
  });

  /** One record for each payload, all in one batch. */
  async function issueAll(payloads: readonly Uint8Array[]): Promise<void> {
    const { account, address } = world.university;
    const owner = world.graduate.account.address;
    const blobs = encodeBlobs(payloads);
    const items = blobs.flatMap(({ members }, blob) =>
      members.map((index, place) => ({
        record: { owner, profile: 2, walletIndex: 0, recordId: toBeHex(index + 1, 16) },
        sequence: 1,
        recordType: RECORD_TYPES.degree.number,
        validUntil: 0,
        payloadHash: toBeHex(1, 32),
        blob: blob + 1,
        place,
        shredHalf: toBeHex(1, 12),
        identityCommitment: toBeHex(0, 32),
      })),
    );
    const contract = connectOrganization(address, account);
    const bytes = blobs.map((blob) => blob.bytes);
    const args = [1, CATEGORIES.higher_education, 1, items, bytes] as const;
    await sendTransaction(async () => {
      const gas = await contract.issueBatch.estimateGas(...args);
      return contract.issueBatch(...args, { gasLimit: gas + gas / 20n });
    });
  }
});

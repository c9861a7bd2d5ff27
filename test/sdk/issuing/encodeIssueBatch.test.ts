import { AbiCoder, keccak256 } from "ethers";
import { beforeAll, describe, expect, it } from "vitest";
import { CATEGORIES } from "../../../sdk/credential/recordTypes.ts";
import { organizationInterface } from "../../../sdk/generated/Organization.ts";
import { arrangeItems } from "../../../sdk/issuing/arrangeItems.ts";
import { batchHashOf, hashBatch } from "../../../sdk/issuing/batchHash.ts";
import { encodeBlobs } from "../../../sdk/issuing/encodeBlobs.ts";
import { encodeIssueBatch } from "../../../sdk/issuing/encodeIssueBatch.ts";
import { mostGas } from "../../../sdk/issuing/mostGas.ts";
import type { PreparedRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { fixedAddress } from "../../fixtures/makeCredential.ts";
import { prepareOffline } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

let records: PreparedRecord[];
let certificate: PreparedRecord;
beforeAll(async () => {
  const degree = (award: string, profile: 1 | 2 | 3) =>
    prepareOffline("degree", RECORD_CLAIMS.degree, { award, profile });
  records = [await degree("1", 2), await degree("2", 1), await degree("3", 3)];
  certificate = await prepareOffline("certificate", RECORD_CLAIMS.certificate, { category: "vocational" });
});

describe("the items of a batch", () => {
  it("say where their payloads are, counted from 1, and 0 for none", () => {
    const { items, blobs } = arrangeItems(records);
    expect(items).toEqual(records.map(({ item }, index) => ({ ...item, ...[at(1, 0), at(0, 0), at(1, 1)][index] })));
    expect(blobs).toEqual(encodeBlobs(records.map(({ sealedPayload }) => sealedPayload)).map(({ bytes }) => bytes));
  });

  it("name the second data contract where one does not hold all", () => {
    const large = records.map((record) => ({ ...record, sealedPayload: new Uint8Array(11_000).fill(7) }));
    const { items, blobs } = arrangeItems(large);
    expect(items.map(({ blob, place }) => [blob, place])).toEqual([
      [1, 0],
      [1, 1],
      [2, 0],
    ]);
    expect(blobs).toHaveLength(2);
  });

  function at(blob: number, place: number) {
    return { blob, place };
  }
});

describe("a batch", () => {
  it("is its number, category, key, items and payloads", () => {
    const { items, blobs } = arrangeItems(records);
    expect(encodeIssueBatch({ records, batch: 7n, keyNumber: 3 })).toEqual([
      7n,
      CATEGORIES.higher_education,
      3,
      items,
      blobs,
    ]);
  });

  it("is not empty, and of one category", () => {
    for (const some of [[], [...records, certificate], [certificate, ...records]]) {
      expect(() => encodeIssueBatch({ records: some, batch: 1n, keyNumber: 1 })).toThrow(
        expect.objectContaining({ code: "ERR_ARGUMENT" }),
      );
    }
  });

  it("is approved by a hash over chain, organization and the whole call", () => {
    const input = { records, batch: 7n, keyNumber: 3 };
    const organization = fixedAddress("university");
    const call = organizationInterface.encodeFunctionData("issueBatch", encodeIssueBatch(input));
    const hash = hashBatch(31_337n, organization, input);
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ["uint256", "address", "bytes32"],
      [31_337n, organization, keccak256(call)],
    );
    expect(hash).toBe(keccak256(encoded));
    expect(batchHashOf(31_337n, organization, call)).toBe(hash);
    const others = [
      hashBatch(1n, organization, input),
      hashBatch(31_337n, fixedAddress("mallory"), input),
      hashBatch(31_337n, organization, { ...input, batch: 8n }),
      hashBatch(31_337n, organization, { ...input, keyNumber: 4 }),
      hashBatch(31_337n, organization, { ...input, records: records.toReversed() }),
      hashBatch(31_337n, organization, { ...input, records: records.slice(1) }),
    ];
    expect(new Set([hash, ...others]).size).toBe(others.length + 1);
  });
});

it("the most gas is that of the batch, of each item, and of the bytes that are sent and kept", () => {
  const kept = records.reduce((sum, { sealedPayload }) => sum + sealedPayload.length, 0);
  expect(kept).toBeGreaterThan(1000);
  expect(mostGas(records, 5000)).toBe(400_000 + 3 * 150_000 + 40 * 5000 + 200 * kept);
  expect(mostGas([], 0)).toBe(400_000);
});

import { hexlify } from "ethers";
import { beforeAll, describe, expect, it } from "vitest";
import { encodeHex } from "../../../sdk/bytes/hex.ts";
import { deriveAccessKey, recordIdOf } from "../../../sdk/credential/accessKey.ts";
import { RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import { signCredential } from "../../../sdk/credential/signCredential.ts";
import { createDisclosure } from "../../../sdk/disclosure/createDisclosure.ts";
import { organizationInterface } from "../../../sdk/generated/Organization.ts";
import { encodeIssueBatch } from "../../../sdk/issuing/encodeIssueBatch.ts";
import type { PreparedBatch } from "../../../sdk/issuing/PreparedBatch.ts";
import type { PreparedRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { reviewBatch } from "../../../sdk/issuing/reviewBatch.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import { payloadHash } from "../../../sdk/token/payloadHash.ts";
import { walletAddress } from "../../../sdk/wallet/walletAddress.ts";
import { fixedAddress, fixedBytes } from "../../fixtures/makeCredential.ts";
import { GENERATION, offlineIssuer, prepareOffline } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const ORGANIZATION = fixedAddress("university");
const CHAIN = { chainId: 31_337n, generation: GENERATION } as Chain;
const UNTIL = 2_000_000_000;
const refused = expect.objectContaining({ code: "ERR_PREPARED" });

let records: PreparedRecord[];
beforeAll(async () => {
  records = [
    await prepareOffline("degree", RECORD_CLAIMS.degree, { award: "2026/1" }),
    await prepareOffline("degree", RECORD_CLAIMS.degree, {
      award: "2026/2",
      profile: 1,
      validUntil: UNTIL,
      sequence: 2,
    }),
  ];
});

/** What a batch may be told of otherwise than it is. */
interface Change {
  readonly records?: readonly PreparedRecord[];
  readonly keyNumber?: number;
  readonly more?: readonly Uint8Array[];
  readonly items?: (items: PreparedBatch["items"]) => PreparedBatch["items"];
  readonly credentials?: (credentials: PreparedBatch["credentials"]) => PreparedBatch["credentials"];
}

/** A batch as it is prepared, but for the change. */
function batchOf(change: Change = {}): PreparedBatch {
  const { records: some = records, keyNumber = 1, more = [] } = change;
  const [batch, category, key, items, blobs] = encodeIssueBatch({ records: some, batch: 7n, keyNumber });
  const data = organizationInterface.encodeFunctionData("issueBatch", [
    batch,
    category,
    key,
    items,
    [...blobs, ...more],
  ]);
  const told = records.map(({ claimFile }, index) => ({
    award: `2026/${index + 1}`,
    studentId: "S1",
    recordId: claimFile.recordId,
    content: "",
    claimFile,
  })) as PreparedBatch["items"];
  const credentials = records.map(({ credential }) => credential);
  return {
    kind: "batch",
    batchHash: "",
    data,
    gasLimit: 1,
    items: change.items?.(told) ?? told,
    credentials: change.credentials?.(credentials) ?? credentials,
  };
}
const review = (change?: Change, chain = CHAIN, organization: string = ORGANIZATION) =>
  reviewBatch(chain, organization, batchOf(change));
/** The first record with its item otherwise. */
const withItem = (item: object): readonly PreparedRecord[] => [
  { ...records[0]!, item: { ...records[0]!.item, ...item } },
  ...records.slice(1),
];
const withRecord = (more: object) => withItem({ record: { ...records[0]!.item.record, ...more } });

describe("reviewBatch", () => {
  it("tells of every record what its credential says, with all its claims", () => {
    const owner = fixedAddress("graduate");
    expect(review()).toEqual([
      {
        award: "2026/1",
        recordType: "degree",
        holder: owner,
        wallet: walletAddress(GENERATION, { owner, profile: 2, index: 0 }),
        sequence: 1,
        claims: RECORD_CLAIMS.degree,
      },
      {
        award: "2026/2",
        recordType: "degree",
        holder: owner,
        wallet: walletAddress(GENERATION, { owner, profile: 1, index: 0 }),
        sequence: 2,
        validUntil: UNTIL,
        claims: RECORD_CLAIMS.degree,
      },
    ]);
  });

  // Each in one thing alone: every one of the comparisons has to be made.
  it.each<[string, () => unknown]>([
    ["another token's hash", () => review({ records: withItem({ payloadHash: `0x${"11".repeat(32)}` }) })],
    [
      "another record's number in the call",
      () => review({ records: withRecord({ recordId: `0x${"11".repeat(16)}` }) }),
    ],
    [
      "another record's number in the file",
      () => review({ items: ([one, ...rest]) => [{ ...one!, recordId: "0x11" }, ...rest] }),
    ],
    ["another chain", () => review({}, { ...CHAIN, chainId: 1n })],
    ["another organization", () => review({}, CHAIN, fixedAddress("mallory"))],
    ["another owner", () => review({ records: withRecord({ owner: fixedAddress("mallory") }) })],
    ["another wallet of the owner", () => review({ records: withRecord({ walletIndex: 1 }) })],
    ["a wallet of another profile", () => review({ records: withRecord({ profile: 3 }) })],
    ["another sequence", () => review({ records: withItem({ sequence: 2 }) })],
    ["another type of record", () => review({ records: withItem({ recordType: RECORD_TYPES.certificate.number }) })],
    ["another key", () => review({ keyNumber: 2 })],
    ["an end", () => review({ records: withItem({ validUntil: UNTIL }) })],
    [
      "no end",
      () => review({ records: [records[0]!, { ...records[1]!, item: { ...records[1]!.item, validUntil: 0 } }] }),
    ],
    ["the credential of another award", () => review({ credentials: ([one, other]) => [other!, one!] })],
  ])("refuses a call for %s than the credential says", (_, act) => {
    expect(act).toThrow(expect.objectContaining({ code: "ERR_PREPARED", details: { award: expect.any(String) } }));
  });

  it("refuses a credential of somebody else, though the wallet is the one of the call", async () => {
    const signed = await forged({ holder: fixedAddress("mallory") });
    expect(() => reviewBatch(CHAIN, ORGANIZATION, signed)).toThrow(refused);
    // It is the holder alone that makes it so.
    expect(reviewBatch(CHAIN, ORGANIZATION, await forged({}))).toMatchObject([{ award: "2026/9" }]);
  });

  it("refuses claims that are not shown, and claims that nobody signed", () => {
    const dropped = (text: string) => text.split("~").toSpliced(1, 1).join("~");
    expect(() => review({ credentials: ([one, other]) => [dropped(one!), other!] })).toThrow(refused);
    const { encoded } = createDisclosure({ salt: fixedBytes("salt", 16), name: "finalGrade", value: "110" });
    const added = (text: string) => `${text}${encoded}~`;
    expect(() => review({ credentials: ([one, other]) => [added(one!), other!] })).toThrow(refused);
    const twice = (text: string) => `${text}${text.split("~")[1]}~`;
    expect(() => review({ credentials: ([one, other]) => [twice(one!), other!] })).toThrow(refused);
  });

  it("refuses a claim with a credential in which nothing can be disclosed", async () => {
    const { encoded } = createDisclosure({ salt: fixedBytes("salt", 16), name: "finalGrade", value: "110" });
    const { credentials, ...batch } = await forged({});
    expect(() => reviewBatch(CHAIN, ORGANIZATION, { ...batch, credentials: [`${credentials[0]}${encoded}~`] })).toThrow(
      refused,
    );
  });

  it("refuses bytes that no record needs", () => {
    expect(() => review({ more: [Uint8Array.of(0, 1, 0, 1, 7)] })).toThrow(refused);
    expect(() =>
      review({ records: [records[1]!], items: ([, one]) => [one!], credentials: ([, one]) => [one!] }),
    ).not.toThrow();
    expect(() =>
      review({
        records: [records[1]!],
        more: [Uint8Array.of(0)],
        items: ([, one]) => [one!],
        credentials: ([, one]) => [one!],
      }),
    ).toThrow(refused);
  });

  it("refuses a file that tells of more or fewer records than the call has", () => {
    for (const change of [
      { items: (items) => items.slice(1) },
      { credentials: (credentials) => credentials.slice(1) },
      { items: (items) => [...items, items[0]!] },
      { credentials: (credentials) => [...credentials, credentials[0]!] },
      { records: records.slice(1) },
    ] satisfies Change[]) {
      expect(() => review(change)).toThrow(refused);
    }
  });

  /** A batch of one record whose credential and call agree in all but what is changed. */
  async function forged({ holder = fixedAddress("graduate") }: { holder?: string }): Promise<PreparedBatch> {
    const { chainId, recordSecret, signing } = offlineIssuer();
    const owner = fixedAddress("graduate");
    const wallet = walletAddress(GENERATION, { owner, profile: 1, index: 0 });
    const accessKey = deriveAccessKey(recordSecret, { chainId, wallet, award: "2026/9", attempt: 0 });
    const recordId = recordIdOf(accessKey);
    const token = await signCredential(
      {
        ...{ chainId, issuer: ORGANIZATION, holder, wallet, accessKey, sequence: 1, recordType: "degree" },
        ...{ uuid: "3b0e2f0e-6f0c-4b7e-9d6a-2f1f0c3f2a11", validFrom: 1, visible: {}, digests: [] },
      },
      signing,
    );
    const zero = (length: number): string => encodeHex(new Uint8Array(length));
    const item = {
      record: { owner, profile: 1, walletIndex: 0, recordId },
      ...{ sequence: 1, recordType: RECORD_TYPES.degree.number, validUntil: 0, payloadHash: payloadHash(token) },
      ...{ shredHalf: zero(12), identityCommitment: hexlify(new Uint8Array(32)), blob: 0, place: 0 },
    };
    const data = organizationInterface.encodeFunctionData("issueBatch", [1n, 1, 1, [item], []]);
    const told = [{ award: "2026/9", recordId }] as unknown as PreparedBatch["items"];
    return { kind: "batch", batchHash: "", data, gasLimit: 1, items: told, credentials: [`${token}~`] };
  }
});

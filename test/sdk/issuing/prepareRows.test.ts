import type { Provider } from "ethers";
import { hexlify, ZeroHash } from "ethers";
import { describe, expect, it } from "vitest";
import type { HolderConsent } from "../../../sdk/consent/HolderConsent.ts";
import { decodeCredential } from "../../../sdk/credential/decodeCredential.ts";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { walletFactoryInterface } from "../../../sdk/generated/WalletFactory.ts";
import type { ReadyRow } from "../../../sdk/issuing/prepareRows.ts";
import { openPreparing } from "../../../sdk/issuing/prepareRows.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import type { NetworkFile } from "../../../sdk/network/NetworkFile.ts";
import type { WalletRef } from "../../../sdk/wallet/WalletRef.ts";
import { walletAddress } from "../../../sdk/wallet/walletAddress.ts";
import { collect } from "../../fixtures/collect.ts";
import { fixedAddress, fixedBytes } from "../../fixtures/makeCredential.ts";
import { GENERATION, offlineIssuer, openSealed } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const owner = fixedAddress("graduate");
const KEY = nobleSecp256k1.publicKeyOf(fixedBytes("graduate", 32));
const wallet = (index: number): WalletRef => ({ owner, profile: 2, index });

const ready = (number: string, index: number, more: object = {}): ReadyRow => ({
  row: {
    place: `line ${number}`,
    studentId: "S1",
    diplomaNumber: number,
    recordType: "degree",
    awardDate: "2026-03-16",
    claims: RECORD_CLAIMS.degree,
    ...more,
  },
  content: "",
  category: "higher_education",
  consent: { wallet: wallet(index) } as HolderConsent,
});

const NETWORK: NetworkFile = {
  type: "CscssMeNetwork",
  version: 1,
  name: "offline",
  chainId: 31_337,
  genesisHash: ZeroHash,
  confirmations: 0,
  generations: [GENERATION],
};

/** A node of ten blocks that knows these wallets, and how often it was asked. */
function knowing(indexes: readonly number[]) {
  const topics: unknown[] = [];
  const place = { blockNumber: 5, blockHash: ZeroHash, transactionHash: ZeroHash, transactionIndex: 0, index: 0 };
  const getLogs = async (filter: { topics: unknown[] }) => {
    topics.push(filter.topics);
    if (filter.topics.length === 1) return [];
    return indexes.map((index) => {
      const key = hexlify(nobleSecp256k1.decompress(KEY).subarray(1));
      const at = walletAddress(GENERATION, wallet(index));
      const log = walletFactoryInterface.encodeEventLog("WalletCreated", [owner, at, 2, index, key, true]);
      return { ...place, ...log, address: GENERATION.factories.wallets };
    });
  };
  const provider = { getLogs, getBlockNumber: async () => 9, getBlock: async () => ({ hash: ZeroHash }) };
  return { chain: connectChain(NETWORK, provider as unknown as Provider), topics };
}

describe("rows of a class", () => {
  it("become records of their wallets, sealed to the keys that their holders published", async () => {
    const rows = [ready("1", 0), ready("2", 1, { validUntil: 2_000_000_000 }), ready("3", 0)];
    const { chain, topics } = knowing([0, 1]);
    const prepare = await openPreparing(chain, offlineIssuer(), rows);
    const records = await collect(prepare(rows));
    expect(records.map(({ claimFile }) => claimFile.wallet)).toEqual(
      [0, 1, 0].map((index) => walletAddress(GENERATION, wallet(index))),
    );
    expect(records.map(({ item }) => Number(item.validUntil))).toEqual([0, 2_000_000_000, 0]);
    expect(new Set(records.map(({ claimFile }) => claimFile.recordId)).size).toBe(3);
    const { token } = await openSealed(records[0]!);
    expect(decodeCredential(token)).toMatchObject({ recordType: "degree", validFrom: Date.UTC(2026, 2, 16) / 1000 });
    expect(records.map(({ category }) => category)).toEqual(Array(3).fill("higher_education"));
    // Each wallet is asked for once.
    expect((topics[0] as unknown[][])[2]).toHaveLength(2);
    // Some of them, in their own order.
    const again = await collect(prepare([rows[2]!, rows[0]!]));
    expect(again.map(({ claimFile }) => claimFile.recordId)).toEqual(
      [2, 0].map((at) => records[at]!.claimFile.recordId),
    );
  });

  it("are not prepared for a wallet that the node does not know, and say whose it is", async () => {
    const rows = [ready("1", 0), ready("2", 1)];
    const prepare = await openPreparing(knowing([0]).chain, offlineIssuer(), rows);
    expect(() => prepare(rows)).toThrow(
      expect.objectContaining({
        code: "ERR_WALLET_UNKNOWN",
        message: expect.stringContaining("S1"),
        details: { place: "line 2" },
      }),
    );
    expect(() => prepare([ready("3", 0)])).toThrow(expect.objectContaining({ code: "ERR_WALLET_UNKNOWN" }));
  });
});

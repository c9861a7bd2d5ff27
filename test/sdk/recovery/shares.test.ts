import { split } from "shamir-secret-sharing";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { combineShares } from "../../../sdk/recovery/combineShares.ts";
import { decodeShare, encodeShare } from "../../../sdk/recovery/keyShare.ts";
import { splitPrivateKey } from "../../../sdk/recovery/splitPrivateKey.ts";
import fc from "../../fixtures/fastCheck.ts";
import { fixedAddress, fixedBytes, fixedRandom } from "../../fixtures/makeCredential.ts";

const PRIVATE_KEY = fixedBytes("graduate", 32);
const ADDRESS = fixedAddress("graduate");
const WHOLE = { privateKey: PRIVATE_KEY, address: ADDRESS };
const refusal = { code: "ERR_SHARES" };

describe("the shares of a private key", () => {
  let shares: string[];
  let others: string[];

  beforeAll(async () => {
    const random = fixedRandom("shares");
    shares = await splitPrivateKey(PRIVATE_KEY, { shares: 5, threshold: 3, random });
    others = await splitPrivateKey(PRIVATE_KEY, { shares: 5, threshold: 3, random });
  });

  it("give it back from any three of five, in any order, with spare ones and with one given twice", async () => {
    const subsets = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(subsets, async (chosen) => {
        const texts = chosen.map((index) => shares[index] as string);
        expect(await combineShares([...texts, `\n${texts[0]} `], { address: ADDRESS })).toEqual(WHOLE);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [2, 2],
    [3, 2],
    [255, 255],
  ])("can be %d, of which %d are needed", async (count, threshold) => {
    const made = await splitPrivateKey(PRIVATE_KEY, { shares: count, threshold, random: fixedRandom("other") });
    expect(made).toHaveLength(count);
    expect(await combineShares(made.slice(-threshold))).toEqual(WHOLE);
    if (threshold > 2) await expect(combineShares(made.slice(1))).rejects.toMatchObject(refusal);
  });

  it("tell neither the key nor the address each by itself", () => {
    for (const text of shares) {
      const { share } = decodeShare(text);
      const hex = Buffer.from(share).toString("hex");
      expect(hex).not.toContain(Buffer.from(PRIVATE_KEY).toString("hex"));
      expect(hex).not.toContain(ADDRESS.slice(2).toLowerCase());
    }
  });

  it("say how many are missing", async () => {
    const two = combineShares([shares[0]!, shares[1]!, shares[0]!]);
    await expect(two).rejects.toThrow("There are 2 different shares, and 3 are needed.");
    await expect(combineShares([])).rejects.toThrow("There are no shares.");
  });

  it("of two splittings do not mix, although each would give the key", async () => {
    await expect(combineShares([shares[0]!, shares[1]!, others[2]!])).rejects.toThrow("of different splittings");
  });

  it("of one splitting agree on how many are needed, whichever comes first", async () => {
    const [first, second, third] = shares as [string, string, string];
    const other = encodeShare({ ...decodeShare(third), threshold: 2 });
    for (const some of [
      [first, second, other],
      [other, first, second],
    ]) {
      await expect(combineShares(some)).rejects.toThrow("of different splittings");
    }
  });

  it("of another account's key are noticed", async () => {
    const expected = combineShares(shares.slice(0, 3), { address: fixedAddress("mallory") });
    await expect(expected).rejects.toThrow(`give the key of ${ADDRESS}`);
    await expect(combineShares(shares, { address: "graduate" })).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
  });

  it("are refused with any one character mistyped", async () => {
    const [first, second, third] = shares as [string, string, string];
    const place = fc.nat({ max: third.length - 1 });
    const letter = fc.constantFrom(..."ABCxyz019-_ :.");
    await fc.assert(
      fc.asyncProperty(place, letter, async (index, typed) => {
        fc.pre(third[index] !== typed);
        const mistyped = third.slice(0, index) + typed + third.slice(index + 1);
        fc.pre(mistyped.trim() !== third.trim());
        await expect(combineShares([first, second, mistyped])).rejects.toMatchObject(refusal);
      }),
      { numRuns: 300 },
    );
  });

  it("altered by somebody who knows the form give no key instead of a wrong one", async () => {
    const [first, second, third] = shares as [string, string, string];
    for (let index = 0; index < 53; index++) {
      const part = decodeShare(third);
      part.share[index] = (part.share[index] as number) ^ 1;
      await expect(combineShares([first, second, encodeShare(part)])).rejects.toMatchObject(refusal);
    }
  });

  it("that claim one place and differ are not both genuine", async () => {
    const [first, second, third] = shares as [string, string, string];
    const part = decodeShare(third);
    part.share[0] = (part.share[0] as number) ^ 1;
    await expect(combineShares([first, second, third, encodeShare(part)])).rejects.toThrow("Two shares differ");
  });

  it("that another program made of what is no key give none", async () => {
    const set = fixedBytes("set", 4);
    const parts = await split(new Uint8Array(52), 3, 2);
    const texts = parts.map((share) => encodeShare({ threshold: 2, set, share }));
    await expect(combineShares(texts)).rejects.toThrow("do not give a key");
  });

  it.each(["", "cscss-me-share-1:", "cscss-me-share-2:AAAA", "hello"])("are not %j", async (text) => {
    await expect(combineShares([text])).rejects.toMatchObject(refusal);
  });

  it("are refused cut short or with more behind, even by whole bytes", async () => {
    const prefix = "cscss-me-share-1:";
    const bytes = decodeBase64url(shares[0]!.slice(prefix.length));
    for (const other of [bytes.slice(0, -1), Uint8Array.of(...bytes, 0)]) {
      await expect(combineShares([prefix + encodeBase64url(other)])).rejects.toThrow("cut short");
    }
  });

  it("are not made in a number that makes no sense", async () => {
    const random = fixedRandom("none");
    for (const [count, threshold] of [
      [1, 1],
      [2, 1],
      [2, 3],
      [256, 2],
      [3, 2.5],
      [Number.NaN, 2],
    ] as const) {
      const made = splitPrivateKey(PRIVATE_KEY, { shares: count, threshold, random });
      await expect(made).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
    }
    const none = splitPrivateKey(new Uint8Array(32), { shares: 3, threshold: 2, random });
    await expect(none).rejects.toMatchObject({ code: "ERR_PRIVATE_KEY" });
  });
});

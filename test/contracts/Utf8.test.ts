import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Interface } from "ethers";
import { ContractFactory, hexlify } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestChain } from "../fixtures/chain.ts";
import { openChain } from "../fixtures/chain.ts";
import fc from "../fixtures/fastCheck.ts";

const HARNESS = join(
  import.meta.dirname,
  "../../artifacts/test/contracts/support/LibraryHarness.sol/LibraryHarness.json",
);
const bytes = Array.from({ length: 256 }, (_, value) => value);
/** Where the second to fourth byte of a character may change its meaning. */
const EDGES = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];

/** The same question, put to the platform: well-formed UTF-8, no control character, nothing that rearranges lines. */
function isText(text: Uint8Array): boolean {
  try {
    return !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text),
    );
  } catch {
    return false;
  }
}

describe("Utf8.isText", () => {
  let chain: TestChain;
  let areTexts: (texts: readonly string[]) => Promise<readonly boolean[]>;
  beforeAll(async () => {
    chain = await openChain("default");
    const { abi, bytecode } = JSON.parse(readFileSync(HARNESS, "utf8")) as { abi: Interface; bytecode: string };
    const harness = await new ContractFactory(abi, bytecode, await chain.fundedWallet("governor")).deploy();
    areTexts = harness.getFunction("areTexts");
  });
  afterAll(() => chain.close());

  async function agree(texts: readonly Uint8Array[]): Promise<void> {
    for (let from = 0; from < texts.length; from += 1000) {
      const some = texts.slice(from, from + 1000);
      const found = await areTexts(some.map((text) => hexlify(text)));
      const wrong = some.filter((text, index) => found[index] !== isText(text));
      expect(wrong.map((text) => hexlify(text))).toEqual([]);
    }
  }

  it("agrees with the platform on every byte and every first byte with what may follow", async () => {
    const ones = bytes.map((one) => Uint8Array.of(one));
    const twos = bytes.flatMap((one) => EDGES.map((two) => Uint8Array.of(one, two)));
    const many = bytes
      .filter((one) => one >= 0xc0)
      .flatMap((one) =>
        EDGES.flatMap((two) =>
          EDGES.flatMap((three) => [[], [0x80], [0xbf], [0xc0]].map((four) => [one, two, three, ...four])),
        ),
      )
      .map((text) => Uint8Array.from(text));
    await agree([new Uint8Array(), ...ones, ...twos, ...many]);
  });

  it("agrees with the platform on texts and on texts that were tampered with", async () => {
    const texts = fc.sample(fc.string({ unit: "binary", maxLength: 20 }), { numRuns: 500, seed: 1 });
    const encoded = texts.map((text) => new TextEncoder().encode(text));
    const tampered = encoded
      .filter(({ length }) => length > 0)
      .map((text, index) => {
        const copy = Uint8Array.from(text);
        copy[index % copy.length]! ^= 1 << (index % 8);
        return copy;
      });
    await agree([...encoded, ...tampered]);
  });

  it("agrees with the platform on all of general punctuation, alone and within a name", async () => {
    const characters = Array.from({ length: 0x100 }, (_, index) => String.fromCodePoint(0x2000 + index));
    const texts = characters.flatMap((character) => [character, `Uni${character}versity`]);
    await agree(texts.map((text) => new TextEncoder().encode(text)));
  });

  it("takes names of universities as they are written", async () => {
    const names = ["Università di Bologna", "清华大学", "جامعة القاهرة", "Тартуский университет", "O’Neill & Söhne"];
    expect([...(await areTexts(names.map((name) => hexlify(new TextEncoder().encode(name)))))]).not.toContain(false);
  });
});

import { decodeRlp, encodeRlp, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";
import { decodeBlockHeader, encodeBlockHeader } from "../../../sdk/proof/blockHeader.ts";
import { NETWORKS, openChain } from "../../fixtures/chain.ts";

type Rlp = ReturnType<typeof decodeRlp>;

describe("A block's header", () => {
  it.each(NETWORKS)("of the %s network gives the block's hash, and says what the node says", async (network) => {
    const chain = await openChain(network);
    await chain.mine(300);
    for (const number of ["0x0", "0x1", "0x12c"]) {
      const told = await chain.provider.send("eth_getBlockByNumber", [number, false]);
      expect(decodeBlockHeader(encodeBlockHeader(told))).toEqual({
        hash: told.hash,
        number: Number(number),
        time: Number(told.timestamp),
        stateRoot: told.stateRoot,
      });
      const { stateRoot, ...rest } = told;
      for (const other of [{ ...told, gasUsed: "0x1" }, rest]) {
        expect(() => encodeBlockHeader(other)).toThrowError(expect.objectContaining({ code: "ERR_NODE_PROOF" }));
      }
      expect(stateRoot).toMatch(/^0x[0-9a-f]{64}$/);
    }
    await chain.close();
  });

  it.each<[string, (parts: Rlp[]) => Rlp[]]>([
    ["QBFT", (parts) => [...parts.slice(0, 3), "0x", []]],
    ["IBFT 2.0", (parts) => parts.slice(0, 3)],
  ])("of a %s chain is hashed without the round and the seals, which a node tells along", async (_, hashed) => {
    const chain = await openChain("berlin");
    const told = await chain.provider.send("eth_getBlockByNumber", ["latest", false]);
    await chain.close();
    const address = `0x${"11".repeat(20)}`;
    const parts = [`0x${"00".repeat(32)}`, [address], [], "0x02", [`0x${"22".repeat(65)}`]];
    const plain = decodeRlp(encodeBlockHeader(told)) as Rlp[];
    const unsealed = encodeRlp(plain.with(12, encodeRlp(hashed(parts))));
    const sealed = { ...told, extraData: encodeRlp(parts), hash: keccak256(unsealed) };
    expect(encodeBlockHeader(sealed)).toBe(unsealed);
    const others = { ...sealed, extraData: encodeRlp(parts.with(1, [])) };
    expect(() => encodeBlockHeader(others)).toThrowError(expect.objectContaining({ code: "ERR_NODE_PROOF" }));
  });

  it("of a GoQuorum IBFT chain is hashed with the committed seals emptied, and with the proposer's seal", async () => {
    const chain = await openChain("berlin");
    const told = await chain.provider.send("eth_getBlockByNumber", ["latest", false]);
    await chain.close();
    const vanity = `0x${"d5".repeat(32)}`;
    const parts = [[`0x${"11".repeat(20)}`], `0x${"33".repeat(65)}`, [`0x${"22".repeat(65)}`, `0x${"44".repeat(65)}`]];
    const extra = (some: Rlp[]) => vanity + encodeRlp(some).slice(2);
    const plain = decodeRlp(encodeBlockHeader(told)) as Rlp[];
    const hashed = encodeRlp(plain.with(12, extra(parts.with(2, []))));
    const sealed = { ...told, extraData: extra(parts), hash: keccak256(hashed) };
    expect(encodeBlockHeader(sealed)).toBe(hashed);
    for (const other of [parts.with(0, []), parts.with(1, "0x"), parts.slice(0, 2)]) {
      const refused = expect.objectContaining({ code: "ERR_NODE_PROOF" });
      expect(() => encodeBlockHeader({ ...sealed, extraData: extra(other) })).toThrowError(refused);
    }
  });

  it("is refused where it is none", () => {
    for (const bytes of ["0x", "0xc0", "0xff", "0x80", `0xd0${"80".repeat(16)}`]) {
      const refused = expect.objectContaining({ code: "ERR_PROOF" });
      if (bytes.startsWith("0xd0")) expect(decodeBlockHeader(bytes)).toMatchObject({ number: 0, stateRoot: "0x" });
      else expect(() => decodeBlockHeader(bytes)).toThrowError(refused);
    }
  });

  it("has all the members of the first ones, and none that nobody knows", () => {
    for (const [count, good] of [
      [14, false],
      [15, true],
      [21, true],
      [22, false],
    ] as const) {
      const read = () => decodeBlockHeader(encodeRlp(Array<string>(count).fill("0x")));
      if (good) expect(read()).toMatchObject({ number: 0 });
      else expect(read).toThrowError(expect.objectContaining({ code: "ERR_PROOF" }));
    }
  });

  it("has a number and a time that can be counted with", () => {
    const header = (at: number, value: string) =>
      encodeRlp(Array.from({ length: 16 }, (_, index) => (index === at ? value : "0x")));
    expect(decodeBlockHeader(header(8, "0x1fffffffffffff")).number).toBe(Number.MAX_SAFE_INTEGER);
    expect(decodeBlockHeader(header(11, "0x1fffffffffffff")).time).toBe(Number.MAX_SAFE_INTEGER);
    for (const at of [8, 11]) {
      expect(() => decodeBlockHeader(header(at, "0x20000000000000"))).toThrowError(
        expect.objectContaining({ code: "ERR_PROOF" }),
      );
    }
  });
});

import { getAddress } from "ethers";
import { describe, expect, it } from "vitest";
import { didOf } from "../../../sdk/did/didOf.ts";
import { parseDid } from "../../../sdk/did/parseDid.ts";
import fc from "../../fixtures/fastCheck.ts";

const ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const DID = `did:ethr:0x7a69:${ADDRESS}`;

const anyAddress = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`);

describe("didOf and parseDid", () => {
  it("write and read a DID in one way only", () => {
    expect(didOf(31337n, ADDRESS.toLowerCase())).toBe(DID);
    expect(didOf(1n, ADDRESS)).toBe(`did:ethr:0x1:${ADDRESS}`);
    expect(parseDid(DID)).toEqual({ chainId: 31337n, address: ADDRESS });
  });

  it("undo each other for every chain and address", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), anyAddress, (chainId, address) => {
        expect(parseDid(didOf(chainId, address))).toEqual({ chainId, address: getAddress(address) });
      }),
    );
  });

  it("refuse the same DID with any one letter in the other case (C8)", () => {
    const letters = [...DID].flatMap((letter, index) => (/[a-zA-Z]/.test(letter) ? [index] : []));
    for (const index of letters) {
      const letter = DID.charAt(index);
      const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
      const spelled = DID.slice(0, index) + other + DID.slice(index + 1);
      expect(() => parseDid(spelled), spelled).toThrow(
        expect.objectContaining({ code: "ERR_DID", details: { did: spelled } }),
      );
    }
  });

  it.each([
    ["nothing", ""],
    ["chain 0", `did:ethr:0x0:${ADDRESS}`],
    ["a leading zero", `did:ethr:0x07a69:${ADDRESS}`],
    ["a network's name", `did:ethr:sepolia:${ADDRESS}`],
    ["no network", `did:ethr:${ADDRESS}`],
    ["a chain id of 65 bits", `did:ethr:0x10000000000000000:${ADDRESS}`],
    ["an address of 19 bytes", DID.slice(0, -2)],
    ["an address of 21 bytes", `${DID}00`],
    ["a path", `${DID}/service`],
    ["a query", `${DID}?versionId=1`],
    ["a fragment", `${DID}#controller`],
    ["a line end", `${DID}\n`],
    ["another method", DID.replace("ethr", "web")],
    ["another letter that looks alike", DID.replace("e", "е")],
  ])("refuse %s (D6)", (_, did) => {
    expect(() => parseDid(did)).toThrow(expect.objectContaining({ code: "ERR_DID" }));
  });

  it("refuse an address that is none, or mistyped", () => {
    for (const address of ["", "0x", ADDRESS.slice(2), ADDRESS.replace("C", "c"), `${ADDRESS}00`]) {
      expect(() => didOf(1n, address)).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
    }
  });
});

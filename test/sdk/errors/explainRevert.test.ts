import { id } from "ethers";
import { describe, expect, it } from "vitest";
import { explainRevert } from "../../../sdk/errors/explainRevert.ts";
import { errorsAbi } from "../../../sdk/generated/errors.ts";

const ADDRESS = `0x${"11".repeat(20)}`;

/** A value of a Solidity type, as ethers decodes it. */
function sampleOf(type: string): unknown {
  if (type === "address") return ADDRESS;
  if (type === "string") return "text";
  if (type.startsWith("bytes")) return `0x${"ab".repeat(Number(type.slice(5) || 4))}`;
  return 1n;
}

describe("explainRevert", () => {
  it.each(errorsAbi.map(({ name, inputs }) => [name, inputs] as const))("has words for %s", (name, inputs) => {
    const words = explainRevert({ name, args: inputs.map(({ type }) => sampleOf(type)) });
    expect(words).toMatch(/^[\w].*\.$/);
    expect(words).not.toMatch(/undefined|NaN|\[object/);
    // It is a sentence for people, not the error's name once more.
    expect(words).not.toContain(name);
  });

  it("names the role that is missing, of an organization and of governance", () => {
    const roles = [
      [`0x${"00".repeat(32)}`, "role admin"],
      [id("REGISTRAR_ROLE"), "role registrar"],
      [id("ISSUER_ROLE"), "role issuer"],
      [`0x${"12".repeat(32)}`, `role 0x${"12".repeat(32)}`],
    ];
    for (const [role, words] of roles) {
      expect(explainRevert({ name: "AccessControlUnauthorizedAccount", args: [ADDRESS, role] })).toContain(words);
    }
    const governance = (role: bigint) =>
      explainRevert({ name: "AccessManagerUnauthorizedAccount", args: [ADDRESS, role] });
    expect([0n, 1n, 2n, 9n].map(governance)).toEqual(
      ["admin", "admitter", "guardian", "number 9"].map((role) => expect.stringContaining(`role ${role}.`)),
    );
  });

  it("tells times, states and reasons as people read them", () => {
    expect(explainRevert({ name: "WalletExpired", args: [1_790_000_000n] })).toContain("2026-09-21T14:13:20Z");
    const ended = { name: "OracleRegistryNotAccredited", args: [ADDRESS, 4n, 5n] };
    expect(explainRevert(ended)).toContain("withdrawn (fraud)");
    expect(explainRevert({ ...ended, args: [ADDRESS, 3n, 0n] })).toContain("is suspended, and");
    expect(explainRevert({ name: "WalletWrongStatus", args: ["0xab", 99n] })).toContain("number 99");
  });

  it("has none for errors of others", () => {
    for (const name of ["Foreign", "constructor", "toString"])
      expect(explainRevert({ name, args: [] })).toBeUndefined();
  });
});

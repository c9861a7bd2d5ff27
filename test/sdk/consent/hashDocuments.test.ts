import { createHash } from "node:crypto";
import { concat, keccak256 } from "ethers";
import { expect, it } from "vitest";
import { documentHash, documentsHash } from "../../../sdk/consent/hashDocuments.ts";

const SALT = `0x${"5a".repeat(32)}`;

it("a paper's hash is SHA-256 of salt and content", () => {
  const expected = createHash("sha256")
    .update(Buffer.from("5a".repeat(32), "hex"))
    .update("the paper")
    .digest("hex");
  expect(documentHash(SALT, Buffer.from("the paper"))).toBe(`0x${expected}`);
  expect(documentHash(`0x${"5b".repeat(32)}`, Buffer.from("the paper"))).not.toBe(`0x${expected}`);
  expect(() => documentHash("0x5a", Buffer.from("the paper"))).toThrow();
});

it("the hash of all is of theirs in order, and zero for none", () => {
  const [one, other] = [`0x${"01".repeat(32)}`, `0x${"02".repeat(32)}`];
  expect(documentsHash([])).toBe(`0x${"00".repeat(32)}`);
  expect(documentsHash([{ hash: one }, { hash: other }])).toBe(keccak256(concat([one, other])));
  expect(documentsHash([{ hash: other }, { hash: one }])).not.toBe(documentsHash([{ hash: one }, { hash: other }]));
  expect(documentsHash([{ hash: one }])).toBe(keccak256(one));
});

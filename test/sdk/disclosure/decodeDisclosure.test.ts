import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { decodeDisclosure } from "../../../sdk/disclosure/decodeDisclosure.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

const saltText = encodeBase64url(fixedBytes("salt", 16));
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const refused = expect.objectContaining({ code: "ERR_DISCLOSURE_FORMAT" });

describe("decodeDisclosure", () => {
  it("reads the first example of RFC 9901, section 5.1", () => {
    const disclosure = decodeDisclosure("WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd");
    expect(disclosure).toMatchObject({
      name: "given_name",
      value: "John",
      digest: "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4",
    });
  });

  it.each([
    ["an array element", encode([saltText, "value"])],
    ["four members", encode([saltText, "a", 1, 2])],
    ["an object", encode({ salt: saltText, name: "a", value: 1 })],
    ["a salt that is no string", encode([1, "a", 1])],
    ["a salt that is too short", encode(["AAAA", "a", 1])],
    ["a salt that is too long", encode(["A".repeat(88), "a", 1])],
    ["a salt that is no base64url", encode(["!".repeat(22), "a", 1])],
    ["a name that is no string", encode([saltText, 1, 1])],
    ["digests inside the value", encode([saltText, "a", { deep: [{ _sd: [] }] }])],
    ["an array digest inside the value", encode([saltText, "a", [{ "...": "x" }]])],
    ["the same name twice in the value", Buffer.from(`["${saltText}","a",{"b":1,"b":2}]`).toString("base64url")],
    ["padding", `${encode([saltText, "ab", 1])}==`],
    ["broken UTF-8", Buffer.from([0x5b, 0xff, 0x5d]).toString("base64url")],
    ["nothing", ""],
  ])("refuses %s", (_what, encoded) => {
    expect(() => decodeDisclosure(encoded)).toThrow(refused);
  });
});

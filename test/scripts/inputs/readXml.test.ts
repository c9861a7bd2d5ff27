import { describe, expect, it } from "vitest";
import { readXml } from "../../../scripts/inputs/readXml.ts";

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>`;

describe("readXml", () => {
  it("gives names, namespaces, attributes and texts", () => {
    const text =
      '<?xml version="1.0"?>\n<!-- hi --><a xmlns="urn:a" k="&lt;1"><b:c xmlns:b="urn:b"> x&#33;<![CDATA[&y;]]> </b:c></a>';
    expect(readXml(text)).toEqual({
      name: "a",
      namespace: "urn:a",
      attributes: { k: "<1" },
      text: "",
      children: [{ name: "c", namespace: "urn:b", attributes: {}, text: "x!&y;", children: [] }],
    });
  });

  it.each([
    ["a billion laughs", LAUGHS],
    ["an external entity", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ["a document type without entities", "<!DOCTYPE a><a/>"],
    ["a document type inside", "<a><!DOCTYPE b></a>"],
    ["an entity nobody declared", "<a>&nbsp;</a>"],
    ["a half entity", "<a>&amp</a>"],
    ["an entity in an attribute", '<a b="&x;"/>'],
    ["a character that is none", "<a>&#0;</a>"],
    ["half of a surrogate pair", "<a>&#xD800;</a>"],
    ["a processing instruction", "<?php echo 1 ?><a/>"],
    ["a style sheet", '<?xml-stylesheet href="http://127.0.0.1/"?><a/>'],
    ["a prefix without a namespace", "<x:a/>"],
    ["two roots", "<a/><b/>"],
    ["no root", "<!-- nothing -->"],
    ["tags that cross", "<a><b></a></b>"],
    ["an attribute twice", '<a b="1" b="2"/>'],
    ["a tag that does not end", "<a><b"],
    ["depth", "<a>".repeat(100_000) + "</a>".repeat(100_000)],
    ["length", `<a>${"x".repeat(8 * 1024 * 1024)}</a>`],
    ["no XML", '{"a":1}'],
  ])("refuses %s", (_, text) => {
    expect(() => readXml(text)).toThrow(expect.objectContaining({ code: "ERR_INPUT" }));
  });

  it("reads CDATA as it is", () => {
    expect(readXml("<a>1 <![CDATA[<b> &amp; ]]>2</a>").text).toBe("1 <b> &amp; 2");
  });
});

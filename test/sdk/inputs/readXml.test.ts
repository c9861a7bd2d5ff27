import { describe, expect, it } from "vitest";
import { readXml } from "../../../sdk/inputs/readXml.ts";
import { effort } from "../../fixtures/effort.ts";

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

  it("takes a > in quotes for no end of a tag, and what stands in comments for no tag", () => {
    const deep = "<a>".repeat(100);
    expect(readXml(`<a b="1>2" c='/>'><!-- ${deep} --><![CDATA[${deep}]]></a>`)).toMatchObject({
      attributes: { b: "1>2", c: "/>" },
      text: deep,
    });
  });

  // Five million characters each: whoever goes over them for each of their parts anew does not come to an end.
  const LENGTH = effort(5_000_000, 600_000);
  const many = (part: string): string => part.repeat(Math.floor(LENGTH / part.length));
  it.each([
    ["comments that do not end", `<a>${many("<!--")}`],
    ["CDATA that does not end", `<a>${many("<![CDATA[")}`],
    ["instructions that do not end", `<a>${many("<?xml ")}`],
    ["tags that do not end", many("<")],
    ["tags that do not end, of another name each", `<a>${many("<b ")}`],
    ["attributes that do not end", `<a b="${many("<c d=")}`],
    ["quotes within a tag", `<a ${many("\"'")}`],
    ["a tag of nothing but blanks", `<a${many(" ")}>`],
    ["a name without end", `<${many("a")}>`],
    ["attributes without end", `<a ${many('b="" ')}/>`],
    ["ends alone", many("</a>")],
    ["brothers", `<a>${many("<b/>")}</a>`],
    ["namespaces", `<a ${many("xmlns:b='c' ")}/>`],
    ["texts that look like entities", `<a>${many("&")}</a>`],
    ["an entity without end", `<a>&${many("x")}</a>`],
  ])("refuses %s in time that grows with their length", (_, text) => {
    expect(() => readXml(text)).toThrow(expect.objectContaining({ code: "ERR_INPUT" }));
  });

  const BROTHERS = effort(90_000, 3_000);
  it("reads large documents of every allowed shape in such time", () => {
    const names = Array.from({ length: 2000 }, (__, index) => `xmlns:n${index}="urn:${index}"`).join(" ");
    const brothers = Array.from({ length: BROTHERS }, (__, index) => `<n${index % 2000}:b/>`).join("");
    expect(readXml(`<a ${names}>${brothers}</a>`).children).toHaveLength(BROTHERS);
    expect(readXml(`<a>${many("x<!-- y -->")}</a>`).text).toHaveLength(Math.floor(LENGTH / 11));
  });

  it("reads CDATA as it is", () => {
    expect(readXml("<a>1 <![CDATA[<b> &amp; ]]>2</a>").text).toBe("1 <b> &amp; 2");
  });
});

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

  it.each([
    ["32 elements deep", "<a>".repeat(32) + "</a>".repeat(32), true],
    ["33 elements deep", "<a>".repeat(33) + "</a>".repeat(33), false],
    ["32 deep with one that is empty in the last", `${"<a>".repeat(32)}<b/>${"</a>".repeat(32)}`, true],
    ["a tag of 64 K", `<a b="${"x".repeat(65_000)}"/>`, true],
    ["a tag longer than that", `<a ${" ".repeat(66_000)}/>`, false],
  ])("bounds %s", (_, text, good) => {
    if (good) expect(readXml(text)).toMatchObject({ name: "a" });
    else expect(() => readXml(text)).toThrow(expect.objectContaining({ code: "ERR_INPUT" }));
  });

  it.each([
    ["the five entities", "&lt;&gt;&amp;&quot;&apos;", "<>&\"'"],
    ["characters by their numbers", "&#65;&#x42;&#x1F600;&#x10FFFF;", "AB\u{1F600}\u{10FFFF}"],
    ["white space by its number", "x&#9;&#10;&#13;y", "x\t\n\ry"],
    ["the ends of the surrogates' block", "&#xD7FF;&#xE000;", "\u{D7FF}\u{E000}"],
  ])("reads %s", (_, written, text) => {
    expect(readXml(`<a>${written}</a>`).text).toBe(text);
  });

  it.each([
    "&#x110000;",
    "&#xDFFF;",
    "&#31;",
    "&#8;",
    "&#x;",
    "&#;",
    "&#12345678;",
    "&#x1234567;",
    "&toString;",
    "&#65",
    "&#x4g;",
  ])("refuses %s", (entity) => {
    expect(() => readXml(`<a>${entity}</a>`)).toThrow(expect.objectContaining({ code: "ERR_INPUT" }));
  });

  it("finds the namespace of a prefix, in the element and around it; an inner declaration counts more", () => {
    const text = '<p:a xmlns:p="urn:1" xmlns="urn:0"><p:b/><c/><p:d xmlns:p="urn:2" xmlns=""><p:e/><f/></p:d></p:a>';
    const names = (element: ReturnType<typeof readXml>): string[] => [
      `${element.name} ${element.namespace}`,
      ...element.children.flatMap(names),
    ];
    expect(names(readXml(text))).toEqual(["a urn:1", "b urn:1", "c urn:0", "d urn:2", "e urn:2", "f "]);
    expect(readXml("<a/>").namespace).toBe("");
    expect(readXml('<a x:k="v" k="w"/>').attributes).toEqual({ "x:k": "v", k: "w" });
  });

  it("says where it went wrong", () => {
    expect(() => readXml("<a><!DOCTYPE b></a>")).toThrow(/character 3/);
    expect(() => readXml("<a><?php ?></a>")).toThrow(/character 3/);
    expect(() => readXml("<a>\n<b></a>")).toThrow(/line 2/);
    expect(() => readXml("<a><!-- ")).toThrow(/character 3/);
    expect(() => readXml("<a><b")).toThrow(/character 3/);
  });
});

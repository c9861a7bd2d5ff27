import { describe, expect, it } from "vitest";
import type { RowProblem } from "../../../sdk/inputs/GraduateRow.ts";
import { pickJson } from "../../../sdk/inputs/pickJson.ts";
import { pickXml } from "../../../sdk/inputs/pickXml.ts";
import { readXml } from "../../../sdk/inputs/readXml.ts";
import type { JsonObject } from "../../../sdk/json/JsonValue.ts";

describe("what is picked of a JSON object", () => {
  function open(value: JsonObject, leftOut: readonly string[] = []) {
    const problems: RowProblem[] = [];
    return { picker: pickJson(value, "/a", { place: "x.json", problems, leftOut }), problems };
  }

  it("is texts, numbers, objects and lists by their names, and nothing for what is missing", () => {
    const value = { text: "t", number: 0, object: { inner: "i" }, list: [{ n: 1 }, { n: 2 }], texts: ["a", "", "b"] };
    const { picker, problems } = open(value);
    expect(picker.path).toBe("/a");
    expect(picker.text("text")).toBe("t");
    expect(picker.number("number")).toBe(0);
    expect(picker.object("object")?.text("inner")).toBe("i");
    expect(picker.objects("list").map((one) => [one.path, one.number("n")])).toEqual([
      ["/a/list/0", 1],
      ["/a/list/1", 2],
    ]);
    expect(picker.texts("texts")).toEqual(["a", "", "b"]);
    expect([picker.text("x"), picker.number("x"), picker.object("x"), picker.objects("x"), picker.texts("x")]).toEqual([
      undefined,
      undefined,
      undefined,
      [],
      [],
    ]);
    expect(picker.text("toString")).toBeUndefined();
    picker.finish();
    expect(problems).toEqual([]);
  });

  it("is a list of one for one alone", () => {
    const { picker } = open({ one: { n: 1 }, text: "t" });
    expect(picker.objects("one").map((one) => one.number("n"))).toEqual([1]);
    expect(picker.texts("text")).toEqual(["t"]);
  });

  it("is a problem where it is of another kind, and then as if it were missing", () => {
    const { picker, problems } = open({ text: 1, empty: "", number: "1", object: [], list: [{}, 2], texts: ["a", {}] });
    expect([picker.text("text"), picker.text("empty"), picker.number("number"), picker.object("object")]).toEqual(
      Array(4).fill(undefined),
    );
    expect(picker.objects("list")).toHaveLength(1);
    expect(picker.texts("texts")).toEqual(["a"]);
    expect(problems.map(({ place, field, found }) => [place, field, found])).toEqual([
      ["x.json", "/a/text", "1"],
      ["x.json", "/a/empty", '""'],
      ["x.json", "/a/number", '"1"'],
      ["x.json", "/a/object", "[]"],
      ["x.json", "/a/list/1", "2"],
      ["x.json", "/a/texts/1", "{}"],
    ]);
  });

  it("may have to be one value, or not to be there", () => {
    const { picker, problems } = open({ good: false, bad: true });
    for (const name of ["good", "bad", "missing"]) picker.only(name, false);
    expect(problems).toMatchObject([{ field: "/a/bad", found: "true", expected: "false" }]);
  });

  it("is a problem where nobody took it, at any depth, unless it may be left out", () => {
    const value = {
      taken: "t",
      passed: 1,
      left: "l".repeat(100),
      object: { inner: 1, out: 2 },
      list: [{ deep: 1 }],
      out: 3,
    };
    const { picker, problems } = open(value, ["out"]);
    picker.text("taken");
    picker.pass("passed");
    picker.object("object");
    picker.objects("list");
    picker.finish();
    expect(problems.map(({ field }) => field)).toEqual(["/a/left", "/a/object/inner", "/a/list/0/deep"]);
    expect(problems[0]?.found).toHaveLength(80);
    expect(problems[0]?.expected).toContain("--leave-out left");
  });
});

describe("what is picked of an XML element", () => {
  function open(inner: string, leftOut: readonly string[] = []) {
    const problems: RowProblem[] = [];
    const root = readXml(`<r xmlns="urn:r" xmlns:o="urn:o">${inner}</r>`);
    return { picker: pickXml(root, "/r", { place: "x.xml", problems, leftOut, namespace: "urn:r" }), problems };
  }

  it("is children by their names in the document's own namespace", () => {
    const { picker } = open("<a>1</a><o:a>2</o:a><b>3</b><a>4</a>");
    expect(picker.path).toBe("/r");
    expect(picker.many("a").map(({ path, element }) => [path, element.text])).toEqual([
      ["/r/a[1]", "1"],
      ["/r/a[3]", "4"],
    ]);
    expect(picker.one("b")).toMatchObject({ path: "/r/b", element: { text: "3" } });
    expect(picker.one("c")).toBeUndefined();
  });

  it("is the text of the only one; an empty one is none, and a second one a problem", () => {
    const { picker, problems } = open("<a>1</a><b/><c>2</c><c>3</c>");
    expect([picker.text("a"), picker.text("b"), picker.text("x")]).toEqual(["1", undefined, undefined]);
    expect(problems).toEqual([]);
    expect(picker.text("c")).toBe("2");
    expect(problems).toMatchObject([{ place: "x.xml", field: "/r/c[2]" }]);
  });

  it("is the text of a language, else the first, and the first of the others", () => {
    const { picker } = open('<t>none</t><t xml:lang="it">uno</t><t xml:lang="en">one</t><e/>');
    expect(picker.inLanguage("t", "en")).toEqual({ chosen: "one", other: "none" });
    expect(picker.inLanguage("t", "fr")).toEqual({ chosen: "none", other: "uno" });
    expect(picker.inLanguage("e", "en")).toEqual({});
    expect(picker.inLanguage("x", "en")).toEqual({});
    expect(open('<t xml:lang="en"/><t>x</t>').picker.inLanguage("t", "en")).toEqual({ other: "x" });
  });

  it("is a problem where nobody took it, at any depth, unless it may be left out", () => {
    const { picker, problems } = open(
      `<a><in>x</in></a><b>${"y".repeat(100)}</b><c><d/></c><o:a/><out/><out><b/></out>`,
      ["out"],
    );
    picker.one("a");
    picker.finish();
    expect(problems.map(({ field }) => field)).toEqual(["/r/b", "/r/c", "/r/a[2]", "/r/a[1]/in"]);
    expect(problems[0]?.found).toBe("y".repeat(80));
    expect(problems[0]?.expected).toContain("--leave-out b");
    expect(problems[1]?.found).toContain("<c> with elements inside");
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NO_MAPPING } from "../../../sdk/inputs/columnMapping.ts";
import type { AwardFile, ReadOptions } from "../../../sdk/inputs/readAwards.ts";
import { isAwardDocument, readAwards } from "../../../sdk/inputs/readAwards.ts";

const data = (name: string): string => readFileSync(new URL(`../../fixtures/data/${name}`, import.meta.url), "utf8");
const ELMO = data("inputs/transcript.xml");
const CSV = data("graduates.csv").split("\r\n").slice(0, 3).join("\n");
const BADGE = JSON.stringify({
  "@context": ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  id: "urn:badge:1",
  type: ["OpenBadgeCredential"],
  validFrom: "2026-10-04T09:00:00Z",
  credentialSubject: {
    identifier: [{ identityHash: "S1", identityType: "systemId" }],
    achievement: { achievementType: "Course", name: "Data Literacy" },
  },
});
const file = (name: string, text: string | Uint8Array): AwardFile => ({ name, bytes: Buffer.from(text) });
const read = (files: AwardFile[], more: Partial<ReadOptions> = {}) =>
  readAwards(files, { now: Date.UTC(2026, 10, 1) / 1000, leftOut: [], ...more });

describe("which kind a file is", () => {
  it.each([
    ["a.xml", true],
    ["a.JSON", true],
    ["a.csv", false],
    ["xml", false],
    ["a.xml.csv", false],
    ["a.jsonl", false],
  ])("%s: of its own form %s", (name, is) => {
    expect(isAwardDocument(name)).toBe(is);
  });
});

describe("readAwards", () => {
  it("reads one CSV, at the time it is told and with the columns it is told", () => {
    expect(read([file("a.csv", CSV)])).toMatchObject({
      kind: "csv",
      problems: [],
      rows: [{ place: "2" }, { place: "3" }],
    });
    expect(read([file("a.csv", CSV)], { now: 0 }).problems.length).toBeGreaterThan(0);
    const renamed = CSV.replace("student_id", "Matricola");
    const mapping = { ...NO_MAPPING, columns: { Matricola: "student_id" } };
    expect(read([file("a.csv", renamed)]).problems.length).toBeGreaterThan(0);
    expect(read([file("a.csv", renamed)], { mapping }).problems).toEqual([]);
  });

  it("reads any number of documents of both kinds, whatever they are called", () => {
    const awards = read([file("some/folder/a.XML", `\u{FEFF}${ELMO}`), file("C:\\b.json", BADGE)]);
    expect(awards).toMatchObject({ kind: "other", problems: [], duplicates: [] });
    expect(awards.rows.map(({ place }) => place.split(" ")[0])).toEqual(["a.XML", "a.XML", "b.json"]);
  });

  it("passes on what is said about documents", () => {
    expect(read([file("a.xml", ELMO)], { language: "it" }).rows[0]?.claims.organizationName).toBe(
      "Università di Esempio",
    );
    const two = ELMO.replace("</learner>", '<identifier type="other">X7</identifier></learner>');
    expect(read([file("a.xml", two)]).problems.length).toBeGreaterThan(0);
    expect(read([file("a.xml", two)], { leftOut: ["identifier"] }).problems.length).toBeGreaterThan(0);
    const named = ELMO.replace('type="studentNumber"', 'type="nationalIdentifier"').replace("BYRADA85T50H501X", "N1");
    expect(read([file("a.xml", named)]).problems.length).toBeGreaterThan(0);
    const more = ELMO.replace("</elmo>", "<hobby/></elmo>");
    expect(read([file("a.xml", more)], { leftOut: ["hobby"] }).problems).toEqual([]);
    expect(read([file("b.json", BADGE)], { recordType: "learning_outcome" }).rows).toMatchObject([
      { recordType: "learning_outcome" },
    ]);
    const proven = BADGE.replace("{", '{"proof":{},');
    expect(read([file("b.json", proven)]).problems).toHaveLength(1);
    expect(read([file("b.json", proven)], { leftOut: ["proof"] }).problems).toEqual([]);
  });

  it("goes by the end of a name", () => {
    expect(read([file("a.xml.json", BADGE)]).rows).toMatchObject([{ place: "a.xml.json" }]);
  });

  it("takes the identifier that is named for the student number", () => {
    const two = ELMO.replace('type="studentNumber"', 'type="other"');
    expect(read([file("a.xml", two)], { studentIdentifier: "other" }).problems).toEqual([]);
    expect(read([file("a.xml", two)], { studentIdentifier: "studentNumber" }).problems.length).toBeGreaterThan(0);
  });

  it("names each award that has the number of an earlier one, and the earlier one", () => {
    const { problems } = read([file("a.json", BADGE), file("b.json", BADGE), file("c.json", BADGE)]);
    expect(problems).toMatchObject([
      {
        place: "b.json",
        field: "",
        found: "urn:badge:1",
        studentId: "S1",
        expected: expect.stringContaining("a.json"),
      },
      { place: "c.json", expected: expect.stringContaining("a.json") },
    ]);
  });

  it.each([
    ["no file", []],
    ["two CSVs", [file("a.csv", CSV), file("b.csv", CSV)]],
    ["a CSV among others", [file("a.json", BADGE), file("b.csv", CSV)]],
  ])("refuses %s", (_, files) => {
    expect(() => read(files)).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
  });

  it("says which file is not what it is called", () => {
    expect(() => read([file("a.json", BADGE), file("in/b.xml", "<a>")])).toThrow(
      expect.objectContaining({
        code: "ERR_INPUT",
        message: expect.stringMatching(/^in\/b\.xml: /),
        details: expect.objectContaining({ file: "in/b.xml" }),
      }),
    );
    expect(() => read([file("b.json", "{")])).toThrow(
      expect.objectContaining({ code: "ERR_JSON", message: expect.stringMatching(/^b\.json: /) }),
    );
    for (const name of ["b.json", "b.xml"]) {
      expect(() => read([file(name, Uint8Array.of(0x22, 0xff, 0x22))])).toThrow(
        expect.objectContaining({
          code: "ERR_FILE",
          message: expect.not.stringContaining(`${name}: `),
          details: { file: name },
        }),
      );
    }
  });
});

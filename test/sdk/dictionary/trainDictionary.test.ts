import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../sdk/bytes/utf8.ts";
import { isIdentifying } from "../../../sdk/credential/isIdentifying.ts";
import { RECORD_SCHEMAS } from "../../../sdk/credential/schemas/recordSchemas.ts";
import { commonPieces, LEAST_HOLDERS } from "../../../sdk/dictionary/commonPieces.ts";
import { PUBLIC_CLAIMS } from "../../../sdk/dictionary/publicClaims.ts";
import { trainDictionary } from "../../../sdk/dictionary/trainDictionary.ts";
import type { GraduateRow } from "../../../sdk/inputs/GraduateRow.ts";
import { readGraduates } from "../../../sdk/inputs/readGraduates.ts";
import type { JsonObject } from "../../../sdk/json/JsonValue.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import { prepareOffline } from "../../fixtures/offlineIssuer.ts";

const NOW = Date.UTC(2027, 0) / 1000;
const CSV = readFileSync(join(import.meta.dirname, "../../fixtures/data/graduates.csv"));
const CLASS = readGraduates(CSV, { now: NOW }).rows;

/** With digits, as scales have them, and fewer than a telephone's. */
const SCALE = "66-110, passed from 66, with two decimals";
const TITLE = "Maestría en Ingeniería Hidráulica";

/** A row of a student of this number, like all the others but for what is told. */
function rowOf(student: number, claims: JsonObject = {}, more: Partial<GraduateRow> = {}): GraduateRow {
  const studentId = `S2026${String(student).padStart(6, "0")}`;
  const diplomaNumber = `2026/D-${student}`;
  const own = {
    studentId,
    givenName: `Name${student}`,
    familyName: `Family${student}`,
    dateOfBirth: `2001-0${1 + (student % 9)}-1${student % 10}`,
    email: `student${student}@students.example.edu`,
    diplomaNumber,
  };
  const award = { awardTitle: TITLE, gradingScale: SCALE, finalGrade: `1${student % 10}`, awardDate: "2026-10-04" };
  const place = String(student);
  const row = { place, studentId, diplomaNumber, recordType: "degree", awardDate: "2026-10-04" } as const;
  return { ...row, claims: { ...own, ...award, ...claims }, ...more };
}

const rowsOf = (count: number, claims: (student: number) => JsonObject = () => ({})): GraduateRow[] =>
  Array.from({ length: count }, (_, student) => rowOf(student, claims(student)));
const textOf = async (rows: readonly GraduateRow[]): Promise<string> => (await trainDictionary(rows, 31_337n)).text;

describe("a dictionary", () => {
  it("has what the records of many have in common, and makes them shorter", async () => {
    const text = await textOf(rowsOf(60));
    expect(text).toContain(`"awardTitle","${TITLE}"\n"gradingScale","${SCALE}"`);
    const dictionary = { number: 1, bytes: encodeUtf8(text) };
    const { claims } = rowOf(99);
    const [without, by] = [
      await prepareOffline("degree", claims),
      await prepareOffline("degree", claims, {}, dictionary),
    ];
    expect(without.sealedPayload.length - by.sealedPayload.length).toBeGreaterThan(60);
  });

  it("is the same for the same rows, byte for byte", async () => {
    expect(await textOf(CLASS)).toBe(await textOf(structuredClone(CLASS)));
  });

  it("fits into a data contract, however much there is", async () => {
    const strange = (label: string) =>
      Array.from({ length: 120 }, (_, index) => fixedBytes(`${label}/${index}`, 32))
        .flatMap((bytes) => Array.from(bytes, (byte) => String.fromCharCode(97 + (byte % 26))))
        .join("");
    const texts = Array.from({ length: 8 }, (_, index) => strange(`programme ${index}`));
    const rows = rowsOf(80, (student) => ({ description: texts[student % 8] ?? "" }));
    const size = encodeUtf8(await textOf(rows)).length;
    expect(size).toBeGreaterThan(20_000);
    expect(size).toBeLessThanOrEqual(23_997);
  });

  it("has nothing that does not pay for itself with these very rows", async () => {
    expect(await textOf(rowsOf(LEAST_HOLDERS, () => ({ programmeCode: "LM-32" })))).not.toContain("LM-32");
    expect(await textOf([])).toBe("");
  });

  it("takes the courses of transcripts apart: their names, never their grades and dates", async () => {
    const course = (student: number) => ({
      code: "HID-0431",
      title: "Obras hidráulicas y gestión del agua",
      ects: 7.5,
      grade: `nota ${student % 3}, sobresaliente`,
      date: "2025-07-19",
      language: "es",
    });
    const rows = rowsOf(40, (student) => ({
      courses: [course(student), { ...course(student), code: "HID-0999" }],
    })).map((row) => ({ ...row, recordType: "transcript" as const }));
    const text = await textOf(rows);
    expect(text).toContain('{"code":"HID-0431","title":"Obras hidráulicas y gestión del agua","ects":7.5,"grade":"');
    expect(text).not.toContain("sobresaliente");
    expect(text).not.toContain("2025-07-19");
  });
});

describe("a dictionary never has, of real rows,", () => {
  it("any value of a claim that identifies somebody, nor a day, nor a result", async () => {
    const text = (await textOf(CLASS)).toLowerCase();
    for (const { recordType, claims } of CLASS) {
      for (const [name, value] of Object.entries(claims)) {
        if (!isIdentifying(recordType, name) && !["awardDate", "finalGrade", "distinction"].includes(name)) continue;
        if (String(value).length >= 4) expect(text).not.toContain(`"${String(value).toLowerCase()}"`);
      }
      expect(text).not.toContain(`${claims.givenName} ${claims.familyName}`.toLowerCase());
    }
    expect(text).not.toMatch(/\w@\w|\d{4}-\d\d-\d\d/);
  });

  it("claims that a schema marks as identifying among those it may repeat", () => {
    for (const recordType of Object.keys(RECORD_SCHEMAS) as (keyof typeof RECORD_SCHEMAS)[]) {
      for (const claim of PUBLIC_CLAIMS) expect(isIdentifying(recordType, claim)).toBe(false);
    }
  });
});

describe("ATTACK: a dictionary does not give away", () => {
  const MARIA = "Maria Esperanza Vellucci-Okonkwo";

  it.each<[string, (student: number) => JsonObject]>([
    ["a name that many rows have as a name", () => ({ givenName: MARIA, familyName: MARIA })],
    ["a name as a title", (student) => ({ programmeTitle: MARIA, ...(student === 3 ? { fullName: MARIA } : {}) })],
    [
      "a name inside a title",
      (student) => ({
        programmeTitle: `Programme of ${MARIA}, individual track`,
        ...(student === 3 ? { givenName: "Maria Esperanza", familyName: "Vellucci-Okonkwo" } : {}),
      }),
    ],
    [
      "a part of a name inside a title",
      (student) => ({
        programmeTitle: "The Esperanza Vellucci-Okonkwo programme",
        ...(student === 3 ? { givenName: "Maria Esperanza", familyName: "Vellucci-Okonkwo" } : {}),
      }),
    ],
    [
      "a name turned round, in other letters",
      (student) => ({
        programmeTitle: "VELLUCCI OKONKWO, Maria  Esperanza",
        ...(student === 3 ? { givenName: "Maria Esperanza", familyName: "Vellucci-Okonkwo" } : {}),
      }),
    ],
    [
      "a family name that is a title",
      (student) => ({
        programmeTitle: "Vellucci-Okonkwo",
        ...(student === 3 ? { familyName: "vellucci okonkwo" } : {}),
      }),
    ],
    ["a claim of results", () => ({ distinction: `Premio ${MARIA}` })],
    ["a claim that no schema knows", () => ({ tutor: MARIA })],
    ["the name of a claim that no schema knows", () => ({ [MARIA]: "x".repeat(40) })],
    ["a course's claim that no schema knows", () => ({ courses: [{ title: "Analysis", [MARIA]: MARIA }] })],
  ])("%s", async (_, claims) => {
    const text = (await textOf(rowsOf(60, claims))).toLowerCase();
    expect(text).toContain(TITLE.toLowerCase());
    expect(text).not.toMatch(/vellucci|okonkwo/);
  });

  it.each<[string, string]>([
    ["an e-mail address", "Contact the tutor at m.vellucci@students.example.edu for hydraulics"],
    ["a student number", "Individual programme of student 20260431 in hydraulics"],
    ["a telephone number", "Office hours on request, +39 06 4991 2345, in hydraulics"],
    ["a day", "Programme agreed on 2024-09-13 with the board of examiners"],
  ])("what looks like %s, whoever has it", async (_, description) => {
    expect(await textOf(rowsOf(60, () => ({ description })))).not.toContain("hydraulics");
    expect(await textOf(rowsOf(60, () => ({ description })))).not.toContain("Programme agreed");
  });

  it("a text that fewer people have than it takes, however many rows they have", async () => {
    const rare = "Programa individual de restauración de presas romanas";
    const identityOf = (student: number) => {
      const { givenName, familyName, dateOfBirth } = rowOf(student).claims as Record<string, string>;
      return { givenName, familyName, dateOfBirth } as JsonObject;
    };
    const few = (index: number) => index % (LEAST_HOLDERS - 1);
    const rare200 = (make: (row: GraduateRow, index: number) => GraduateRow) =>
      Array.from({ length: 200 }, (_, index) => make(rowOf(1000 + index, { programmeTitle: rare }), index));
    const fewPeople = rare200((row, index) => ({ ...row, claims: { ...row.claims, ...identityOf(few(index)) } }));
    const fewNumbers = rare200((row, index) => ({ ...row, studentId: `S${few(index)}` }));
    for (const some of [fewPeople, fewNumbers]) expect(await textOf([...rowsOf(60), ...some])).not.toContain("presas");
    const many = rowsOf(60).map((row) => ({ ...row, claims: { ...row.claims, programmeTitle: rare } }));
    expect(await textOf(many)).toContain("presas");
  });

  it("who combines two common texts that few combine", async () => {
    const rows = rowsOf(120, (student) => ({
      programmeTitle: `${student % 2 ? "Administración de empresas navieras" : "Arquitectura de jardines"}`,
      awardTitle: `${student % 2 || student === 40 ? "Licenciatura en Comercio Marítimo" : "Título de Paisajista"}`,
    })).map((row) => {
      const { programmeTitle, awardTitle, ...rest } = row.claims as Record<string, string>;
      return { ...row, claims: { programmeTitle, awardTitle, ...rest } as JsonObject };
    });
    const texts = commonPieces(rows).map(({ text }) => text);
    expect(texts.some((text) => /jardines"\n"awardTitle","Título/.test(text))).toBe(true);
    expect(texts.some((text) => /jardines"\n"awardTitle","Licenciatura/.test(text))).toBe(false);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NO_MAPPING, parseColumnMapping, translateCell } from "../../../sdk/inputs/columnMapping.ts";
import { readGraduates } from "../../../sdk/inputs/readGraduates.ts";

const NOW = Date.UTC(2026, 10, 1) / 1000;
const CLASS = readFileSync(new URL("../../fixtures/data/graduates.csv", import.meta.url), "utf8");
const [HEADER = "", FIRST = ""] = CLASS.split("\r\n");
const file = (content: object) => JSON.stringify({ type: "CscssMeColumns", version: 1, ...content });
const read = (text: string, mapping = NO_MAPPING) => readGraduates(Buffer.from(text), { now: NOW, mapping });

/** A file as another system writes it: other names, other words, dates the other way round, a column too many. */
const FOREIGN = [
  "Matricola;Nome;Cognome;Nato;Corso;Titolo;Tipo;Data;Voto;Numero;Note",
  "S1;Ada;Byron;10/12/1985;Ingegneria;Laurea in Ingegneria;Laurea;15/07/2026;110;2026/1;dubious",
].join("\n");
const MAPPING = {
  columns: {
    Matricola: "student_id",
    Nome: "given_name",
    Cognome: "family_name",
    Nato: "date_of_birth",
    Corso: "programme_title",
    Titolo: "award_title",
    Tipo: "record_type",
    Data: "award_date",
    Voto: "final_grade",
    Numero: "diploma_number",
    Note: null,
  },
  values: { language: "it", grading_scale: "66-110" },
  words: { record_type: { Laurea: "degree" } },
  leftOut: ["email", "programme_code", "eqf_level", "isced_f", "ects", "distinction"],
  dates: "DD/MM/YYYY",
};

describe("a file of columns", () => {
  it("need say nothing, and may pass over several columns", () => {
    expect(parseColumnMapping(file({}))).toMatchObject(NO_MAPPING);
    const columns = { A: null, B: null, C: "email" };
    expect(parseColumnMapping(file({ columns, leftOut: ["email"] }))).toMatchObject({ columns });
  });

  it("reads a foreign file: names, words, dates and values for all rows", () => {
    const { rows, problems } = read(FOREIGN, parseColumnMapping(file(MAPPING)));
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        place: "2",
        studentId: "S1",
        recordType: "degree",
        awardDate: "2026-07-15",
        diplomaNumber: "2026/1",
        claims: {
          studentId: "S1",
          givenName: "Ada",
          familyName: "Byron",
          dateOfBirth: "1985-12-10",
          programmeTitle: "Ingegneria",
          awardTitle: "Laurea in Ingegneria",
          awardDate: "2026-07-15",
          finalGrade: "110",
          diplomaNumber: "2026/1",
          language: "it",
          gradingScale: "66-110",
        },
      },
    ]);
  });

  it("reports a bad cell by the name the file gives its column", () => {
    const { problems } = read(FOREIGN.replace("15/07/2026", "31/02/2026"), parseColumnMapping(file(MAPPING)));
    expect(problems).toMatchObject([{ place: "2", field: "Data", found: "2026-02-31" }]);
  });

  it("reports what is neither mapped, nor known, nor left out on purpose", () => {
    const { Note: _, ...columns } = MAPPING.columns;
    const leftOut = MAPPING.leftOut.filter((name) => name !== "email");
    const { problems } = read(FOREIGN, parseColumnMapping(file({ ...MAPPING, columns, leftOut })));
    expect(problems.map(({ field }) => field)).toEqual(["email", "Note"]);
  });

  it.each([
    ["another type", { type: "Columns" }, "ERR_COLUMNS"],
    ["an unknown member", { delimiter: ";" }, "ERR_COLUMNS"],
    ["an unknown column", { columns: { Voto: "mark" } }, "ERR_COLUMNS"],
    ["a column filled twice", { columns: { A: "email", B: "email" } }, "ERR_COLUMNS"],
    ["a column and a value for it", { columns: { A: "email" }, values: { email: "a@b.it" } }, "ERR_COLUMNS"],
    ["an unknown column that is left out", { leftOut: ["mark"] }, "ERR_COLUMNS"],
    ["an unknown column with words", { words: { mark: {} } }, "ERR_COLUMNS"],
    ["an unknown column with a value", { values: { mark: "1" } }, "ERR_COLUMNS"],
    ["a value that is no text", { values: { email: 1 } }, "ERR_COLUMNS"],
    ["a form of dates nobody knows", { dates: "D.M.YY" }, "ERR_COLUMNS"],
  ])("refuses %s", (_, content, code) => {
    expect(() => parseColumnMapping(file(content))).toThrow(expect.objectContaining({ code }));
  });
});

describe("a cell of a foreign file", () => {
  const date = { header: "award_date", isDate: true };
  it.each([
    ["YYYY-MM-DD", "2026-07-15"],
    ["DD/MM/YYYY", "15/07/2026"],
    ["DD.MM.YYYY", "15.07.2026"],
    ["MM/DD/YYYY", "07/15/2026"],
  ] as const)("has its date turned round from %s", (dates, text) => {
    const mapping = { ...NO_MAPPING, dates };
    expect(translateCell(mapping, date, text)).toBe("2026-07-15");
    for (const odd of [`x${text}`, `${text}x`, "15-07-26", ""]) expect(translateCell(mapping, date, odd)).toBe(odd);
    // No date, however much it looks like one.
    expect(translateCell(mapping, { header: "diploma_number" }, text)).toBe(text);
  });

  it("has its words replaced, in its own column and whole; dates too", () => {
    const words = { record_type: { Laurea: "degree" }, award_date: { oggi: "01/02/2026" } };
    const mapping = { ...NO_MAPPING, words, dates: "DD/MM/YYYY" as const };
    expect(translateCell(mapping, { header: "record_type" }, "Laurea")).toBe("degree");
    expect(translateCell(mapping, { header: "record_type" }, "Laurea ")).toBe("Laurea ");
    expect(translateCell(mapping, { header: "record_type" }, "toString")).toBe("toString");
    expect(translateCell(mapping, { header: "award_title" }, "Laurea")).toBe("Laurea");
    expect(translateCell(mapping, date, "oggi")).toBe("2026-02-01");
  });
});

describe("columns beyond those of a class", () => {
  it("reads lists as JSON, truths and numbers, and leaves an empty cell out", () => {
    const more = ["thesis_title", "learning_outcomes", "regulated_profession", "workload_hours", "courses"];
    const cells = ["On Analytical Engines", '"[""Programs""]"', "yes", "3000", ""];
    const { rows, problems } = read(`${HEADER},${more.join(",")}\n${FIRST},${cells.join(",")}\n`);
    expect(problems).toEqual([]);
    expect(rows[0]?.claims).toMatchObject({
      thesisTitle: "On Analytical Engines",
      learningOutcomes: ["Programs"],
      regulatedProfession: true,
      workloadHours: 3000,
    });
    expect(rows[0]?.claims).not.toHaveProperty("courses");
  });

  it.each([
    ["learning_outcomes", "Programs"],
    ["workload_hours", "many"],
    ["regulated_profession", "perhaps"],
  ])("refuses %s %j", (column, cell) => {
    const { problems } = read(`${HEADER},${column}\n${FIRST},${cell}\n`);
    expect(problems).toMatchObject([{ place: "2", field: column, found: cell }]);
  });

  it("wants of a licence what a licence has, and of a transcript its courses", () => {
    const licence = read(
      [
        "student_id,given_name,family_name,award_title,record_type,award_date,diploma_number",
        "S1,Ada,Byron,Licence to practise,professional_licence,2026-01-02,L1",
      ].join("\n"),
    );
    expect(licence.problems).toEqual([]);
    const transcript = read(`${HEADER}\n${FIRST.replace(",degree,", ",transcript,")}\n`);
    expect(transcript.problems).toMatchObject([{ field: "courses", found: "no such column" }]);
  });
});

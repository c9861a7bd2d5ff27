import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseColumnMapping } from "../../../sdk/inputs/columnMapping.ts";
import type { EncodingName } from "../../../sdk/inputs/decodeText.ts";
import type { ImplausibleKind } from "../../../sdk/inputs/findImplausible.ts";
import { readAwards } from "../../../sdk/inputs/readAwards.ts";
import { readGraduates } from "../../../sdk/inputs/readGraduates.ts";

// Files that other people's programs stumbled over, from public reports; each with what is right.

const NOW = Date.UTC(2026, 11, 1) / 1000;
const file = (name: string): Buffer => readFileSync(new URL(`../../fixtures/data/cases/${name}`, import.meta.url));

interface Told {
  readonly encoding?: EncodingName;
  readonly accepted?: readonly ImplausibleKind[];
  readonly columns?: Readonly<Record<string, unknown>>;
}

function read(name: string, { encoding, accepted, columns }: Told = {}) {
  const mapping = columns && parseColumnMapping(JSON.stringify({ type: "CscssMeColumns", version: 1, ...columns }));
  return readGraduates(file(name), {
    now: NOW,
    ...(encoding && { encoding }),
    ...(accepted && { accepted }),
    ...(mapping && { mapping }),
  });
}

const claimsOf = (name: string, told?: Told) => read(name, told).rows.map(({ claims }) => claims);

describe("a class in GB18030, as Chinese spreadsheets save it", () => {
  it.each([
    ["gbk-one.csv", "伟 谢"],
    ["gbk-three.csv", "志英 郑 雪梅 叶 霞 魏"],
  ])("that is valid UTF-8 by chance is asked about, and not issued under other letters: %s", (name, right) => {
    const { rows, problems } = read(name);
    expect(rows).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.found).toContain(`“${right}” as gb18030`);
    expect(problems[0]?.expected).toContain("--encoding utf-8 or --encoding gb18030");
  });

  it("is read as somebody says it is", () => {
    expect(claimsOf("gbk-one.csv", { encoding: "gb18030" })).toMatchObject([{ givenName: "伟", familyName: "谢" }]);
    expect(claimsOf("gbk-one.csv", { encoding: "utf-8" })).toMatchObject([{ givenName: "ΰ" }]);
  });

  it("that is no UTF-8 is refused cell by cell, and its encoding offered", () => {
    const { problems } = read("gbk.csv");
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]?.expected).toMatch(/--encoding gb18030 reads “.*王.*”/);
    expect(claimsOf("gbk.csv", { encoding: "gb18030" }).map(({ familyName }) => familyName)).toContain("王");
  });
});

describe("people", () => {
  it("with one name are issued without an invented one", () => {
    const [, second] = claimsOf("mononym.csv");
    expect(read("mononym.csv").problems).toEqual([]);
    expect(second).toHaveProperty("givenName");
    expect(second).not.toHaveProperty("familyName");
  });

  it("without any name are not issued", () => {
    const text = file("mononym.csv").toString("utf8").split(/\r?\n/);
    const [header = "", first = ""] = text;
    const nameless = first.split(",").with(1, "").with(2, "").join(",");
    const { rows, problems } = readGraduates(Buffer.from(`${header}\n${nameless}\n`), { now: NOW });
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ field: "given_name", expected: expect.stringContaining("a name") }]);
  });

  it("whose birth is known in part keep it so, and nothing is made up", () => {
    const { rows, problems } = read("birth-in-part.csv");
    expect(rows.map(({ claims }) => claims.dateOfBirth)).toEqual(["1998", "1998-07"]);
    expect(problems).toMatchObject([
      { field: "date_of_birth", found: "1998-00-00", expected: "1998, where no more is known, or a date" },
    ]);
  });
});

describe("a spreadsheet's habits", () => {
  it("a line that says the delimiter is no header", () => {
    const { rows, problems } = read("sep-line.csv");
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ place: "3", studentId: "S2026100001" }]);
  });

  it("numbers that lost their digits are refused, for two people would be one", () => {
    const { rows, problems } = read("spoilt.csv");
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([
      { field: "student_id", found: "2.02611E+12", expected: expect.stringContaining("all its digits") },
      { field: "student_id", found: "2.02611E+12" },
    ]);
  });

  it("an apostrophe that keeps digits is never part of a number", () => {
    const [problem] = read("apostrophe.csv").problems;
    expect(problem).toMatchObject({ field: "student_id", expected: expect.stringContaining("probably “0012345”") });
  });

  it("a decimal comma is refused, and read where somebody says what it is", () => {
    expect(read("decimal-comma.csv").problems).toMatchObject([{ field: "ects", found: "7,5" }]);
    expect(claimsOf("decimal-comma.csv", { columns: { numbers: "comma" } })).toMatchObject([
      { credits: 7.5, finalGrade: "1,3" },
    ]);
  });
});

describe("what nobody wrote so", () => {
  it("dates of other calendars, of empty databases and in no order are refused, with a hint", () => {
    const { rows, problems } = read("calendars.csv");
    expect(rows).toEqual([]);
    expect(problems.map(({ found, expected }) => [found, expected.slice(0, 60)])).toEqual([
      ["2569-10-04", expect.stringContaining("a date not after")],
      ["1422-04-03", expect.stringContaining("within the last 120 years")],
      ["0001-01-01", expect.stringContaining("within the last 120 years")],
      ["2026-11-01", expect.stringContaining("well before the award")],
    ]);
    expect(problems[0]?.expected).toContain("the Buddhist year 2569 is 2026");
  });

  it("text that was decoded once too often is pointed at, and issued when somebody says so", () => {
    const { rows, problems } = read("decoded-twice.csv");
    expect(rows).toEqual([]);
    expect(problems.map(({ found, expected }) => [found, /probably “(.*)”/.exec(expected)?.[1]])).toEqual([
      ["SÃ©bastien", "Sébastien"],
      ["MÃ¼ller", "Müller"],
      ["O&#39;Neill", undefined],
      ["#N/A", undefined],
    ]);
    const accepted = ["decoded-twice", "html-entity", "spreadsheet-error"] as const;
    expect(claimsOf("decoded-twice.csv", { accepted })).toMatchObject([{ familyName: "MÃ¼ller" }, {}, {}]);
  });

  it("two awards of one student are two awards", () => {
    expect(read("two-awards.csv")).toMatchObject({ rows: [{}, {}], problems: [] });
  });
});

describe("ELMO and badges of other platforms", () => {
  const award = (name: string, more: object = {}) =>
    readAwards([{ name, bytes: file(name) }], { now: NOW, leftOut: [], ...more });

  it("ELMO 2 is read as ELMO 1 is, with the name in the learner's own script", () => {
    const { rows, problems } = award("elmo-2.xml");
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { claims: { givenName: "Eleni", fullName: "Ελένη Παπαδοπούλου", dateOfBirth: "2001-02-28", finalGrade: "8,5" } },
    ]);
  });

  it("a birth known in part stays so", () => {
    expect(award("birth-in-part.xml").rows).toMatchObject([{ claims: { dateOfBirth: "1998" } }]);
  });

  it("whatever is refused says its way out, and with it the rest is issued", () => {
    const { rows, problems } = award("elmo-parts.xml");
    expect(rows).toEqual([]);
    expect(problems.map(({ expected }) => /--leave-out (\w+)/.exec(expected)?.[1])).toEqual(["academicTerm", "level"]);
    const left = award("elmo-parts.xml", { leftOut: ["academicTerm", "level"] });
    expect(left.problems).toEqual([]);
    expect(left.rows.map(({ recordType }) => recordType)).toEqual(["degree", "transcript"]);
  });

  it("courses on different scales keep their own", () => {
    const { rows } = award("elmo-parts.xml", { leftOut: ["academicTerm", "level"] });
    const [, transcript] = rows;
    expect(transcript?.claims).not.toHaveProperty("gradingScale");
    expect(transcript?.claims.courses).toMatchObject([
      { code: "C1", grade: "4.5", gradingScale: "2 to 5", iscedCode: "0541" },
      { code: "C2", grade: "B", gradingScale: "A to F" },
    ]);
  });

  it("a badge whose name is the earner's is asked about, and read as told", () => {
    expect(award("badge-name.json").problems[0]?.expected).toMatch(/--leave-out name; or --badge-name full_name/);
    expect(award("badge-name.json", { leftOut: ["name"] }).rows).toMatchObject([
      { claims: { awardTitle: "Data & AI — “Foundations” ®" } },
    ]);
    expect(award("badge-name.json", { badgeName: "fullName" }).rows).toMatchObject([
      { claims: { fullName: "Alex Muster" } },
    ]);
  });
});

describe("a transcript with a line for each exam", () => {
  const HEADER =
    "student_id,given_name,family_name,award_title,record_type,award_date,diploma_number,course_code,course_title,course_ects,course_grade,course_date";
  const LEFT_OUT = [
    "date_of_birth",
    "email",
    "programme_code",
    "programme_title",
    "eqf_level",
    "isced_f",
    "ects",
    "language",
    "final_grade",
    "grading_scale",
    "distinction",
  ];
  const ADA = "S1,Ada,Byron,Transcript of records,transcript,2026-10-04,T/1";
  const table = (...lines: string[]) =>
    readGraduates(Buffer.from([HEADER, ...lines].join("\n")), {
      now: NOW,
      mapping: parseColumnMapping(JSON.stringify({ type: "CscssMeColumns", version: 1, leftOut: LEFT_OUT })),
    });

  it("is one record with all its courses", () => {
    const bob = "S2,Bob,Boole,Transcript of records,transcript,2026-10-04,T/2";
    const { rows, problems } = table(
      `${ADA},MA1,Algebra,6,30,2025-01-20`,
      `${bob},MA1,Algebra,6,28,2025-01-20`,
      `${ADA},MA2,Logic,7.5,29,2025-06-20`,
    );
    expect(problems).toEqual([]);
    expect(rows.map(({ place, claims }) => [place, claims.courses])).toEqual([
      [
        "2",
        [
          { code: "MA1", title: "Algebra", ects: 6, grade: "30", date: "2025-01-20" },
          { code: "MA2", title: "Logic", ects: 7.5, grade: "29", date: "2025-06-20" },
        ],
      ],
      ["3", [{ code: "MA1", title: "Algebra", ects: 6, grade: "28", date: "2025-01-20" }]],
    ]);
  });

  it("is not issued where its lines contradict each other", () => {
    const { rows, problems } = table(
      `${ADA},MA1,Algebra,6,30,2025-01-20`,
      `${ADA.replace("Ada", "Eda")},MA2,Logic,6,29,2025-06-20`,
    );
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ place: "3", field: "givenName", expected: "what line 2 says of the award T/1" }]);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NO_MAPPING } from "../../../sdk/inputs/columnMapping.ts";
import { readGraduates } from "../../../sdk/inputs/readGraduates.ts";

const NOW = Date.UTC(2026, 10, 1) / 1000;
const fixture = (name: string): Buffer => readFileSync(new URL(`../../fixtures/data/${name}`, import.meta.url));
const [HEADER = "", FIRST = ""] = fixture("graduates.csv").toString("utf8").split("\r\n");
const read = (text: string, now = NOW) => readGraduates(Buffer.from(text), { now });
const withCell = (column: string, value: string): string => {
  const cells = FIRST.split(",");
  cells[HEADER.split(",").indexOf(column)] = value;
  return `${HEADER}\n${cells.join(",")}\n`;
};

describe("readGraduates", () => {
  it("reads every row of a clean file", () => {
    const { rows, problems, duplicates } = readGraduates(fixture("graduates.csv"), { now: NOW });
    expect({ rows: rows.length, problems, duplicates }).toEqual({ rows: 500, problems: [], duplicates: [] });
    expect(rows[0]).toEqual({
      place: "2",
      studentId: "S2026000001",
      recordType: "degree",
      awardDate: "2026-10-04",
      diplomaNumber: "2026/938273-1",
      claims: {
        studentId: "S2026000001",
        givenName: "Thandiwe",
        familyName: "Yılmaz",
        dateOfBirth: "2001-06-24",
        email: "student1@students.example.edu",
        programmeCode: "LM-32",
        programmeTitle: "Computer Engineering",
        awardTitle: "Master of Science in Computer Engineering",
        eqfLevel: 7,
        iscedCode: "0613",
        credits: 120,
        language: "en",
        awardDate: "2026-10-04",
        finalGrade: "80",
        gradingScale: "66-110 (cum laude possible)",
        diplomaNumber: "2026/938273-1",
      },
    });
  });

  describe("on a file as spreadsheets write it", () => {
    const { rows, problems, duplicates } = readGraduates(fixture("graduates-messy.csv"), { now: NOW });

    it("reports every bad row with line, column, what was found and what is expected", () => {
      const date = "a date like 2026-07-01";
      expect(problems).toEqual([
        { place: "5", field: "award_date", found: "31/02/2026", expected: date, studentId: "S2026000004" },
        { place: "9", field: "student_id", found: "", expected: "a value" },
        { place: "17", field: "eqf_level", found: "nine", expected: "a level from 1 to 8", studentId: "S2026000016" },
        {
          place: "30",
          field: "award_date",
          found: "2031-07-01",
          expected: "a date not after 2026-11-01",
          studentId: "S2026000028",
        },
        {
          place: "34",
          field: "record_type",
          found: "diplom",
          expected:
            "one of learning_outcome, degree, certificate, transcript, final_examination, diploma_supplement, " +
            "provisional_certificate, professional_qualification, professional_licence, recognition_statement",
          studentId: "S2026000032",
        },
        {
          place: "38",
          field: "ects",
          found: "-5",
          expected: "a number of credits, 0 or more, like 180 or 7.5",
          studentId: "S2026000036",
        },
        {
          place: "42",
          field: "email",
          found: "not-an-address",
          expected: "an e-mail address",
          studentId: "S2026000040",
        },
        {
          place: "63",
          field: "given_name",
          found: "Ren\u{FFFD}",
          expected: "UTF-8 text (save the file as “CSV UTF-8”)",
          studentId: "S2026000061",
        },
        { place: "64", field: "", found: "4 columns", expected: "18 columns", studentId: "S2026000062" },
      ]);
    });

    it("issues a repeated row once", () => {
      expect(duplicates).toEqual([{ place: "21", firstPlace: "20" }]);
      expect(rows.filter(({ studentId }) => studentId === "S2026000019")).toHaveLength(1);
    });

    it("takes all other rows", () => {
      expect(rows).toHaveLength(62 - 9 - 1);
    });

    it("keeps a formula as text", () => {
      const row = rows.find(({ studentId }) => studentId === "S2026000012");
      expect(row?.claims.awardTitle).toBe('=HYPERLINK("http://example.org")');
    });

    it("trims a name and joins its lines", () => {
      const row = rows.find(({ studentId }) => studentId === "S2026000024");
      expect(row).toMatchObject({ claims: { givenName: "Anna Maria" }, place: "25" });
    });
  });

  it.each([";", "\t"])("recognises the delimiter %j", (delimiter) => {
    const text = `${HEADER}\n${FIRST}\n`.replaceAll(",", delimiter);
    expect(read(text)).toEqual(read(`${HEADER}\n${FIRST}\n`));
  });

  it("counts lines as an editor does, line breaks in quotes and empty rows included", () => {
    const quoted = FIRST.replace("Thandiwe", '"Than\r\ndiwe"');
    const bad = FIRST.replace("2026-10-04", "yesterday");
    const text = [HEADER, quoted, "", ",".repeat(17), bad].join("\r\n");
    expect(read(text).problems.map(({ place }) => place)).toEqual(["6"]);
  });

  it.each([
    ["award_date", "2026-02-29"],
    ["award_date", "2026-13-01"],
    ["date_of_birth", "2026-11-02"],
    ["eqf_level", "0"],
    ["eqf_level", "9"],
    ["isced_f", "613"],
    ["ects", "1e3"],
    ["ects", "NaN"],
    ["language", "English"],
    ["email", "a@b"],
    ["email", "a b@example.edu"],
    ["record_type", "Degree"],
    ["record_type", "toString"],
    ["final_grade", ""],
    ["diploma_number", "  "],
  ])("refuses %s %j", (column, found) => {
    expect(read(withCell(column, found)).problems).toMatchObject([{ place: "2", field: column, found: found.trim() }]);
  });

  it.each([
    ["award_date", "2024-02-29"],
    ["award_date", "2026-7-1"],
    ["award_date", "2026-11-01"],
    ["ects", "7.5"],
    ["ects", "0"],
    ["distinction", ""],
  ])("takes %s %j", (column, value) => {
    expect(read(withCell(column, value)).problems).toEqual([]);
  });

  it("takes a date that is today somewhere on Earth", () => {
    const text = withCell("award_date", "2026-11-02");
    expect(read(text, NOW).problems).toHaveLength(1);
    expect(read(text, NOW + 10 * 3600).problems).toEqual([]);
  });

  it("refuses a diploma number that two different rows claim", () => {
    const { rows, problems } = read(`${HEADER}\n${FIRST}\n${FIRST.replace("Thandiwe", "Thandi")}\n`);
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ place: "3", field: "diploma_number", found: "2026/938273-1" }]);
  });

  it("reports a header with missing, unknown and repeated columns, and reads no row", () => {
    const { rows, problems } = read(`${HEADER.replace("email", "mail").replace("ects", "language")}\n${FIRST}\n`);
    expect(rows).toEqual([]);
    expect(problems.map(({ field, found, expected }) => [field, found, expected.slice(0, 15)])).toEqual([
      ["ects", "no such column", "a column of thi"],
      ["mail", "mail", "email, probably"],
      ["language", "language", "each once: stud"],
    ]);
  });

  it.each([["an empty file", ""]])("refuses %s", (_, text) => {
    const { rows, problems } = readGraduates(Buffer.from(text, "latin1"), { now: NOW });
    expect(rows).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });

  it.each(["utf16le", "latin1"] as const)("says that %s without a mark is the wrong encoding (H8)", (encoding) => {
    const named = FIRST.replace("Thandiwe", "André");
    const bytes = Buffer.from(`${HEADER}\n${named}\n`, encoding);
    const { rows, problems } = readGraduates(bytes, { now: NOW });
    expect(rows).toEqual([]);
    expect(problems[0]?.expected).toContain("UTF-8 text");
  });

  it("recognises a byte order mark and line ends of Windows", () => {
    expect(read(`\u{FEFF}${HEADER}\r\n${FIRST}\r\n`)).toEqual(read(`${HEADER}\n${FIRST}\n`));
  });

  it("reports a quote that never closes", () => {
    const { rows, problems } = read(`${HEADER}\n${FIRST.replace("Thandiwe", '"Thandiwe')}\n${FIRST}\n`);
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ field: "", expected: expect.stringContaining("quotes") }]);
  });
});

describe("a header", () => {
  const mapped = (header: string, columns: Record<string, string | null>) =>
    readGraduates(Buffer.from(`${header}\n${FIRST}\n`), { now: NOW, mapping: { ...NO_MAPPING, columns } });

  it("is at line 1 of a file that has none", () => {
    expect(read("").problems[0]).toMatchObject({ place: "1", found: "no such column" });
  });

  it("may be called otherwise, and be passed over where that was said", () => {
    expect(mapped(HEADER.replace("email", "Mail"), { Mail: "email" }).problems).toEqual([]);
    const extra = readGraduates(Buffer.from(`${HEADER},Note\n${FIRST},x\n`), {
      now: NOW,
      mapping: { ...NO_MAPPING, columns: { Note: null } },
    });
    expect(extra.problems).toEqual([]);
    expect(extra.rows[0]?.claims).not.toHaveProperty("Note");
  });

  it("fills a column once: a second one that is mapped to it is strange", () => {
    const { problems } = mapped(HEADER.replace("email", "student_id2"), { student_id2: "student_id" });
    expect(problems.map(({ field }) => field)).toEqual(["email", "student_id2"]);
  });

  it("is asked only for what the types in the file need, a degree's where no type is known", () => {
    const licence = HEADER.replace(",email", "");
    const row = FIRST.split(",")
      .filter((_, index) => HEADER.split(",")[index] !== "email")
      .join(",");
    const types = (type: string) => read(`${licence}\n${row.replace(",degree,", `,${type},`)}\n`).problems;
    expect(types("professional_licence")).toEqual([]);
    expect(types("degree")).toMatchObject([{ field: "email" }]);
    expect(types("nothing")).toMatchObject([{ field: "email" }]);
  });
});

describe("a row", () => {
  it("of another width is refused whole, by its student where there is one", () => {
    const cells = FIRST.split(",");
    expect(read(`${HEADER}\n${cells.slice(0, 4).join(",")}\n`).problems).toEqual([
      { place: "2", field: "", found: "4 columns", expected: "18 columns", studentId: cells[0] },
    ]);
    expect(read(`${HEADER}\n,${cells.slice(1, 4).join(",")}\n`).problems).toEqual([
      { place: "2", field: "", found: "4 columns", expected: "18 columns" },
    ]);
  });

  it("may lack what its own type need not have, though another's must", () => {
    const licence = FIRST.replace(",degree,", ",professional_licence,").replace("student1@students.example.edu", "");
    const [ours, other] = [licence.replace("938273-1", "1"), FIRST];
    expect(read(`${HEADER}\n${ours}\n${other}\n`).problems).toEqual([]);
    expect(read(`${HEADER}\n${other.replace("student1@students.example.edu", "")}\n`).problems).toMatchObject([
      { field: "email", found: "" },
    ]);
  });

  it("with several problems has all of them told, and what is repeated cell by cell only once", () => {
    const bad = FIRST.replace("2026-10-04", "yesterday").replace(",7,", ",9,");
    const { problems, duplicates } = read(`${HEADER}\n${bad}\n${bad}\n`);
    expect(problems.map(({ field }) => field)).toEqual(["eqf_level", "award_date"]);
    expect(duplicates).toEqual([{ place: "3", firstPlace: "2" }]);
  });
});

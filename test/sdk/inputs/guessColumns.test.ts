import { describe, expect, it } from "vitest";
import { guessColumns } from "../../../sdk/inputs/guessColumns.ts";
import { readGraduates } from "../../../sdk/inputs/readGraduates.ts";
import { templateCsv } from "../../../sdk/inputs/templateCsv.ts";

const bytes = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);
const columnsOf = (header: string) => guessColumns(bytes(header))?.mapping.columns;
const SAMPLE = templateCsv({ recordType: "degree", sample: true });

describe("guessing columns", () => {
  it("has nothing to guess in a file of ours", () => {
    expect(guessColumns(new TextEncoder().encode(SAMPLE))).toBeUndefined();
    expect(guessColumns(bytes("student_id,thesis_title,course_title"))).toBeUndefined();
  });

  it.each([
    ["Matricola", "student_id"],
    ["Prénom", "given_name"],
    ["FamilyName", "family_name"],
    ["Data di nascita", "date_of_birth"],
    ["award dat", "award_date"],
    ["Final_Grad", "final_grade"],
    ["diploma-numbr", "diploma_number"],
    ["thesisTitle", "thesis_title"],
  ])("takes %s for %s", (name, column) => {
    expect(columnsOf(name)).toEqual({ [name]: column });
  });

  it.each(["Name", "Date", "Titre", "Notes", "ectz", "E", ""])("takes %j for none of ours", (name) => {
    expect(columnsOf(`student_id,${name},x`)).toMatchObject({ [name]: null });
  });

  it("fills no column twice: what fits alike fits none, and a name of ours comes first", () => {
    expect(columnsOf("Nome,Vorname")).toEqual({ Nome: null, Vorname: null });
    expect(columnsOf("Vorname,Surnam")).toEqual({ Vorname: "given_name", Surnam: "family_name" });
    expect(columnsOf("Nome,Vornam")).toEqual({ Nome: "given_name", Vornam: null });
    expect(columnsOf("given_name,Nome")).toEqual({ Nome: null });
    expect(columnsOf("Final Grade,final_grade")).toEqual({ "Final Grade": null });
  });

  it("says what is missing, and takes rows that do not say what they are for degrees", () => {
    const guess = guessColumns(bytes("Matricola,given_name"));
    expect(guess?.mapping.values).toEqual({ record_type: "degree" });
    expect(guess?.missing).toContain("award_date");
    expect(guess?.missing).not.toContain("record_type");
    expect(guessColumns(bytes("Matricola,record_type"))?.mapping.values).toEqual({});
  });

  it.each([
    ["24/06/2001", "2026-10-04", "YYYY-MM-DD", false],
    ["24/06/2001", "04/10/2026", "DD/MM/YYYY", false],
    ["06/24/2001", "10/04/2026", "MM/DD/YYYY", false],
    ["24.06.2001", "04.10.2026", "DD.MM.YYYY", false],
    ["04/06/2001", "04/10/2026", "DD/MM/YYYY", true],
    ["2001-06-24", "", "YYYY-MM-DD", false],
    ["2001", "24.10.2026", "DD.MM.YYYY", false],
  ])("reads %s and %s as %s, unclear: %s", (born, awarded, dates, unclearDates) => {
    const guess = guessColumns(bytes("Geburtsdatum,award_date", `${born},${awarded}`));
    expect({ dates: guess?.mapping.dates, unclearDates: guess?.unclearDates }).toEqual({ dates, unclearDates });
  });

  it("makes a file of others readable", () => {
    const [header = "", row = ""] = SAMPLE.split("\r\n");
    const theirs = header.replace("student_id,given_name,family_name", "Matricola,Nome,Cognome");
    const file = bytes(theirs, row.replace("2001-06-24", "24/06/2001").replace("2026-10-04", "04/10/2026"));
    const mapping = guessColumns(file)?.mapping;
    const read = readGraduates(file, { now: Date.UTC(2026, 11, 1) / 1000, ...(mapping && { mapping }) });
    expect(read.problems).toEqual([]);
    expect(read.rows[0]?.claims).toMatchObject({ familyName: "Þórsdóttir", dateOfBirth: "2001-06-24" });
  });
});

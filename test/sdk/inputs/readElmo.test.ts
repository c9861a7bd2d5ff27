import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { validateClaims } from "../../../sdk/credential/validateClaims.ts";
import { readElmo } from "../../../sdk/inputs/readElmo.ts";

const ELMO = readFileSync(new URL("../../fixtures/data/inputs/transcript.xml", import.meta.url), "utf8");
const read = (text = ELMO, options: object = {}) => readElmo(text, { place: "a.xml", ...options });
const problemsOf = (from: string, to: string) => read(ELMO.replace(from, to)).problems;

describe("readElmo", () => {
  it("makes a degree of a programme, with its parts as courses", () => {
    const { rows, problems } = read();
    expect(problems).toEqual([]);
    expect(rows[0]).toEqual({
      place: "a.xml /elmo/report/learningOpportunitySpecification[1]",
      studentId: "S2026000001",
      diplomaNumber: "2026/938273-1",
      recordType: "degree",
      awardDate: "2026-10-04",
      claims: {
        studentId: "S2026000001",
        givenName: "Ada & Augusta",
        familyName: "Büron",
        dateOfBirth: "1985-12-10",
        citizenshipCountry: "IT",
        nationalId: "BYRADA85T50H501X",
        organizationName: "University of Example",
        country: "IT",
        awardTitle: "Master of Science in Computer Engineering",
        awardTitleOriginal: "Laurea magistrale in Ingegneria informatica",
        programmeCode: "LM-32",
        iscedCode: "0613",
        description: "Two years of engineering.",
        eqfLevel: 7,
        credits: 120,
        language: "en",
        studiedFrom: "2024-10-01",
        awardDate: "2026-10-04",
        finalGrade: "108",
        gradingScale: "66 to 110",
        diplomaNumber: "2026/938273-1",
        courses: [
          {
            code: "CE-101",
            title: "Logic & <b>Circuits</b>",
            ects: 7.5,
            grade: "30",
            date: "2025-06-20",
            hours: 60,
            period: "Spring 2025",
            status: "passed",
          },
        ],
      },
    });
  });

  it("makes one transcript of all other results of a report", () => {
    expect(read().rows[1]).toMatchObject({
      recordType: "transcript",
      diplomaNumber: "S2026000001/2026-10-30",
      awardDate: "2026-10-30",
      claims: {
        awardTitle: "Transcript of records",
        gradingScale: "18 to 30",
        courses: [{ code: "CE-201", title: "Compilers", grade: "15", status: "failed" }],
      },
    });
  });

  it("makes claims that the schemas take", () => {
    for (const { recordType, claims } of read().rows) validateClaims(recordType, claims);
  });

  it("takes the texts of the language that is asked for", () => {
    const { rows } = read(ELMO, { language: "it" });
    expect(rows[0]?.claims).toMatchObject({
      awardTitle: "Laurea magistrale in Ingegneria informatica",
      organizationName: "Università di Esempio",
    });
  });

  it("reads a document whose namespace has a prefix", () => {
    const prefixed = ELMO.replaceAll(/<(\/?)([a-z]{2})/gi, "<$1e:$2").replace("xmlns=", "xmlns:e=");
    expect(read(prefixed)).toEqual(read());
  });

  const inside = "<status>failed</status>";
  it.each([
    [
      "an attachment",
      "<issueDate>",
      "<attachment><title>PDF</title></attachment><issueDate>",
      "/elmo/report/attachment",
    ],
    ["statistics", inside, `${inside}<shortenedGrading/>`, /shortenedGrading$/],
    ["a diploma supplement", inside, `${inside}<diplomaSupplement/>`, /diplomaSupplement$/],
    ["a signature", "</elmo>", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></elmo>', "/elmo/Signature"],
    ["an element of another namespace", inside, `${inside}<x:mark xmlns:x="urn:x">1</x:mark>`, /mark$/],
    [
      "parts of parts",
      "</specifies>\n        </learningOpp",
      "</specifies><hasPart/>\n        </learningOpp",
      /hasPart$/,
    ],
    ["a status nobody has", inside, "<status>in-progress</status>", /status$/],
    ["a date that is none", "2026-10-04", "2026-02-31", /date$/],
    ["a second identifier", "</learner>", '<identifier type="x">1</identifier></learner>', /identifier$/],
    ["credits that are no number", "<value>7.5</value>", "<value>many</value>", /value$/],
    ["a level of no framework", "<type>EQF</type>", "<type>ISCED</type>", /level$/],
    ["another namespace", "tree/v1", "tree/v3", "/elmo"],
    ["no date of issue", "<issueDate>2026-10-30T00:00:00Z</issueDate>", "", "/elmo/report"],
  ])("refuses %s, with path, found and expected", (_, from, to, path) => {
    const found = problemsOf(from, to);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({ place: "a.xml", expected: expect.stringMatching(/./) });
    expect(found.some(({ field }) => (typeof path === "string" ? field === path : path.test(field)))).toBe(true);
    expect(read(ELMO.replace(from, to)).rows).toEqual([]);
  });

  it("names each of very many brothers by its place", () => {
    const { problems } = read(ELMO.replace(inside, `${inside}${"<hobby/>".repeat(90_000)}`));
    expect(problems).toHaveLength(90_000);
    expect(problems.at(-1)?.field).toMatch(/hobby\[90000\]$/);
  });

  it("leaves out what it is told to, and only that", () => {
    const text = ELMO.replace(inside, `${inside}<shortenedGrading/><resultDistribution/>`);
    expect(read(text, { leftOut: ["shortenedGrading"] }).problems).toHaveLength(1);
    expect(read(text, { leftOut: ["shortenedGrading", "resultDistribution"] }).rows).toEqual(read().rows);
  });
});

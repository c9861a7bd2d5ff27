import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { validateClaims } from "../../../sdk/credential/validateClaims.ts";
import { readElmo } from "../../../sdk/inputs/readElmo.ts";
import { effort } from "../../fixtures/effort.ts";

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
    const brothers = effort(90_000, 300);
    const { problems } = read(ELMO.replace(inside, `${inside}${"<hobby/>".repeat(brothers)}`));
    expect(problems).toHaveLength(brothers);
    expect(problems.at(-1)?.field).toMatch(new RegExp(`hobby\\[${brothers}\\]$`));
  });

  it("leaves out what it is told to, and only that", () => {
    const text = ELMO.replace(inside, `${inside}<shortenedGrading/><resultDistribution/>`);
    expect(read(text, { leftOut: ["shortenedGrading"] }).problems).toHaveLength(1);
    expect(read(text, { leftOut: ["shortenedGrading", "resultDistribution"] }).rows).toEqual(read().rows);
  });
});

/** The learner's own result of the programme. */
const RESULT = "<languageOfInstruction>en";
const inProgramme = (element: string) => ELMO.replace(RESULT, `${element}${RESULT}`);
const without = (element: string) => ELMO.replace(element, "");
const fieldsOf = (text: string) => read(text).problems.map(({ field }) => field);
const claimsOf = (text: string, row = 0) => {
  const { rows, problems } = read(text);
  expect(problems).toEqual([]);
  return rows[row]?.claims;
};
const COURSE = "/elmo/report/learningOpportunitySpecification[1]/hasPart/learningOpportunitySpecification";
const PROGRAMME = "/elmo/report/learningOpportunitySpecification[1]";

describe("a result", () => {
  it("has dates without their times, and a number of credits of one kind", () => {
    for (const date of ["2026-10-04", "2026-10-04Z", "2026-10-04T10:00:00.123+02:00", "2026-10-04-11:00"]) {
      expect(claimsOf(ELMO.replace(">2026-10-04<", `>${date}<`))?.awardDate).toBe("2026-10-04");
    }
    for (const date of [
      "2026-10-04T10:00",
      "2026-10-04 10:00:00",
      "x2026-10-04",
      "2026-10-04Zx",
      "2026-10-04x+02:00",
    ]) {
      expect(fieldsOf(ELMO.replace(">2026-10-04<", `>${date}<`))).toContainEqual(expect.stringMatching(/\/date$/));
    }
    expect(claimsOf(ELMO.replace("<scheme>ECTS</scheme>", ""))?.credits).toBe(120);
    for (const value of ["1234567", "7.12345", "7.", ".5", "-1", "1e2", "x7", "7x"]) {
      expect(fieldsOf(ELMO.replace(">7.5<", `>${value}<`))).toContainEqual(expect.stringMatching(/credit\/value$/));
    }
    expect(claimsOf(ELMO.replace(">7.5<", ">123456.1234<"))?.courses).toMatchObject([{ ects: 123_456.1234 }]);
  });

  it("is called by its local identifier, else by the first, and by an empty one not at all", () => {
    const local = '<identifier type="local">LM-32</identifier>';
    const other = '<identifier type="x">OTHER</identifier>';
    expect(claimsOf(ELMO.replace(local, other + local))?.programmeCode).toBe("LM-32");
    expect(claimsOf(ELMO.replace(local, other))?.programmeCode).toBe("OTHER");
    expect(claimsOf(ELMO.replace(local, '<identifier type="local"/>'))).not.toHaveProperty("programmeCode");
    const courseOwn = '<identifier type="local">R-7</identifier><date>2025-06-20';
    const text = ELMO.replace('<identifier type="local">CE-101</identifier>', "").replace(
      "<date>2025-06-20",
      courseOwn,
    );
    expect(claimsOf(text)?.courses).toMatchObject([{ code: "R-7" }]);
  });

  it("has its number, or one made of whose it is and what it is called", () => {
    const number = '<identifier type="local">2026/938273-1</identifier>';
    const code = '<identifier type="local">LM-32</identifier>';
    expect(read(without(number)).rows[0]?.diplomaNumber).toBe("S2026000001/LM-32");
    expect(read(without(number).replace(code, "")).rows[0]?.diplomaNumber).toBe(
      "S2026000001/Master of Science in Computer Engineering",
    );
  });

  it("has the date of issue where it has none, and of a course the day it began", () => {
    expect(claimsOf(without("<date>2026-10-04</date>"))?.awardDate).toBe("2026-10-30");
    const begun = ELMO.replace("<date>2025-06-20</date>", "<start>2025-02-01</start>");
    expect(claimsOf(begun)?.courses).toMatchObject([{ date: "2025-02-01" }]);
    expect(fieldsOf(without("<date>2026-10-04</date>").replace(/<issueDate>.*<\/issueDate>/, ""))).toEqual([
      "/elmo/report/learningOpportunitySpecification[1]",
      "/elmo/report",
    ]);
  });

  it("is graded by a scheme in the language that is asked for, or by the scheme's name", () => {
    const two = '<description xml:lang="it">da 66 a 110</description><description xml:lang="en">66 to 110';
    const text = ELMO.replace('<description xml:lang="en">66 to 110', two);
    expect(claimsOf(text)?.gradingScale).toBe("66 to 110");
    expect(read(text, { language: "it" }).rows[0]?.claims.gradingScale).toBe("da 66 a 110");
    expect(claimsOf(ELMO.replace('localId="110"', 'localId="x"'))?.gradingScale).toBe("110");
    expect(claimsOf(without('<description xml:lang="en">66 to 110</description>'))?.gradingScale).toBe("110");
    expect(claimsOf(without("<gradingSchemeLocalId>110</gradingSchemeLocalId>"))).not.toHaveProperty("gradingScale");
  });

  it("of a programme has levels of two frameworks, each where it belongs", () => {
    expect(claimsOf(inProgramme("<level><type>NQF</type><value>7.1</value></level>"))).toMatchObject({
      eqfLevel: 7,
      nqfLevel: "7.1",
    });
    for (const level of ["9", "0", "17", "7a", ""]) {
      expect(fieldsOf(ELMO.replace("<value>7</value>", `<value>${level}</value>`))).toEqual([`${PROGRAMME}/level`]);
    }
    expect(claimsOf(ELMO.replace(/<level>.*<\/level>/, ""))).not.toHaveProperty("eqfLevel");
    expect(fieldsOf(inProgramme("<level><value>7</value></level>"))).toEqual([`${PROGRAMME}/level`]);
  });

  it.each([
    ["was not passed", "specifies", ELMO.replace("<status>passed", "<status>failed")],
    ["has credits that are not ECTS", "credit", inProgramme("<credit><scheme>hours</scheme><value>9</value></credit>")],
    ["has an academic term", "academicTerm", inProgramme("<academicTerm><title>Spring</title></academicTerm>")],
    ["has a level of another framework", "level", ELMO.replace("<type>EQF", "<type>ISCED")],
  ])("of a programme is refused where it %s", (_, name, text) => {
    expect(read(text)).toMatchObject({ rows: [], problems: [{ field: `${PROGRAMME}/${name}` }] });
  });

  it("of a course may say what one of a programme may not, and has no level", () => {
    const course = (element: string) => ELMO.replace("<engagementHours>", `${element}<engagementHours>`);
    expect(claimsOf(course("<credit><scheme>hours</scheme><value>9</value></credit>"))?.courses).toMatchObject([
      { ects: 7.5, localCredits: 9 },
    ]);
    expect(claimsOf(course("<languageOfInstruction>it</languageOfInstruction>"))?.courses).toMatchObject([
      { language: "it" },
    ]);
    expect(fieldsOf(course("<level><type>EQF</type><value>7</value></level>"))).toEqual([`${COURSE}/level`]);
    expect(fieldsOf(ELMO.replace(/<title xml:lang="en"><!\[CDATA.*<\/title>/, ""))).toEqual([`${COURSE}/title`]);
    const [same, other] = ["110", "30"].map((id) =>
      claimsOf(course(`<gradingSchemeLocalId>${id}</gradingSchemeLocalId>`)),
    );
    expect(same).toMatchObject({
      gradingScale: "66 to 110",
      courses: [expect.not.objectContaining({ gradingScale: "66 to 110" })],
    });
    expect(other).toMatchObject({ gradingScale: "66 to 110", courses: [{ gradingScale: "18 to 30" }] });
    expect(
      claimsOf(
        course(
          "</learningOpportunityInstance></specifies><iscedCode>0613</iscedCode><specifies><learningOpportunityInstance>",
        ).replace(
          /<specifies><learningOpportunityInstance>(<engagementHours>60<\/engagementHours>)\s*<\/learningOpportunityInstance>\s*<\/specifies>/,
          "",
        ),
      )?.courses,
    ).toMatchObject([{ iscedCode: "0613" }]);
  });

  it("of a programme may have none of it", () => {
    const bare = ELMO.replace(/<specifies>\s*<learningOpportunityInstance>\s*<identifier[\s\S]*?<\/specifies>/, "");
    expect(claimsOf(bare)).toMatchObject({ programmeCode: "LM-32", awardDate: "2026-10-30" });
  });
});

describe("a transcript", () => {
  it("has the scheme that its courses have in common; of two each course keeps its own", () => {
    const second = ELMO.replace(
      "<issueDate>",
      "<learningOpportunitySpecification><title>Logic</title><specifies><learningOpportunityInstance>" +
        "<gradingSchemeLocalId>110</gradingSchemeLocalId></learningOpportunityInstance></specifies>" +
        "</learningOpportunitySpecification><issueDate>",
    );
    const claims = claimsOf(second, 1);
    expect(claims).not.toHaveProperty("gradingScale");
    expect(claims?.courses).toMatchObject([{ gradingScale: "18 to 30" }, { gradingScale: "66 to 110" }]);
    expect(claimsOf(ELMO, 1)?.courses).toEqual([expect.not.objectContaining({ gradingScale: expect.anything() })]);
    expect(claimsOf(without("<gradingSchemeLocalId>30</gradingSchemeLocalId>"), 1)).not.toHaveProperty("gradingScale");
  });

  it("is made only of results that are of no programme", () => {
    const alone = ELMO.replace(
      /<learningOpportunitySpecification>\s*<identifier type="local">CE-201[\s\S]*?<\/learningOpportunitySpecification>/,
      "",
    );
    expect(read(alone).rows.map(({ recordType }) => recordType)).toEqual(["degree"]);
  });
});

describe("the learner", () => {
  const NATIONAL = '<identifier type="nationalIdentifier">BYRADA85T50H501X</identifier>';
  const STUDENT = '<identifier type="studentNumber">S2026000001</identifier>';
  const IDENTIFIER = "/elmo/learner/identifier";

  it("has a student number, by the only identifier that is not the national one or by the one that is named", () => {
    const other = '<identifier type="x">X1</identifier>';
    expect(claimsOf(without(NATIONAL))).not.toHaveProperty("nationalId");
    expect(fieldsOf(ELMO.replace(STUDENT, STUDENT + other))).toEqual([IDENTIFIER, IDENTIFIER]);
    // Named, it is the student number; the other still has no place in a record.
    expect(read(ELMO.replace(STUDENT, STUDENT + other), { studentIdentifier: "x" }).problems).toMatchObject([
      { field: IDENTIFIER, found: "type studentNumber" },
    ]);
    expect(read(ELMO, { studentIdentifier: "nationalIdentifier" }).problems).toMatchObject([
      { field: IDENTIFIER, found: "type studentNumber" },
    ]);
    expect(read(ELMO, { studentIdentifier: "y" }).problems.map(({ field }) => field)).toEqual([IDENTIFIER, IDENTIFIER]);
    for (const text of [without(STUDENT), ELMO.replace("S2026000001", ""), without(STUDENT).replace(NATIONAL, "")]) {
      expect(fieldsOf(text)).toEqual([IDENTIFIER]);
    }
    expect(fieldsOf(ELMO.replace(STUDENT, STUDENT + STUDENT))[0]).toBe(IDENTIFIER);
  });

  it("must be there", () => {
    expect(fieldsOf(ELMO.replace(/<learner>[\s\S]*<\/learner>/, ""))).toEqual(["/elmo"]);
  });
});

describe("a report", () => {
  it("may come from nobody; of who issued it only the name and country are claims", () => {
    const claims = claimsOf(ELMO.replace(/<issuer>[\s\S]*<\/issuer>/, ""));
    expect(claims).not.toHaveProperty("organizationName");
    expect(claims).not.toHaveProperty("country");
    expect(claimsOf(ELMO.replace("</issuer>", "<url>https://esempio.example/</url></issuer>"))).toEqual(claimsOf(ELMO));
  });

  it("is not in what has another root, or the root of another namespace", () => {
    for (const text of [
      ELMO.replaceAll("elmo>", "emrex>").replace("<elmo ", "<emrex "),
      ELMO.replace("tree/v1", "tree/v3"),
    ]) {
      expect(read(text)).toMatchObject({ rows: [], problems: [{ place: "a.xml" }] });
      expect(read(text).problems).toHaveLength(1);
    }
  });
});

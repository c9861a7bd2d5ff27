import { existsSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import type { CategoryName, Chain } from "@cscss-me/sdk";
import { CscssError, nowInSeconds } from "@cscss-me/sdk";
import type { Awards, RowProblem } from "@cscss-me/sdk/inputs";
import { parseColumnMapping, readAwards } from "@cscss-me/sdk/inputs";
import type { FilePlan, PlannedRow } from "@cscss-me/sdk/issue";
import { planFile } from "@cscss-me/sdk/issue";
import { readTextFile } from "../files/readTextFile.ts";
import type { Options } from "../frame/Command.ts";
import type { Session } from "../frame/Session.ts";
import { categoryChoices, recordTypeOption } from "./categoryOptions.ts";
import { readAwardFiles } from "./readAwardFiles.ts";
import { readChosenConsents, UNCLAIMED_OPTION } from "./readChosenConsents.ts";

/** How the cells and members of a file of awards are read. */
export const AWARD_OPTIONS: Options = {
  columns: { type: "string", value: "FILE", help: "of a CSV: which column is which, where they are named otherwise" },
  type: { type: "string", help: "of Open Badges: the type of record, unless the achievement says it" },
  "text-language": { type: "string", value: "CODE", help: "of ELMO: which of several texts to take; en unless told" },
  "student-identifier": { type: "string", value: "TYPE", help: "of ELMO: which identifier is the student number" },
  "leave-out": {
    type: "string",
    multiple: true,
    value: "NAMES",
    help: "of ELMO and Open Badges: what may be left out although a record cannot carry it",
  },
};

/** How a file of awards is read for issuing; the same for every command that reads one. */
export const INPUT_OPTIONS: Options = {
  consents: {
    type: "string",
    multiple: true,
    value: "FOLDER",
    help: "the graduates' consents; consents beside the file unless told",
  },
  ...UNCLAIMED_OPTION,
  category: {
    type: "string",
    multiple: true,
    value: "[TYPE=]CATEGORY",
    help: "the category; the usual one unless told",
  },
  ...AWARD_OPTIONS,
  out: { type: "string", value: "FOLDER", help: "for the results; NAME.issued beside the file unless told" },
};

/** How many students a remark names; the result file names all. */
const MOST_NAMED = 20;

/** Who issues, as far as reading needs it. */
export interface InputContext {
  readonly chain: Chain;
  readonly organization: string;
  readonly accredited: readonly CategoryName[];
}

/** Where everything of a batch is. */
export interface Places {
  readonly input: string;
  readonly journal: string;
  readonly prepared: string;
  readonly consents: readonly string[];
  /** For results and claim files. */
  readonly folder: string;
}

/** The places of the file that is named. @throws ERR_FILE if it does not exist */
export function placesOf(session: Session): Places {
  const input = session.args[0] ?? "";
  if (!existsSync(input)) throw new CscssError("ERR_FILE", `There is no file ${input}.`, { details: { file: input } });
  const { dir, name } = parse(input);
  const given = session.list("consents");
  return {
    input,
    journal: `${input}.journal`,
    prepared: `${input}.prepared`,
    consents: given.length > 0 ? given : [join(dirname(input), "consents")],
    folder: session.option("out") ?? join(dir, `${name}.issued`),
  };
}

/**
 * Reads and checks the whole file, and finds the consents.
 *
 * @throws ERR_CSV, ERR_INPUT if anything is wrong, after listing all of it; ERR_CONSENT, ERR_COLUMNS, ERR_FILE; ERR_NODE_*.
 */
export async function readBatchInput(session: Session, places: Places, context: InputContext): Promise<FilePlan> {
  const present = places.consents.filter((folder) => session.list("consents").length > 0 || existsSync(folder));
  const chosen = await readChosenConsents(session, present, context);
  const awards = readAwardsOf(session, places.input);
  const plan = planFile(awards, chosen, {
    chosen: categoryChoices(session.list("category")),
    accredited: context.accredited,
  });
  if (plan.problems.length > 0) refuse(session, plan.problems, awards.kind);
  tellRefusals(session, plan.rows);
  return plan;
}

/** The awards in a file, good and bad, as AWARD_OPTIONS say they are to be read. @throws ERR_COLUMNS, ERR_INPUT, ERR_FILE */
export function readAwardsOf(session: Session, input: string): Awards {
  const columns = session.option("columns");
  const type = session.option("type");
  return readAwards(readAwardFiles(input), {
    now: nowInSeconds(),
    mapping: columns === undefined ? undefined : parseColumnMapping(readTextFile(columns)),
    language: session.option("text-language"),
    studentIdentifier: session.option("student-identifier"),
    recordType: type === undefined ? undefined : recordTypeOption(type),
    leftOut: session.list("leave-out"),
  });
}

/** Whose consents do not count, and why. */
function tellRefusals(session: Session, rows: readonly PlannedRow[]): void {
  for (const [refusal, some] of Map.groupBy(rows, (row) => row.refusal)) {
    const students = [...new Set(some.map(({ row }) => row.studentId))];
    const more = students.length > MOST_NAMED ? ` and ${students.length - MOST_NAMED} more` : "";
    const named = students.slice(0, MOST_NAMED).join(", ");
    if (refusal !== undefined) session.say(`Not used, for ${named}${more}: ${refusal}.`);
  }
}

/** Every bad place with what stands there and what should. */
function refuse(session: Session, problems: readonly RowProblem[], kind: "csv" | "other"): never {
  const head = kind === "csv" ? ["line", "column"] : ["file", "path"];
  const rows = problems.map(({ place, field, found, expected }) => [place, field, found, expected]);
  session.say(session.table([[...head, "found", "expected"], ...rows]));
  const problem = `${problems.length} ${kind === "csv" ? "cells or rows" : "places"} cannot be issued. Nothing was sent.`;
  throw new CscssError(kind === "csv" ? "ERR_CSV" : "ERR_INPUT", problem, { details: { problems } });
}

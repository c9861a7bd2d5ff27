import { existsSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import type { CategoryName, Chain } from "@cscss-me/sdk";
import { CscssError, nowInSeconds } from "@cscss-me/sdk";
import type { Awards, EncodingName, ImplausibleKind, RowProblem } from "@cscss-me/sdk/inputs";
import { ENCODINGS, IMPLAUSIBLE, parseColumnMapping, readAwards } from "@cscss-me/sdk/inputs";
import type { PlannedRow } from "@cscss-me/sdk/issue";
import { planFile } from "@cscss-me/sdk/issue";
import { readTextFile } from "../files/readTextFile.ts";
import type { Options } from "../frame/Command.ts";
import type { OptionReader } from "../frame/OptionReader.ts";
import { usageError } from "../terminal/usageError.ts";
import { categoryChoices, recordTypeOption } from "./categoryOptions.ts";
import { readAwardFiles } from "./readAwardFiles.ts";
import { readChosenConsents, remarkOn, UNCLAIMED_OPTION } from "./readChosenConsents.ts";

/** How the cells and members of a file of awards are read. */
export const AWARD_OPTIONS: Options = {
  columns: { type: "string", value: "FILE", help: "of a CSV: which column is which, where they are named otherwise" },
  encoding: {
    type: "string",
    value: "NAME",
    help: "of a CSV: what it was saved in (default: UTF-8, or as it is marked)",
  },
  accept: {
    type: "string",
    multiple: true,
    value: "KINDS",
    help: "kinds of cells that look like mistakes and are right; the refusal names the kind",
  },
  "badge-name": { type: "string", value: "full_name", help: "of Open Badges: the badge's own name is the earner's" },
  type: { type: "string", help: "of Open Badges: the type of record, where the achievement does not name it" },
  "text-language": { type: "string", value: "CODE", help: "of ELMO: which of several texts to take (default: en)" },
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
    help: "the graduates' consents (default: consents beside the file)",
  },
  ...UNCLAIMED_OPTION,
  category: {
    type: "string",
    multiple: true,
    value: "[TYPE=]CATEGORY",
    help: "the category (default: the usual one)",
  },
  ...AWARD_OPTIONS,
  out: { type: "string", value: "FOLDER", help: "for the results (default: NAME.issued beside the file)" },
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
  /** The file that says which column is which, if there is one. */
  readonly columns: string | undefined;
}

/** What was read. */
export interface BatchInput {
  readonly rows: readonly PlannedRow[];
  /** Whose consents do not count, and why. */
  readonly remarks: readonly string[];
}

/** The places of a file of awards. @throws ERR_FILE if it does not exist */
export function placesOf(named: string, { list, option }: OptionReader): Places {
  const input = inputAt(named);
  const { dir, name } = parse(input);
  const consents = list("consents");
  return {
    input,
    journal: `${input}.journal`,
    prepared: `${input}.prepared`,
    consents: consents.length > 0 ? consents : [join(dirname(input), "consents")],
    folder: option("out") ?? join(dir, `${name}.issued`),
    columns: option("columns"),
  };
}

/** The file or folder that is named. @throws ERR_FILE if it does not exist */
export function inputAt(input: string): string {
  if (existsSync(input)) return input;
  throw new CscssError("ERR_FILE", `There is no file ${input}.`, { details: { file: input } });
}

/**
 * Reads and checks the whole file as INPUT_OPTIONS say, and finds the consents.
 *
 * @param onProblems - hears of everything that is wrong, before it is thrown.
 * @throws ERR_CSV, ERR_INPUT if anything is wrong; ERR_CONSENT, ERR_COLUMNS, ERR_FILE; ERR_NODE_*.
 */
export async function readBatchInput(
  { input, consents, columns }: Places,
  options: OptionReader,
  { chain, organization, accredited }: InputContext,
  onProblems: (rows: readonly (readonly string[])[]) => void,
): Promise<BatchInput> {
  const { list, flag } = options;
  const present = consents.filter((folder) => list("consents").length > 0 || existsSync(folder));
  const allowUnclaimed = flag("allow-unclaimed-consents");
  const chosen = await readChosenConsents(present, { chain, organization, allowUnclaimed });
  const awards = readAwardsFrom(input, options, columns);
  const { rows, problems } = planFile(awards, chosen, { chosen: categoryChoices(list("category")), accredited });
  if (problems.length > 0) {
    onProblems(problemTable(problems, awards.kind));
    throw problemsError(problems, awards.kind);
  }
  return { rows, remarks: [...remarkOn(chosen), ...refusalsOf(rows)] };
}

/**
 * The awards in a file, good and bad, read as AWARD_OPTIONS say.
 *
 * @param columns - the file that says which column is which; the one of --columns unless told.
 * @throws ERR_COLUMNS, ERR_INPUT, ERR_FILE
 */
export function readAwardsFrom(input: string, options: OptionReader, columns = options.option("columns")): Awards {
  const { option, list } = options;
  const type = option("type");
  const isEarners = option("badge-name") !== undefined && options.choice("badge-name", ["full_name"]) === "full_name";
  return readAwards(readAwardFiles(input), {
    now: nowInSeconds(),
    mapping: columns === undefined ? undefined : parseColumnMapping(readTextFile(columns)),
    encoding: encodingOption(options),
    accepted: acceptedKinds(list("accept")),
    badgeName: isEarners ? "fullName" : undefined,
    language: option("text-language"),
    studentIdentifier: option("student-identifier"),
    recordType: type === undefined ? undefined : recordTypeOption(type),
    leftOut: list("leave-out"),
  });
}

/** The encoding of --encoding, if it is given. @throws ERR_USAGE */
export function encodingOption(options: OptionReader): EncodingName | undefined {
  return options.option("encoding") === undefined ? undefined : options.choice("encoding", ENCODINGS);
}

/** @throws ERR_USAGE */
function acceptedKinds(kinds: readonly string[]): ImplausibleKind[] {
  const unknown = kinds.find((kind) => !Object.hasOwn(IMPLAUSIBLE, kind));
  if (unknown === undefined) return kinds as ImplausibleKind[];
  throw usageError(`--accept "${unknown}" is not one of ${Object.keys(IMPLAUSIBLE).join(", ")}.`);
}

/** Whose consents do not count, and why. */
function refusalsOf(rows: readonly PlannedRow[]): string[] {
  return [...Map.groupBy(rows, (row) => row.refusal)].flatMap(([refusal, some]) => {
    if (refusal === undefined) return [];
    const students = [...new Set(some.map(({ row }) => row.studentId))];
    const more = students.length > MOST_NAMED ? ` and ${students.length - MOST_NAMED} more` : "";
    return [`Not used, for ${students.slice(0, MOST_NAMED).join(", ")}${more}: ${refusal}.`];
  });
}

/** Every bad place with what stands there and what should. */
function problemTable(problems: readonly RowProblem[], kind: Awards["kind"]): string[][] {
  const head = kind === "csv" ? ["line", "column"] : ["file", "path"];
  const rows = problems.map(({ place, field, found, expected }) => [place, field, found, expected]);
  return [[...head, "found", "expected"], ...rows];
}

function problemsError(problems: readonly RowProblem[], kind: Awards["kind"]): CscssError {
  const problem = `${problems.length} ${kind === "csv" ? "cells or rows" : "places"} cannot be issued. Nothing was sent.`;
  return new CscssError(kind === "csv" ? "ERR_CSV" : "ERR_INPUT", problem, { details: { problems } });
}

import { readdirSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { readBytesFile, readTextFile } from "../../scripts/cli/files/readTextFile.ts";
import type { RecordTypeName } from "../credential/recordTypes.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { ColumnMapping } from "./columnMapping.ts";
import type { Graduates } from "./GraduateRow.ts";
import { readBadge } from "./readBadge.ts";
import { readElmo } from "./readElmo.ts";
import { readGraduates } from "./readGraduates.ts";

/** How awards are read; which of it counts depends on the kind of file. */
export interface ReadOptions {
  /** Unix seconds. */
  readonly now: number;
  readonly mapping?: ColumnMapping | undefined;
  readonly language?: string | undefined;
  readonly studentIdentifier?: string | undefined;
  readonly recordType?: RecordTypeName | undefined;
  readonly leftOut: readonly string[];
}

/** What was read, and how its places are to be called. */
export interface Awards extends Graduates {
  readonly kind: "csv" | "other";
}

/**
 * Reads awards from a CSV, from ELMO (.xml) or Open Badges (.json), or from a folder of the latter two.
 *
 * @throws ERR_FILE; ERR_INPUT, ERR_JSON naming the file, for one that is none of these.
 */
export function readAwards(path: string, options: ReadOptions): Awards {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder && !isOther(path)) {
    const { now, mapping } = options;
    return { kind: "csv", ...readGraduates(readBytesFile(path), { now, ...(mapping && { mapping }) }) };
  }
  const names = isFolder ? readdirSync(path).filter(isOther).sort() : [""];
  if (names.length === 0) {
    throw new CscssError("ERR_INPUT", `There is no .xml or .json file in ${path}.`, { details: { file: path } });
  }
  const all = names.map((name) => readOther(join(path, name), options));
  const rows = all.flatMap((one) => one.rows);
  const numbers = new Map<string, string>();
  const twice = rows.flatMap(({ place, diplomaNumber, studentId }) => {
    const first = numbers.get(diplomaNumber);
    numbers.set(diplomaNumber, first ?? place);
    const expected = `a number of its own (${first} has it too)`;
    return first === undefined ? [] : [{ place, field: "", found: diplomaNumber, expected, studentId }];
  });
  return { kind: "other", rows, problems: [...all.flatMap((one) => one.problems), ...twice], duplicates: [] };
}

function isOther(name: string): boolean {
  return [".xml", ".json"].includes(extname(name).toLowerCase());
}

function readOther(file: string, options: ReadOptions): Pick<Graduates, "rows" | "problems"> {
  const { language, studentIdentifier, recordType, leftOut } = options;
  const place = basename(file);
  try {
    const text = readTextFile(file);
    return extname(file).toLowerCase() === ".xml"
      ? readElmo(text, {
          place,
          leftOut,
          ...(language && { language }),
          ...(studentIdentifier && { studentIdentifier }),
        })
      : readBadge(text, { place, leftOut, ...(recordType && { recordType }) });
  } catch (error) {
    if (!(error instanceof CscssError) || error.code === "ERR_FILE") throw error;
    throw new CscssError(error.code, `${file}: ${error.message}`, {
      cause: error,
      details: { ...error.details, file },
    });
  }
}

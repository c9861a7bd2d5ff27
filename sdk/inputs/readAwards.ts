import type { RecordTypeName } from "../credential/recordTypes.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { ColumnMapping } from "./columnMapping.ts";
import type { EncodingName } from "./decodeText.ts";
import type { ImplausibleKind } from "./findImplausible.ts";
import type { Graduates } from "./GraduateRow.ts";
import { readBadge } from "./readBadge.ts";
import { readElmo } from "./readElmo.ts";
import { readGraduates } from "./readGraduates.ts";

/** How awards are read; which of it counts depends on the kind of file. */
export interface ReadOptions {
  /** Unix seconds. */
  readonly now: number;
  readonly mapping?: ColumnMapping | undefined;
  /** Of a CSV, where it is not UTF-8. */
  readonly encoding?: EncodingName | undefined;
  /** Kinds of implausible cells that somebody said are right. */
  readonly accepted?: readonly ImplausibleKind[] | undefined;
  readonly language?: string | undefined;
  readonly studentIdentifier?: string | undefined;
  readonly recordType?: RecordTypeName | undefined;
  /** See readBadge. */
  readonly badgeName?: "fullName" | undefined;
  readonly leftOut: readonly string[];
}

/** What was read, and how its places are to be called. */
export interface Awards extends Graduates {
  readonly kind: "csv" | "other";
}

/** A file as it was handed in. */
export interface AwardFile {
  /** Its name or path; the ending says what kind it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Whether a file of this name holds awards in a form of its own: ELMO or Open Badges. Anything else is a CSV. Never
 * throws.
 *
 * @returns true for names that end in .xml or .json.
 * @example
 * isAwardDocument("graduates.csv"); // false
 */
export function isAwardDocument(name: string): boolean {
  return /\.(xml|json)$/i.test(name);
}

/**
 * Reads awards from a CSV, or from any number of ELMO (.xml) and Open Badges (.json) files.
 *
 * @param options.now - Unix seconds: awards of the future are problems.
 * @param options.leftOut - columns or elements that are passed over on purpose.
 * @returns the good rows, what is wrong with the others, and repeated ones.
 * @throws ERR_FILE for text that is not UTF-8; ERR_ARGUMENT for no file, or a CSV among others; ERR_INPUT, ERR_JSON naming the file, for one that is none of these.
 * @example
 * const { rows, problems } = readAwards([{ name: "graduates.csv", bytes }], { now, leftOut: [] });
 */
export function readAwards(files: readonly AwardFile[], options: ReadOptions): Awards {
  const [first] = files;
  if (first !== undefined && files.length === 1 && !isAwardDocument(first.name)) {
    const { now, mapping, encoding, accepted } = options;
    const table = { now, ...(mapping && { mapping }), ...(encoding && { encoding }), ...(accepted && { accepted }) };
    return { kind: "csv", ...readGraduates(first.bytes, table) };
  }
  if (first === undefined || !files.every(({ name }) => isAwardDocument(name))) {
    throw new CscssError("ERR_ARGUMENT", "Awards are read from one CSV, or from .xml and .json files together.");
  }
  const all = files.map((file) => readDocument(file, options));
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

function readDocument({ name, bytes }: AwardFile, options: ReadOptions): Pick<Graduates, "rows" | "problems"> {
  const { language, studentIdentifier, recordType, leftOut, badgeName } = options;
  const place = name.split(/[\\/]/).at(-1) ?? name;
  try {
    const text = textOf(name, bytes);
    return /\.xml$/i.test(name)
      ? readElmo(text, {
          place,
          leftOut,
          ...(language && { language }),
          ...(studentIdentifier && { studentIdentifier }),
        })
      : readBadge(text, { place, leftOut, ...(recordType && { recordType }), ...(badgeName && { badgeName }) });
  } catch (error) {
    if (!(error instanceof CscssError) || error.code === "ERR_FILE") throw error;
    throw new CscssError(error.code, `${name}: ${error.message}`, {
      cause: error,
      details: { ...error.details, file: name },
    });
  }
}

/** A byte order mark is no part of the text. */
function textOf(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CscssError("ERR_FILE", `${name} is not UTF-8 text.`, { cause, details: { file: name } });
  }
}

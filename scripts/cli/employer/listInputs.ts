import { readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { CscssError } from "@cscss-me/sdk";
import { splitCsv } from "@cscss-me/sdk/inputs";
import { looksLikeLink } from "@cscss-me/sdk/verify";
import { readBytesFile } from "../files/readTextFile.ts";
import { looksLikePresentation } from "../shared/readPresentation.ts";
import { usageError } from "../terminal/usageError.ts";

/** Something to verify, by where it is. */
export interface Input {
  /** As the folder or the CSV names it: for the result. */
  readonly name: string;
  /** A file, a link, or a presentation itself. */
  readonly source: string;
  /** Whom it was released to. */
  readonly audience?: string;
  /** The file of the request it answers. */
  readonly request?: string;
  /** Why it is not even looked at. */
  readonly problem?: CscssError;
}

const COLUMNS = ["presentation", "audience", "request"] as const;

/**
 * What a folder or a CSV names: each file of the folder, or each row of the CSV. A CSV has the column `presentation` (a
 * file beside it, a link or a presentation) and may have `audience` and `request` (a file beside it).
 *
 * @throws ERR_FILE, ERR_CSV; ERR_USAGE for an empty one.
 */
export function listInputs(path: string): Input[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new CscssError("ERR_FILE", `There is no file or folder ${path}.`);
  const inputs = stat.isDirectory() ? filesOf(path) : rowsOf(path);
  if (inputs.length === 0) throw usageError(`${path} names nothing to verify.`, "verify-many");
  return inputs;
}

function filesOf(folder: string): Input[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).map(({ name }) => name);
  return names.sort().map((name) => ({ name, source: join(folder, name) }));
}

function rowsOf(file: string): Input[] {
  const { records, problem } = splitCsv(readBytesFile(file));
  if (problem !== undefined) throw new CscssError("ERR_CSV", `${file}, line ${problem.place}: ${problem.found}`);
  const [header, ...rows] = records;
  const at = (name: string): number => (header?.cells ?? []).map((cell) => cell.toLowerCase()).indexOf(name);
  const [presentation = -1, audience = -1, request = -1] = COLUMNS.map(at);
  if (presentation < 0) throw new CscssError("ERR_CSV", `${file} has no column "presentation" in its first line.`);
  return rows.map(({ line, cells }): Input => {
    const [what = "", whom = "", asked = ""] = [presentation, audience, request].map((column) => cells[column]);
    const given = looksLikeLink(what) || looksLikePresentation(what);
    try {
      return {
        name: given || what === "" ? `line ${line}` : what,
        source: given ? what : besides(file, what),
        ...(whom === "" ? {} : { audience: whom }),
        ...(asked === "" ? {} : { request: besides(file, asked) }),
      };
    } catch (error) {
      if (!(error instanceof CscssError)) throw error;
      return { name: `line ${line}`, source: "", problem: error };
    }
  });
}

/** A file in the CSV's own folder or below: a list from elsewhere must not name others. @throws ERR_FILE */
function besides(csv: string, name: string): string {
  const refuse = (why: string) => new CscssError("ERR_FILE", `"${name}" ${why}.`, { details: { file: name } });
  if (name === "") throw refuse("names no file");
  const file = join(dirname(csv), name);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw refuse("is not a file beside the CSV");
  const folder = realpathSync(dirname(csv));
  if (realpathSync(file).startsWith(folder.endsWith(sep) ? folder : folder + sep)) return file;
  throw refuse("leads out of the CSV's folder");
}

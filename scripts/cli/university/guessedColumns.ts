import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ColumnGuess } from "@cscss-me/sdk/inputs";
import { guessColumns, isAwardDocument } from "@cscss-me/sdk/inputs";
import { readBytesFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { OptionReader } from "../frame/OptionReader.ts";
import type { IssuingRun } from "./IssuingRun.ts";
import type { Places } from "./readBatchInput.ts";
import { encodingOption } from "./readBatchInput.ts";

/**
 * How a CSV with other columns than ours is read: as --columns says, else guessed, shown and written down, for a person
 * to look at before anything is sent, and to change.
 *
 * @returns the file that says it; undefined where the file has our columns, or is no CSV.
 */
export function guessedColumns(
  run: Pick<IssuingRun, "say" | "table"> & OptionReader,
  { input, folder, columns }: Places,
): string | undefined {
  if (columns !== undefined || isAwardDocument(input) || statSync(input).isDirectory()) return columns;
  const guess = guessColumns(readBytesFile(input), encodingOption(run));
  if (guess === undefined) return undefined;
  const file = join(folder, "columns.json");
  const { leftOut, words, ...mapping } = guess.mapping;
  const content = { type: "CscssMeColumns", version: 1, ...mapping, words, leftOut };
  writeFileSafely(file, `${JSON.stringify(content, null, 2)}\n`, { replace: existsSync(file) });
  run.say(`${run.table(rowsOf(guess))}\n${remarks(guess).join("\n")}`);
  run.say(`To have it read otherwise, change ${file} and give --columns ${file}`);
  return file;
}

function rowsOf({ mapping }: ColumnGuess): string[][] {
  const { columns, values } = mapping;
  return [
    ["in the file", "is read as"],
    ...Object.entries(columns).map(([name, column]) => [name, column ?? "(not issued)"]),
    ...Object.entries(values).map(([column, value]) => ["(no column)", `${column}: ${value} in every row`]),
  ];
}

function remarks({ mapping, missing, unclearDates }: ColumnGuess): string[] {
  const dates = `Dates are read as ${mapping.dates}.`;
  return [
    unclearDates ? `Dates can be read in several ways: say it in "dates" of the file below.` : dates,
    ...(missing.length > 0 ? [`No column fits ${missing.join(", ")}.`] : []),
  ];
}

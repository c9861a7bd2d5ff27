import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { CscssError } from "@cscss-me/sdk";
import type { AwardFile } from "@cscss-me/sdk/inputs";
import { isAwardDocument } from "@cscss-me/sdk/inputs";
import { readBytesFile } from "../files/readTextFile.ts";

/** A file of awards, or the ELMO and Open Badges files of a folder by their names. @throws ERR_FILE, ERR_INPUT for a folder with none */
export function readAwardFiles(path: string): AwardFile[] {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) return [{ name: path, bytes: readBytesFile(path) }];
  const names = readdirSync(path).filter(isAwardDocument).sort();
  if (names.length === 0) {
    throw new CscssError("ERR_INPUT", `There is no .xml or .json file in ${path}.`, { details: { file: path } });
  }
  return names.map((name) => ({ name: join(path, name), bytes: readBytesFile(join(path, name)) }));
}

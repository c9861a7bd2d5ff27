import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { CscssError } from "@cscss-me/sdk";
import type { ClaimFile } from "@cscss-me/sdk/wallet";
import { parseClaimFile } from "@cscss-me/sdk/wallet";
import { readTextFile } from "../files/readTextFile.ts";

/** Reads claim files; a folder stands for all its files (*.json). @throws ERR_CLAIM_FILE, ERR_FILE naming the file */
export function readClaimFiles(paths: readonly string[]): ClaimFile[] {
  return paths.flatMap(filesOf).map(readClaimFile);
}

function filesOf(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(path, name));
}

function readClaimFile(file: string): ClaimFile {
  try {
    return parseClaimFile(readTextFile(file));
  } catch (error) {
    if (!(error instanceof CscssError) || error.code === "ERR_FILE") throw error;
    throw new CscssError("ERR_CLAIM_FILE", `${file}: ${error.message}`, { cause: error, details: { file } });
  }
}

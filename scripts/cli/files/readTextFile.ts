import { readFileSync, statSync } from "node:fs";
import { CscssError } from "@cscss-me/sdk";

const LARGEST = 64 * 1024 * 1024;

/** Reads a file's bytes. @throws ERR_FILE in words, naming the file. */
export function readBytesFile(file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > LARGEST) throw new CscssError("ERR_FILE", `${file} has ${size} bytes; at most ${LARGEST} are read.`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof CscssError) throw error;
    const { code } = error as { code?: string };
    const problem = code === "ENOENT" ? "There is no file" : code === "EACCES" ? "You may not read" : "Cannot read";
    throw new CscssError("ERR_FILE", `${problem} ${file}.`, { cause: error, details: { file } });
  }
}

/** Reads a text file. @throws ERR_FILE */
export function readTextFile(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readBytesFile(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CscssError("ERR_FILE", `${file} is not UTF-8 text.`, { cause: error, details: { file } });
  }
}

import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { CscssError } from "@cscss-me/sdk";

/** Overwrites a file with random bytes and removes it. Copies elsewhere, and what a disk keeps aside, it cannot reach. @throws ERR_FILE */
export function eraseFile(file: string): void {
  try {
    const descriptor = openSync(file, "r+");
    try {
      writeSync(descriptor, randomBytes(fstatSync(descriptor).size), 0, undefined, 0);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    rmSync(file);
  } catch (error) {
    throw new CscssError("ERR_FILE", `Cannot erase ${file}.`, { cause: error, details: { file } });
  }
}

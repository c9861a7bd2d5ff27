import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { writeKeystore } from "./keystore.ts";

/** Makes an account's keystore unless it is there. @throws ERR_FILE, ERR_PASSWORD */
export async function makeKeystore(
  file: string,
  options: {
    password(option: string, of: string, twice?: boolean): Promise<string>;
    readonly scryptCost: { readonly cost?: number };
  },
): Promise<void> {
  if (existsSync(file)) return;
  await writeKeystore(file, randomBytes(32), await options.password("password-file", file, true), options.scryptCost);
}

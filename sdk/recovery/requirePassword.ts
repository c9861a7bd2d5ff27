import { CscssError } from "../errors/CscssError.ts";

const SHORTEST = 12;

/** @throws ERR_PASSWORD for fewer than 12 characters: the file it protects can be tried offline, for years. */
export function requirePassword(password: string): string {
  if ([...password].length < SHORTEST) {
    throw new CscssError("ERR_PASSWORD", `The password has fewer than ${SHORTEST} characters. Choose a longer one.`);
  }
  return password;
}

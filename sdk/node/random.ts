import { randomBytes } from "node:crypto";

/** Random bytes of the machine's own, in the form the SDK takes them. */
export function random(length: number): Uint8Array {
  return Uint8Array.from(randomBytes(length));
}

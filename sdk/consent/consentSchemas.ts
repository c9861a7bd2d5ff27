import { CscssError } from "../errors/CscssError.ts";
import { ADDRESS, closedObject, DEADLINE } from "../json/formParts.ts";
import type { JsonSchema } from "../json/JsonSchema.ts";

const LARGEST_NONCE = 2n ** 256n - 1n;

// What the files share that a holder signs for an organization.
export const NONCE = {
  type: "string",
  pattern: "^[0-9]{1,78}$",
  description: "a number in decimal digits",
} as const satisfies JsonSchema;

export const SIGNATURE = {
  type: "string",
  pattern: "^0x([0-9a-f]{2}){1,4096}$",
  description: "a signature: 0x and hex digits, lower case",
} as const satisfies JsonSchema;

export const WALLET = closedObject({
  owner: ADDRESS,
  profile: { enum: [1, 2, 3] },
  index: { type: "integer", minimum: 0, maximum: 2 ** 32 - 1 },
});

/** A signed wish for a wallet. */
export const CREATION = closedObject({
  wallet: WALLET,
  encryptionKey: { type: "string", pattern: "^0x[0-9a-f]{128}$", description: "0x and 128 hex digits, lower case" },
  consent: closedObject({ deadline: DEADLINE, signature: SIGNATURE }),
});

/** 78 digits can be more than the contracts' nonces hold. @param place - where it stands. @throws ERR_CONSENT */
export function requireNonce(nonce: unknown, place: string): void {
  if (BigInt(String(nonce)) <= LARGEST_NONCE) return;
  throw new CscssError("ERR_CONSENT", `The nonce at ${place} is more than 2^256 - 1. Ask the holder to sign anew.`);
}

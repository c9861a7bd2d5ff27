import type { Schema } from "@cfworker/json-schema";
import { CscssError } from "../errors/CscssError.ts";

const LARGEST_NONCE = 2n ** 256n - 1n;

// What the files share that a holder signs for an organization.
export const ADDRESS: Schema = { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" };
export const TIME: Schema = { type: "integer", minimum: 1, maximum: 2 ** 40 - 1 };
export const NONCE: Schema = { type: "string", pattern: "^[0-9]{1,78}$" };
export const SIGNATURE: Schema = { type: "string", pattern: "^0x([0-9a-f]{2}){1,4096}$" };

export const closed = (properties: Record<string, Schema>): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

export const WALLET = closed({
  owner: ADDRESS,
  profile: { enum: [1, 2, 3] },
  index: { type: "integer", minimum: 0, maximum: 2 ** 32 - 1 },
});

/** A signed wish for a wallet. */
export const CREATION = closed({
  wallet: WALLET,
  encryptionKey: { type: "string", pattern: "^0x[0-9a-f]{128}$" },
  consent: closed({ deadline: TIME, signature: SIGNATURE }),
});

/** 78 digits can be more than the contracts' nonces hold. @param place - where it stands. @throws ERR_CONSENT */
export function requireNonce(nonce: unknown, place: string): void {
  if (BigInt(String(nonce)) <= LARGEST_NONCE) return;
  throw new CscssError("ERR_CONSENT", `The nonce at ${place} is more than 2^256 - 1. Ask the holder to sign anew.`);
}

import type { JsonSchema } from "./JsonSchema.ts";

// What stands in more than one form. Checksums of addresses are checked after the schema, by checksumAddress.

export const ADDRESS = {
  type: "string",
  pattern: "^0x[0-9a-fA-F]{40}$",
  description: "an address: 0x and 40 hex digits",
} as const satisfies JsonSchema;

export const BYTES32 = {
  type: "string",
  pattern: "^0x[0-9a-f]{64}$",
  description: "0x and 64 hex digits, lower case",
} as const satisfies JsonSchema;

export const RECORD_ID = {
  type: "string",
  pattern: "^0x[0-9a-f]{32}$",
  description: "0x and 32 hex digits, lower case",
} as const satisfies JsonSchema;

/** Bytes in hex, any number of them. */
export const HEX = {
  type: "string",
  pattern: "^0x(?:[0-9a-f]{2})*$",
  description: "0x and hex digits, lower case, two for each byte",
} as const satisfies JsonSchema;

export const BASE64URL = {
  type: "string",
  pattern: "^[A-Za-z0-9_-]+$",
  description: "base64url",
} as const satisfies JsonSchema;

export const CHAIN_ID = {
  type: "integer",
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
} as const satisfies JsonSchema;

/** Unix seconds, in the 40 bits that the contracts have for them. */
export const SECONDS = { type: "integer", minimum: 0, maximum: 2 ** 40 - 1 } as const satisfies JsonSchema;

/** The same where 0 would mean "none". */
export const DEADLINE = { ...SECONDS, minimum: 1 } as const satisfies JsonSchema;

/** The disclosures of one credential. */
export const DISCLOSURES = { type: "array", maxItems: 256, items: BASE64URL } as const satisfies JsonSchema;

/** An object of exactly these members: one more might mean something to another reader, so it is refused. */
export function closedObject<
  const Required extends Readonly<Record<string, JsonSchema>>,
  const Optional extends Readonly<Record<string, JsonSchema>> = Record<never, never>,
>(
  required: Required,
  optional?: Optional,
): {
  readonly type: "object";
  readonly properties: Required & Optional;
  readonly required: readonly `${keyof Required & (string | number)}`[];
  readonly additionalProperties: false;
} {
  return {
    type: "object",
    properties: { ...required, ...optional } as Required & Optional,
    required: Object.keys(required) as `${keyof Required & (string | number)}`[],
    additionalProperties: false,
  };
}

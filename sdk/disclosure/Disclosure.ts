import type { JsonValue } from "../json/JsonValue.ts";

/** One claim that can be revealed by itself. */
export interface Disclosure {
  /** The base64url text that travels between the tildes. */
  readonly encoded: string;
  /** base64url of SHA-256 over `encoded`: 43 characters, what the token holds. */
  readonly digest: string;
  /** 16 to 64 bytes. */
  readonly salt: Uint8Array;
  readonly name: string;
  readonly value: JsonValue;
}

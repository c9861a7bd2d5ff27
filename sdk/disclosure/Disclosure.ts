import type { JsonValue } from "../json/JsonValue.ts";

/** One claim that can be revealed by itself. */
export interface Disclosure {
  /** The base64url text that travels between the tildes. */
  encoded: string;
  /** base64url of SHA-256 over `encoded`: 43 characters, what the token holds. */
  digest: string;
  /** 16 to 64 bytes. */
  salt: Uint8Array;
  name: string;
  value: JsonValue;
}

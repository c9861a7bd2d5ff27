import { encodeBase64url } from "../bytes/base64url.ts";
import type { PresentationRequest } from "./PresentationRequest.ts";
import { parseRequest } from "./parseRequest.ts";

/**
 * Makes a request with a fresh nonce.
 *
 * @param input.expires - Unix seconds.
 * @param input.audience - who asks: a name, domain or DID of up to 200 characters, not "any".
 * @param input.claims - names of 1 to 100 claims, each once.
 * @param random - source of randomness, asked for 24 bytes: the nonce.
 * @returns the request; its JSON is what the holder is handed.
 * @throws ERR_REQUEST if a member is not what parseRequest takes.
 * @example
 * createRequest(
 *   { audience: "hr.example.com", purpose: "Application 17", claims: ["awardTitle"], expires: 1796083200 },
 *   random,
 * ).claims; // ["awardTitle"]
 */
export function createRequest(
  input: Pick<PresentationRequest, "audience" | "purpose" | "claims" | "expires">,
  random: (length: number) => Uint8Array,
): PresentationRequest {
  const { audience, purpose, claims, expires } = input;
  const nonce = encodeBase64url(random(24));
  return parseRequest(JSON.stringify({ type: "CscssMeRequest", audience, nonce, purpose, claims, expires }));
}

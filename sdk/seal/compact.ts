import { decodeBase64url } from "../bytes/base64url.ts";
import { decodeUtf8 } from "../bytes/utf8.ts";
import { decodeDisclosure } from "../disclosure/decodeDisclosure.ts";
import { decodeToken } from "../token/decodeToken.ts";
import { mapDigests } from "./mapDigests.ts";
import type { MarkedText } from "./marks.ts";
import { setMarks } from "./marks.ts";
import type { PackInput, ReadInput } from "./PackInput.ts";
import type { SaltTexts } from "./saltTexts.ts";
import { saltTexts } from "./saltTexts.ts";

/** A token and its disclosures without what can be made again from the rest. */
export interface Compacted extends MarkedText {
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/**
 * Undoes base64url, leaves out the digests of the disclosures at hand and the salts that come from the seed, and sets
 * marks. `expand` is the way back; what comes back must be compared, for not every token survives.
 *
 * @param read - the input taken apart, where that was done already.
 * @throws ERR_TOKEN_FORMAT, ERR_TOKEN_HEADER, ERR_TOKEN_SIGNATURE, ERR_TOKEN_SIZE, ERR_DISCLOSURE_FORMAT
 */
export function compact(
  input: PackInput,
  read: ReadInput = readInput(input),
  saltOf: SaltTexts = saltTexts(input.seed),
): Compacted {
  const { signature, protectedText, payloadText } = read.token;
  const known = new Set(read.disclosures.map(({ digest }) => `"${digest}"`));
  const lines = read.disclosures.map(({ encoded, name }) => {
    const text = decodeUtf8(decodeBase64url(encoded)).slice(0, -1);
    const salt = saltOf(name);
    return text.startsWith(salt) ? text.slice(salt.length) : text;
  });
  const payload = mapDigests(payloadText, (digests) => digests.filter((digest) => !known.has(digest)));
  return { signature, ...setMarks([protectedText, payload, ...lines].join("\n"), input.parties) };
}

function readInput({ token, disclosures }: PackInput): ReadInput {
  return { token: decodeToken(token, "JWT"), disclosures: disclosures.map(decodeDisclosure) };
}

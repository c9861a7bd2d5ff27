import { concatBytes } from "@noble/hashes/utils";
import { deflateSync } from "fflate";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { splitPresentation } from "../disclosure/splitPresentation.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Compacted } from "./compact.ts";
import { compact } from "./compact.ts";
import { presetOf } from "./dictionary.ts";
import { expand } from "./expand.ts";
import { MAX_INFLATED, MAX_RAW_UNITS } from "./limits.ts";
import { kindOf, requireDictionary } from "./OwnDictionary.ts";
import type { PackInput, ReadInput } from "./PackInput.ts";
import type { SaltTexts } from "./saltTexts.ts";
import { saltTexts } from "./saltTexts.ts";

/**
 * Packs a token and its disclosures into few bytes, from which `unpack` gives the very same text. Where the compact
 * form would not give it, the text is kept as it is. With an organization's dictionary the shorter of both compact forms
 * is written.
 *
 * @param read - the input taken apart, where that was done already.
 * @throws ERR_TOKEN_* or ERR_DISCLOSURE_FORMAT for a token or disclosure that is not strict, ERR_SEAL_SIZE if it is
 * too large, ERR_ARGUMENT for a dictionary that cannot be one.
 */
export function pack(input: PackInput, read?: ReadInput): Uint8Array {
  const saltOf = saltTexts(input.seed);
  const compacted = compact(input, read, saltOf);
  if (!survives(compacted, input, saltOf)) {
    const text = `${[input.token, ...input.disclosures].join("~")}~`;
    // Refuses what unpack would refuse: too many disclosures, say.
    splitPresentation(text);
    return concatBytes(Uint8Array.of(0x00), deflate(text));
  }
  const { signature, raw, text } = compacted;
  const { seed, dictionary } = input;
  const write = (kind: Uint8Array, own?: Uint8Array): Uint8Array =>
    concatBytes(kind, signature, seed, Uint8Array.of(raw.length / 16), raw, deflate(text, own));
  const alone = write(Uint8Array.of(0x01));
  if (dictionary === undefined) return alone;
  requireDictionary(dictionary.bytes);
  // A dictionary made for other texts may be of no use to this one.
  const shared = write(kindOf(dictionary), dictionary.bytes);
  return shared.length < alone.length ? shared : alone;
}

/** Whether the compact form gives back token and disclosures byte for byte. */
export function survives(compacted: Compacted, input: PackInput, saltOf?: SaltTexts): boolean {
  if (compacted.raw.length / 16 > MAX_RAW_UNITS) return false;
  try {
    const { token, disclosures } = expand(compacted, input, saltOf);
    return token === input.token && disclosures.join("~") === input.disclosures.join("~");
  } catch {
    return false;
  }
}

/** @param own - bytes of an organization's dictionary, 23,997 at most. */
export function deflate(text: string, own?: Uint8Array): Uint8Array {
  const bytes = encodeUtf8(text);
  if (bytes.length > MAX_INFLATED) {
    throw new CscssError(
      "ERR_SEAL_SIZE",
      `Token and disclosures have ${bytes.length} bytes; ${MAX_INFLATED} are allowed.`,
      {
        details: { length: bytes.length, limit: MAX_INFLATED },
      },
    );
  }
  return deflateSync(bytes, { level: 9, dictionary: presetOf(own) });
}

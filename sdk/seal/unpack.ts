import { bytesToHex } from "@noble/hashes/utils";
import { inflateSync } from "fflate";
import { decodeUtf8 } from "../bytes/utf8.ts";
import { splitPresentation } from "../disclosure/splitPresentation.ts";
import { compact } from "./compact.ts";
import { presetOf } from "./dictionary.ts";
import { expand } from "./expand.ts";
import { MAX_INFLATED } from "./limits.ts";
import { OWN_KIND } from "./OwnDictionary.ts";
import type { PackInput } from "./PackInput.ts";
import type { PackParties } from "./PackParties.ts";
import { survives } from "./pack.ts";
import { saltTexts } from "./saltTexts.ts";
import { sealOpenError } from "./sealOpenError.ts";

/** What was packed. The seed is there if the compact form was used. */
export type Unpacked = Pick<PackInput, "token" | "disclosures"> & { readonly seed?: Uint8Array };

/**
 * Gives back exactly what `pack` was given, and refuses every form that `pack` would not have chosen for it.
 *
 * @param own - the bytes of the dictionary that dictionaryNumberOf names.
 * @throws ERR_SEAL_OPEN with details.layer "pack".
 */
export function unpack(packed: Uint8Array, parties: PackParties, own?: Uint8Array): Unpacked {
  try {
    if (packed[0] === 0x00) return unpackPlain(packed, parties);
    if (packed[0] === 0x01) return unpackCompact(packed.subarray(1), parties);
    if (packed[0] === OWN_KIND && own !== undefined) return unpackCompact(packed.subarray(4), parties, own);
  } catch {
    // What exactly is wrong is of no use to an honest reader: below the two layers of encryption only the issuer can
    // write.
  }
  throw sealOpenError("pack");
}

function unpackPlain(packed: Uint8Array, parties: PackParties): Unpacked {
  const { token, disclosures, keyBinding } = splitPresentation(inflate(packed.subarray(1)));
  const input = { token, disclosures, seed: new Uint8Array(16), parties };
  if (keyBinding !== undefined || survives(compact(input), input)) throw new RangeError("not what pack writes");
  return { token, disclosures };
}

/** @param compacted - signature (64) ‖ seed (16) ‖ n (1) ‖ raw (16 · n) ‖ stream. */
function unpackCompact(compacted: Uint8Array, parties: PackParties, own?: Uint8Array): Unpacked {
  const [signature, seed, units] = [compacted.slice(0, 64), compacted.slice(64, 80), compacted[80] ?? 0];
  const end = 81 + 16 * units;
  const raw = compacted.subarray(81, end);
  const text = inflate(compacted.subarray(end), own);
  const saltOf = saltTexts(seed);
  const content = expand({ signature, raw, text }, { seed, parties }, saltOf);
  const again = compact({ ...content, seed, parties }, undefined, saltOf);
  if (again.text !== text || bytesToHex(again.raw) !== bytesToHex(raw)) throw new RangeError("not what pack writes");
  return { ...content, seed };
}

/** Inflates one raw deflate stream that fills the bytes to the last one. @param own - as in deflate. */
export function inflate(bytes: Uint8Array, own?: Uint8Array): string {
  const dictionary = presetOf(own);
  const inflated = inflateAtMost(bytes, dictionary);
  if (!endsShort(bytes.subarray(0, -1), dictionary)) throw new RangeError("bytes after the end of the stream");
  return decodeUtf8(inflated);
}

function inflateAtMost(bytes: Uint8Array, dictionary: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw new RangeError("no stream");
  // One byte more than allowed: the buffer never grows, and a full one says that there was more to come.
  const inflated = inflateSync(bytes, { dictionary, out: new Uint8Array(MAX_INFLATED + 1) });
  if (inflated.length > MAX_INFLATED) throw new RangeError("too large");
  return inflated;
}

/**
 * The inflater stops at the end of its stream without saying where; a stream that needs its last byte fails
 * without it.
 */
function endsShort(bytes: Uint8Array, dictionary: Uint8Array): boolean {
  try {
    inflateAtMost(bytes, dictionary);
    return false;
  } catch {
    return true;
  }
}

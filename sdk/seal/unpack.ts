import { bytesToHex } from "@noble/hashes/utils";
import { inflateSync } from "fflate";
import { decodeUtf8 } from "../bytes/utf8.ts";
import { splitPresentation } from "../disclosure/splitPresentation.ts";
import { compact } from "./compact.ts";
import { DICTIONARY } from "./dictionary.ts";
import { expand } from "./expand.ts";
import { MAX_INFLATED } from "./limits.ts";
import type { PackInput } from "./PackInput.ts";
import type { PackParties } from "./PackParties.ts";
import { survives } from "./pack.ts";
import { sealOpenError } from "./sealOpenError.ts";

/** What was packed. The seed is there if the compact form was used. */
export type Unpacked = Pick<PackInput, "token"> & { disclosures: string[]; seed?: Uint8Array };

/**
 * Gives back exactly what `pack` was given, and refuses every form that `pack` would not have chosen for it.
 *
 * @throws ERR_SEAL_OPEN with details.layer "pack".
 */
export function unpack(packed: Uint8Array, parties: PackParties): Unpacked {
  try {
    if (packed[0] === 0x00) return unpackPlain(packed, parties);
    if (packed[0] === 0x01) return unpackCompact(packed, parties);
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

function unpackCompact(packed: Uint8Array, parties: PackParties): Unpacked {
  const [signature, seed, units] = [packed.slice(1, 65), packed.slice(65, 81), packed[81] ?? 0];
  const end = 82 + 16 * units;
  const raw = packed.subarray(82, end);
  const text = inflate(packed.subarray(end));
  const content = expand({ signature, raw, text }, { seed, parties });
  const again = compact({ ...content, seed, parties });
  if (again.text !== text || bytesToHex(again.raw) !== bytesToHex(raw)) throw new RangeError("not what pack writes");
  return { ...content, seed };
}

/** Inflates one raw deflate stream that fills the bytes to the last one. */
export function inflate(bytes: Uint8Array): string {
  const inflated = inflateAtMost(bytes);
  if (!endsShort(bytes.subarray(0, -1))) throw new RangeError("bytes after the end of the stream");
  return decodeUtf8(inflated);
}

function inflateAtMost(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw new RangeError("no stream");
  // One byte more than allowed: the buffer never grows, and a full one says that there was more to come.
  const inflated = inflateSync(bytes, { dictionary: DICTIONARY, out: new Uint8Array(MAX_INFLATED + 1) });
  if (inflated.length > MAX_INFLATED) throw new RangeError("too large");
  return inflated;
}

/**
 * The inflater stops at the end of its stream without saying where; a stream that needs its last byte fails
 * without it.
 */
function endsShort(bytes: Uint8Array): boolean {
  try {
    inflateAtMost(bytes);
    return false;
  } catch {
    return true;
  }
}

import { concatBytes } from "@noble/hashes/utils";
import { encodeBase64url } from "../bytes/base64url.ts";
import { encodeUint } from "../bytes/encodeUint.ts";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { didOf } from "../did/didOf.ts";
import { splitPresentation } from "../disclosure/splitPresentation.ts";
import { decodePresentation } from "../presentation/decodePresentation.ts";
import { boundText, presentationHash } from "../presentation/keyBinding.ts";
import { compact } from "../seal/compact.ts";
import { expand } from "../seal/expand.ts";
import { MAX_RAW_UNITS } from "../seal/limits.ts";
import { resolveMarks, setMarks } from "../seal/marks.ts";
import type { PackParties } from "../seal/PackParties.ts";
import { deflate } from "../seal/pack.ts";
import { inflate } from "../seal/unpack.ts";
import { decodeToken } from "../token/decodeToken.ts";

/** A presentation stands as it is, or as what cannot be made again from the rest. */
const PLAIN = 0x00;
const COMPACT = 0x01;
/** Salts stand in the text: no seed comes along. */
const NO_SEED = new Uint8Array(16);
const PARTIES_LENGTH = 8 + 3 * 20 + 16;
const SIGNATURE_LENGTH = 64;
const HEAD_LENGTH = 1 + PARTIES_LENGTH + 2 * SIGNATURE_LENGTH + 2;

/**
 * Packs a presentation into few bytes, from which unpackPresentation gives the very same text. docs/LINKS.md has the form.
 *
 * @throws what decodePresentation throws.
 */
export function packPresentation(text: string): Uint8Array {
  const packed = packCompact(text);
  return packed !== undefined && survives(packed, text) ? packed : concatBytes(Uint8Array.of(PLAIN), deflate(text));
}

/** The presentation again. @throws for bytes that packPresentation cannot have made. */
export function unpackPresentation(packed: Uint8Array): string {
  if (packed[0] === PLAIN) return inflate(packed.subarray(1));
  if (packed[0] !== COMPACT || packed.length < HEAD_LENGTH) throw new RangeError("another form");
  const parties = decodeParties(packed.subarray(1, 1 + PARTIES_LENGTH));
  const signatures = packed.subarray(1 + PARTIES_LENGTH);
  const [own, bound] = [packed[HEAD_LENGTH - 2] ?? 0, packed[HEAD_LENGTH - 1] ?? 0];
  const [ownEnd, rawEnd] = [HEAD_LENGTH + 16 * own, HEAD_LENGTH + 16 * (own + bound)];
  const lines = inflate(packed.subarray(rawEnd)).split("\n");
  const { token, disclosures } = expand(
    {
      signature: signatures.slice(0, SIGNATURE_LENGTH),
      raw: packed.slice(HEAD_LENGTH, ownEnd),
      text: lines.slice(0, -2).join("\n"),
    },
    { seed: NO_SEED, parties },
  );
  const binding = { text: lines.slice(-2).join("\n"), raw: packed.slice(ownEnd, rawEnd) };
  const [header = "", payload = ""] = resolveMarks(binding, parties).split("\n");
  const presented = boundText(token, disclosures);
  const whole = payload.replace('"sd_hash":""', `"sd_hash":"${presentationHash(presented)}"`);
  const signature = signatures.slice(SIGNATURE_LENGTH, 2 * SIGNATURE_LENGTH);
  const keyBinding = [encodeUtf8(header), encodeUtf8(whole), signature].map(encodeBase64url).join(".");
  return presented + keyBinding;
}

function packCompact(text: string): Uint8Array | undefined {
  const { token, credential, disclosures, hash } = decodePresentation(text);
  const { keyBinding = "" } = splitPresentation(text);
  const binding = decodeToken(keyBinding, "kb+jwt");
  const { chainId, issuer, holder, wallet, recordId } = credential;
  const packedParties = concatBytes(
    encodeUint(chainId, 8),
    ...[issuer.address, holder.address, wallet].map((address) => decodeHex(address, 20)),
    decodeHex(recordId, 16),
  );
  const parties = decodeParties(packedParties);
  const own = compact({ token, disclosures, seed: NO_SEED, parties });
  const payload = binding.payloadText.replace(`"sd_hash":"${hash}"`, '"sd_hash":""');
  const bound = setMarks([binding.protectedText, payload].join("\n"), parties);
  const units = [own.raw, bound.raw].map(({ length }) => length / 16);
  if (units.some((count) => count > MAX_RAW_UNITS)) return undefined;
  return concatBytes(
    Uint8Array.of(COMPACT),
    packedParties,
    own.signature,
    binding.signature,
    Uint8Array.from(units),
    own.raw,
    bound.raw,
    deflate([own.text, bound.text].join("\n")),
  );
}

function survives(packed: Uint8Array, text: string): boolean {
  try {
    return unpackPresentation(packed) === text;
  } catch {
    return false;
  }
}

function decodeParties(bytes: Uint8Array): PackParties {
  const chainId = BigInt(encodeHex(bytes.subarray(0, 8)));
  const [issuer, holder, wallet] = [8, 28, 48].map((start) =>
    didOf(chainId, checksumAddress(encodeHex(bytes.subarray(start, start + 20)))),
  ) as [string, string, string];
  return { issuer, holder, wallet, recordId: encodeHex(bytes.subarray(68, 84)) };
}

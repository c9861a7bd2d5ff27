import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils";
import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { PackParties } from "./PackParties.ts";

// Five marks stand for names both ends know; four stand for random bytes, which are kept beside the text because no
// compression shortens them. JSON text holds no raw control character, so a mark is never content.
const LIFTED =
  /0x[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|"[\w-]{42}[AEIMQUYcgkosw048]"|^\["[\w-]{21}[AQgw]",/gm;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the marks are control characters
const MARKS = /[\u0001-\u0008\u000b]/g;

/** Text with marks in it, and the bytes behind those marks that stand for random bytes, in the order of the marks. */
export interface MarkedText {
  readonly text: string;
  readonly raw: Uint8Array;
}

/** Replaces known names and random bytes by marks U+0001 to U+0008 and U+000B, as docs/SEALED-FORM.md lists them. */
export function setMarks(plain: string, parties: PackParties): MarkedText {
  const named = knownNames(parties).reduce(
    (text, name, index) => text.replaceAll(name, String.fromCharCode(index + 1)),
    plain,
  );
  const raw: Uint8Array[] = [];
  const text = named.replace(LIFTED, (found) => {
    if (found.startsWith("0x")) {
      raw.push(hexToBytes(found.slice(2)));
      return "\u0006";
    }
    if (found.startsWith('"')) {
      raw.push(decodeBase64url(found.slice(1, -1)));
      return "\u0008";
    }
    if (found.startsWith("[")) {
      raw.push(decodeBase64url(found.slice(2, -2)));
      return "\u000b";
    }
    raw.push(hexToBytes(found.replaceAll("-", "")));
    return "\u0007";
  });
  return { text, raw: concatBytes(...raw) };
}

/**
 * Puts back what setMarks replaced.
 *
 * @throws RangeError if there are fewer or more raw bytes than the marks stand for.
 */
export function resolveMarks({ text, raw }: MarkedText, parties: PackParties): string {
  const names = knownNames(parties);
  let position = 0;
  const take = (length: number): Uint8Array => {
    position += length;
    if (position > raw.length) throw new RangeError("raw bytes are missing");
    return raw.subarray(position - length, position);
  };
  const plain = text.replace(MARKS, (mark) => {
    if (mark === "\u0006") return `0x${bytesToHex(take(32))}`;
    if (mark === "\u0007") return bytesToHex(take(16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    if (mark === "\u0008") return `"${encodeBase64url(take(32))}"`;
    if (mark === "\u000b") return `["${encodeBase64url(take(16))}",`;
    return names[mark.charCodeAt(0) - 1] as string;
  });
  if (position !== raw.length) throw new RangeError("raw bytes are left over");
  return plain;
}

function knownNames({ issuer, holder, wallet, recordId }: PackParties): string[] {
  return [issuer, holder, wallet, wallet.slice(wallet.lastIndexOf(":") + 1), recordId];
}

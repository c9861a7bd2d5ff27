import { sha256 } from "@noble/hashes/sha2";
import { concatBytes } from "@noble/hashes/utils";
import { concat, keccak256, ZeroHash } from "ethers";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import type { RequestDocument } from "./RecordRequest.ts";

/** The salted hash of one paper: SHA-256(salt ‖ content). @param salt - 32 bytes in hex. */
export function documentHash(salt: string, content: Uint8Array): string {
  return encodeHex(sha256(concatBytes(decodeHex(salt, 32), content)));
}

/** One hash for all papers of a request, which the holder signs: keccak256 of their hashes in order; zero for none. */
export function documentsHash(documents: readonly Pick<RequestDocument, "hash">[]): string {
  return documents.length === 0 ? ZeroHash : keccak256(concat(documents.map(({ hash }) => hash)));
}

import { sha256 } from "@noble/hashes/sha2";
import { concatBytes } from "@noble/hashes/utils";
import { concat, keccak256, ZeroHash } from "ethers";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import type { RequestDocument } from "./RecordRequest.ts";

/**
 * The salted hash of one paper: SHA-256(salt ‖ content).
 *
 * @param salt - 0x and 64 hex digits: 32 bytes.
 * @param content - the file's bytes.
 * @returns 0x and 64 hex digits.
 * @throws ERR_ENCODING for another salt.
 * @example
 * documentHash(
 *   "0x0000000000000000000000000000000000000000000000000000000000000000",
 *   encodeUtf8("a"),
 * ); // "0x41a0370c3d9f42773a59e8e01651911cf43b1e3f66944cbb690029debc4eb647"
 */
export function documentHash(salt: string, content: Uint8Array): string {
  return encodeHex(sha256(concatBytes(decodeHex(salt, 32), content)));
}

/**
 * One hash for all papers of a request, which the holder signs: keccak256 of their hashes in order; zero for none.
 *
 * @param documents - in the order they are handed over in.
 * @returns 0x and 64 hex digits.
 * @throws ethers' INVALID_ARGUMENT for a hash that is not hex.
 * @example
 * documentsHash([]); // "0x0000000000000000000000000000000000000000000000000000000000000000"
 */
export function documentsHash(documents: readonly Pick<RequestDocument, "hash">[]): string {
  return documents.length === 0 ? ZeroHash : keccak256(concat(documents.map(({ hash }) => hash)));
}

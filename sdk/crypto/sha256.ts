import { sha256 as javascriptSha256 } from "@noble/hashes/sha2";
import { nodeCrypto } from "./nodeCrypto.ts";

/** SHA-256 of bytes: 32 bytes. Node's where there is Node. */
export const sha256: (bytes: Uint8Array) => Uint8Array =
  nodeCrypto === undefined ? javascriptSha256 : nativeSha256(nodeCrypto);

function nativeSha256({ hash }: NonNullable<typeof nodeCrypto>) {
  return (bytes: Uint8Array): Uint8Array => new Uint8Array(hash("sha256", bytes, "buffer"));
}

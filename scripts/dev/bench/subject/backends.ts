import { openSecp256k1 } from "../../../../sdk/crypto/openSecp256k1.ts";
import type { Secp256k1 } from "../../../../sdk/crypto/Secp256k1.ts";

/** The backend of machines for which there is no libsecp256k1. */
export function openWasm(): Promise<Secp256k1> {
  return openSecp256k1({ native: () => Promise.reject(new Error("Not the one to measure.")) });
}

import { checksumAddress } from "../../sdk/crypto/checksumAddress.ts";
import type { Session } from "../cli/Session.ts";
import { readKeystore } from "../keys/keystore.ts";

/** The address of the account in --keystore, which is written outside of what the password guards. */
export function ownerOf(session: Session): string {
  return checksumAddress(`0x${String(readKeystore(session.required("keystore")).address).replace(/^0x/, "")}`);
}

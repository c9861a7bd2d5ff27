import type { Session } from "../frame/Session.ts";
import { ownerOfKeystore } from "../keys/keystore.ts";

/** Whose wallets the account in --keystore acts for: its own, or after a rotation those of its first key. */
export function ownerOf(session: Session): string {
  return ownerOfKeystore(session.required("keystore"));
}

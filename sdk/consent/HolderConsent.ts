import type { SignedWalletCreation } from "../wallet/createWallet.ts";
import type { WalletRef } from "../wallet/WalletRef.ts";
import type { SignedEnrolment } from "./enrolment.ts";

/**
 * What a holder hands to an organization before it issues: the signed wish for a wallet, and for records from this
 * organization. It names no person but the student number, by which the organization finds the row of its file.
 *
 * **The student number is not proof of anything**: no signature covers it, and whoever hands the consent in may write any.
 * The command line writes a proof there that its maker had the claim link the organization sent to that student.
 */
export interface HolderConsent {
  readonly type: "CscssMeConsent";
  readonly version: 1;
  readonly chainId: number;
  readonly studentId: string;
  readonly wallet: WalletRef;
  readonly creation: SignedWalletCreation;
  readonly enrolment: SignedEnrolment;
}

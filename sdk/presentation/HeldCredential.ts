/** A credential in its holder's hands: the token, and every disclosure that goes with it. */
export interface HeldCredential {
  readonly token: string;
  readonly disclosures: readonly string[];
}

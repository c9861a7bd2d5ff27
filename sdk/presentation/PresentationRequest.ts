/** What a verifier asks a holder for. */
export interface PresentationRequest {
  readonly type: "CscssMeRequest";
  /** Who asks: the presentation is good for this audience only. A name, domain or DID of up to 200 characters. */
  readonly audience: string;
  /** 16 random bytes or more in base64url, new for every request. */
  readonly nonce: string;
  /** What the answer is for, in words the holder reads. */
  readonly purpose: string;
  /** Names of the claims wanted. */
  readonly claims: readonly string[];
  /** Unix seconds after which no answer is taken. */
  readonly expires: number;
}

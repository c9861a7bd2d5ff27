/** Where a claim went. */
export interface MappedClaim {
  readonly claim: string;
  /** The place in `content`, as a path of member names. */
  readonly to: string;
}

/** A claim that is not in `content`, and why. */
export interface UnmappedClaim {
  readonly claim: string;
  readonly why: string;
}

/** A credential in another form. Every claim of the record is either in `mapped` or in `unmapped`. */
export interface Exported<Content> {
  /** The media type of a file with this content. */
  readonly mediaType: string;
  readonly content: Content;
  /** Whether the issuer's signature still covers `content`, so that a verifier can rely on it. */
  readonly signed: boolean;
  readonly mapped: readonly MappedClaim[];
  readonly unmapped: readonly UnmappedClaim[];
}

/** The names that both ends know without being told, exactly as the token writes them. */
export interface PackParties {
  /** DID of the issuer. */
  readonly issuer: string;
  /** DID of the holder. */
  readonly holder: string;
  /** DID of the wallet; it ends with the wallet's address. */
  readonly wallet: string;
  /** The record: 0x and 32 hex digits. */
  readonly recordId: string;
}

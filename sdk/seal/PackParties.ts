/** The names that both ends know without being told, exactly as the token writes them. */
export interface PackParties {
  /** DID of the issuer. */
  issuer: string;
  /** DID of the holder. */
  holder: string;
  /** DID of the wallet; it ends with the wallet's address. */
  wallet: string;
  /** The record: 0x and 32 hex digits. */
  recordId: string;
}

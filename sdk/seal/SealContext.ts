/** Where a sealed payload belongs. It is bound to this place: moved anywhere else it does not open. */
export interface SealContext {
  readonly chainId: bigint;
  /** Address of the wallet contract, lower case or with its checksum. */
  readonly wallet: string;
  /** 16 bytes. */
  readonly recordId: Uint8Array;
  /** 1 to 255. */
  readonly payloadSequence: number;
  /** The number the issuer's sealing key has in its contract, 0 to 65,535. */
  readonly sealingKeyNumber: number;
}

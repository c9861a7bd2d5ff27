/** The state of a chain at one block, as far as a read needs it. Addresses are in lower-case hex with 0x. */
export interface StateReader {
  /** Empty where there is no contract. */
  code(address: string): Promise<Uint8Array>;
  storage(address: string, slot: bigint): Promise<bigint>;
}

/** The block that a read is made at. */
export interface BlockFacts {
  readonly chainId: bigint;
  readonly number: bigint;
  /** Unix seconds. */
  readonly time: bigint;
}

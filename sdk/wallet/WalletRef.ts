/** What is on chain: 1 headers only, 2 a sealed payload without identity, 3 a sealed payload with identity. */
export type Profile = 1 | 2 | 3;

/** A wallet by what makes its address: an owner has any number of them in each profile. */
export interface WalletRef {
  /** Address of the owner, fixed for the wallet's life. */
  readonly owner: string;
  readonly profile: Profile;
  /** Counts from 0. */
  readonly index: number;
}

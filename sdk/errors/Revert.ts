/** A custom error of a contract, in words and by its parts. */
export interface Revert {
  /** The error's name, for instance "WalletBlocked". */
  readonly name: string;
  readonly args: readonly unknown[];
}

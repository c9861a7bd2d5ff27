/** How hard a password is made to try. r is 8 and p is 1, so N of 131,072 takes 128 MiB and about a second. */
export interface ScryptCost {
  /** A power of two. */
  readonly N: number;
}

/** What new files are protected with unless told. */
export const SCRYPT_COST: ScryptCost = { N: 131_072 };

/** More would let a file exhaust the memory of whoever opens it: 2^20 takes 1 GiB. */
export const HIGHEST_SCRYPT_N = 2 ** 20;

import { Wallet } from "ethers";

/** What a key file is, as the file system tells. */
export interface KeyFile {
  readonly text: string;
  /** Permission bits. */
  readonly mode: number;
}

/** The account of a file with a private key. @throws Error naming what is wrong, never the key. */
export function readKeyFile({ text, mode }: KeyFile): Wallet {
  if ((mode & 0o077) !== 0) throw new Error("others may read it; chmod 600");
  const key = text.trim();
  if (!/^0x[0-9a-fA-F]{64}$/.test(key)) throw new Error("it must hold a private key: 0x and 64 hex digits");
  try {
    return new Wallet(key);
  } catch {
    // ethers' own message would hold the key.
    throw new Error("it holds a number that is not a private key");
  }
}

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { NodeProvider } from "@cscss-me/sdk";
import { hexlify, Wallet } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { openKeystore, writeKeystore } from "../keys/keystore.ts";

/**
 * The account of a keystore, which is made with its password if it is not there. The password lies beside the key: on a
 * chain of one's own there is nothing to guard.
 *
 * @param options.cost - scrypt's N. Lower it only in tests.
 */
export async function localAccount(
  files: { readonly keystore: string; readonly password: string },
  node: NodeProvider,
  options: { readonly cost?: number },
): Promise<Wallet> {
  const { keystore, password } = files;
  if (!existsSync(keystore)) {
    writeFileSafely(password, `${randomBytes(16).toString("base64url")}\n`, { replace: true });
    await writeKeystore(keystore, randomBytes(32), localPassword(password), options);
  }
  return new Wallet(hexlify(await openKeystore(keystore, localPassword(password))), node);
}

/** The password in a file that localAccount wrote. */
export function localPassword(file: string): string {
  return readTextFile(file).trim();
}

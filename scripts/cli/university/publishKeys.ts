import type { PublishedKey } from "@cscss-me/sdk/issue";
import { findKeyNumber, publishKey } from "@cscss-me/sdk/issue";
import type { Signer } from "ethers";
import type { IssuerKey, IssuerSecrets } from "../keys/issuerFile.ts";
import { withNewKey, writeIssuerFile } from "../keys/issuerFile.ts";
import { publicKeyOf } from "./openIssuer.ts";

/** An issuer file that was opened. */
export interface OpenedIssuerFile {
  readonly secrets: IssuerSecrets;
  readonly file: string;
  readonly password: string;
}

/**
 * Publishes a key for each purpose: one from the issuer file that was never published, else a new one. A key is in the
 * file before it is published, so that no published key is ever without its private half.
 *
 * @param published - the organization's keys so far.
 * @param options.validity - seconds.
 * @param options.cost - scrypt's N. Lower it only in tests.
 * @throws ERR_FILE, ERR_REVERTED
 */
export async function publishKeys(
  admin: Signer,
  opened: OpenedIssuerFile,
  published: readonly PublishedKey[],
  options: {
    readonly purposes: readonly IssuerKey["purpose"][];
    readonly validity: number;
    readonly cost?: number;
  },
): Promise<{ purpose: IssuerKey["purpose"]; number: number }[]> {
  const { file, password } = opened;
  const { purposes, validity, ...cost } = options;
  let { secrets } = opened;
  const done: { purpose: IssuerKey["purpose"]; number: number }[] = [];
  for (const purpose of purposes) {
    const isUnpublished = (key: IssuerKey): boolean =>
      key.purpose === purpose && findKeyNumber(published, publicKeyOf(key)) === undefined;
    if (!secrets.keys.some(isUnpublished)) {
      secrets = withNewKey(secrets, purpose);
      await writeIssuerFile(file, secrets, password, { ...cost, replace: true });
    }
    const key = secrets.keys.find(isUnpublished) as IssuerKey;
    const publicKey = publicKeyOf(key);
    done.push({ purpose, number: await publishKey(admin, secrets.organization, { purpose, publicKey, validity }) });
  }
  return done;
}

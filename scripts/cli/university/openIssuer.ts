import type { Chain } from "@cscss-me/sdk";
import { CscssError, decodeHex, memoryTokenSigner, nowInSeconds, openSecp256k1 } from "@cscss-me/sdk";
import type { IssuerContext, IssuingKeys, PublishedKey } from "@cscss-me/sdk/issue";
import { findKeyNumber, memorySealingKey, readKeys } from "@cscss-me/sdk/issue";
import { random } from "@cscss-me/sdk/node";
import type { IssuerKey, IssuerSecrets } from "../keys/issuerFile.ts";
import { openOwnDictionary } from "./openOwnDictionary.ts";

/**
 * Everything the organization issues with: its live keys, the newest of each purpose, and the record secret.
 *
 * @param dictionary - a file, for packing with the dictionary it names.
 * @throws ERR_KEY_STANDING if it has no live key of a purpose; ERR_DICTIONARY if the dictionary cannot be used.
 */
export async function openIssuer(
  chain: Chain,
  secrets: IssuerSecrets,
  dictionary: string | undefined,
): Promise<IssuerContext> {
  return issuerWith(await issuingKeysOf(chain, secrets, dictionary));
}

/** The same as the keys themselves, for threads that are to hold them. */
export async function issuingKeysOf(
  chain: Chain,
  secrets: IssuerSecrets,
  dictionary: string | undefined,
): Promise<IssuingKeys> {
  const { organization } = secrets;
  const published = await readKeys(chain.provider, organization);
  const signing = liveKey(secrets, published, "signing");
  const sealing = liveKey(secrets, published, "sealing");
  const own = dictionary === undefined ? undefined : await openOwnDictionary(dictionary, chain, organization);
  return {
    chainId: chain.chainId,
    generation: chain.generation,
    organization,
    signing: { privateKey: signing.bytes, number: signing.number },
    sealing: { privateKey: sealing.bytes, number: sealing.number },
    recordSecret: decodeHex(`0x${secrets.recordSecret}`, 32),
    ...(own && { dictionary: own }),
  };
}

/** The issuer that has these keys, in this thread. */
export async function issuerWith({ signing, sealing, ...place }: IssuingKeys): Promise<IssuerContext> {
  const curve = await openSecp256k1();
  return {
    ...place,
    signing: { signer: memoryTokenSigner(signing.privateKey, curve), number: signing.number },
    sealing: { key: memorySealingKey(sealing.privateKey, curve), number: sealing.number },
    random,
    curve,
  };
}

/** The public key, 33 bytes, of a key in the issuer file. */
export function publicKeyOf(key: IssuerKey): Uint8Array {
  return memoryTokenSigner(decodeHex(`0x${key.privateKey}`, 32)).publicKey;
}

/** Whether a key can be used now. @param now - Unix seconds. */
export function isLive(key: PublishedKey, now: number): boolean {
  return key.ended === 0n && key.compromisedSince === 0n && Number(key.until) > now;
}

/** The newest key of a purpose in the issuer file that can be used now, and the number it is published under. */
export function findLiveKey(
  { keys }: IssuerSecrets,
  published: readonly PublishedKey[],
  purpose: IssuerKey["purpose"],
): { number: number; bytes: Uint8Array } | undefined {
  const now = nowInSeconds();
  for (const key of keys.filter((one) => one.purpose === purpose).reverse()) {
    const found = findKeyNumber(published, publicKeyOf(key));
    if (found !== undefined && isLive(found, now)) {
      return { number: found.number, bytes: decodeHex(`0x${key.privateKey}`, 32) };
    }
  }
  return undefined;
}

function liveKey(secrets: IssuerSecrets, published: readonly PublishedKey[], purpose: IssuerKey["purpose"]) {
  const found = findLiveKey(secrets, published, purpose);
  if (found !== undefined) return found;
  const problem = `The organization has no live ${purpose} key that is in the issuer file. Run: cscss org key add`;
  throw new CscssError("ERR_KEY_STANDING", problem);
}

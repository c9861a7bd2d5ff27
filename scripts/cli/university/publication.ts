import { createHash } from "node:crypto";
import type { CategoryName, Chain } from "@cscss-me/sdk";
import { CscssError, encodeUtf8, nowInSeconds } from "@cscss-me/sdk";
import { KeyPurpose } from "@cscss-me/sdk/contracts";
import type { DictionaryInput } from "@cscss-me/sdk/issue";
import { batchHashOf, encodePublishDictionary, readKeys } from "@cscss-me/sdk/issue";
import { isLive } from "./openIssuer.ts";

/** A publication to the byte, the same whoever works it out: so several people can approve it. */
export interface Publication {
  readonly input: DictionaryInput;
  /** What people approve under the two-person rule. */
  readonly batchHash: string;
}

/**
 * Works out the call that publishes a text: in the first category the organization may issue in, under its newest signing
 * key, with a batch number made from the text.
 *
 * @param accredited - the organization's categories, as the registry has them.
 * @throws ERR_KEY_STANDING, ERR_NOT_ACCREDITED where it has none; ERR_ARGUMENT for too long a text.
 */
export async function publicationOf(
  chain: Chain,
  organization: string,
  accredited: readonly CategoryName[],
  text: string,
): Promise<Publication> {
  const bytes = encodeUtf8(text);
  const now = nowInSeconds();
  const keys = await readKeys(chain.provider, organization);
  const signing = keys.filter((key) => key.purpose === BigInt(KeyPurpose.Signing) && isLive(key, now)).at(-1);
  if (signing === undefined) {
    throw new CscssError("ERR_KEY_STANDING", "The organization has no live signing key. Run: cscss org key add");
  }
  const [category] = accredited;
  if (category === undefined) {
    throw new CscssError(
      "ERR_NOT_ACCREDITED",
      "The organization is not accredited for any category, and may publish nothing.",
    );
  }
  const batch = BigInt(`0x${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}`);
  const input: DictionaryInput = { batch, category, keyNumber: signing.number, bytes };
  return { input, batchHash: batchHashOf(chain.chainId, organization, encodePublishDictionary(input)) };
}

import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { Chain } from "@cscss-me/sdk";
import type { ChosenConsents, HolderConsent } from "@cscss-me/sdk/interim";
import { chooseConsents, findRefusals } from "@cscss-me/sdk/interim";
import type { Options } from "../frame/Command.ts";
import { resolveClaims } from "./claimLinks.ts";
import type { FiledConsent } from "./readConsents.ts";
import { readConsents } from "./readConsents.ts";

/** The same for every command that uses consents. */
export const UNCLAIMED_OPTION: Options = {
  "allow-unclaimed-consents": {
    type: "boolean",
    help: "use consents without a claim link too: for those you know who handed them in",
  },
};

/** The choice, and what it was made of. */
export interface ReadConsents extends ChosenConsents {
  /** With the student number in the place of the link's proof, where the link is known. */
  readonly filed: readonly FiledConsent[];
  /** Those made with links that were replaced or given out elsewhere, or for another owner's wallets. */
  readonly unknown: ReadonlySet<HolderConsent>;
}

/**
 * Reads the consents in files and folders, and chooses those that count by the claim links kept there: in the folders,
 * or beside the files.
 *
 * @throws ERR_CONSENT, ERR_FILE naming the file; ERR_CLAIM_LINK; ERR_KEYSTORE; ERR_NODE_*.
 */
export async function readChosenConsents(
  paths: readonly string[],
  {
    chain,
    organization,
    allowUnclaimed,
  }: { readonly chain: Chain; readonly organization: string; readonly allowUnclaimed: boolean },
): Promise<ReadConsents> {
  const handedIn = readConsents(paths, { chainId: chain.network.chainId, organization });
  const { claimed, unclaimed, unknown } = resolveClaims(handedIn, [...new Set(paths.map(folderOf))]);
  const chosen = await chooseConsents(
    { claimed: claimed.map(consentIn), unclaimed: unclaimed.map(consentIn) },
    allowUnclaimed,
    (some) => findRefusals(chain, organization, some),
  );
  return { ...chosen, filed: [...claimed, ...unclaimed, ...unknown], unknown: new Set(unknown.map(consentIn)) };
}

/** What a person should know of consents that do not count because of their claim links. */
export function remarkOn({ unknown }: Pick<ReadConsents, "unknown">): string[] {
  if (unknown.size === 0) return [];
  return [`${unknown.size} consents are of claim links that were replaced or given out elsewhere.`];
}

/** Where the links are kept: the folder, or that of a file. */
function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path);
}

function consentIn({ consent }: FiledConsent): HolderConsent {
  return consent;
}

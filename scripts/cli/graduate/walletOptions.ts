import type { Profile } from "@cscss-me/sdk/wallet";
import type { Options } from "../frame/Command.ts";

/** Chooses among the account's wallets. */
export const WALLET_OPTION: Options = {
  wallet: { type: "string", value: "NAME|ADDRESS", help: "which wallet (default: the account's only one)" },
};
/** What goes with records beside the chain. */
export const CLAIM_OPTION: Options = {
  claim: {
    type: "string",
    multiple: true,
    value: "FILE",
    help: "claim files from the university, or a folder of them",
  },
};
/** Names a wallet that need not exist yet. */
export const NEW_WALLET: Options = {
  profile: {
    type: "string",
    value: "1|2|3",
    help: "1 keeps headers on chain, 2 sealed records, 3 with identity (default: 2)",
  },
  index: { type: "string", value: "NUMBER", help: "counts wallets of a profile from 0 (default: 0)" },
};

/** What --profile can be. */
export const PROFILES = ["1", "2", "3"] as const;

/** The profile that --profile names. */
export function profileOf(word: (typeof PROFILES)[number]): Profile {
  return Number(word) as Profile;
}

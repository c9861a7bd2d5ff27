import { readStruct } from "../call/readStruct.ts";
import { connectICredentialWallet, iCredentialWalletInterface } from "../generated/ICredentialWallet.ts";
import type { Chain } from "../network/connectChain.ts";
import { readLogs } from "../network/readLogs.ts";

/** A grant as the wallet has it. Whom it is for stands only in the presentation. */
export interface ListedGrant {
  readonly grantId: string;
  /** Unix seconds. */
  readonly grantedAt: number;
  /** Unix seconds, 0 for no end. */
  readonly until: number;
  readonly withdrawn: boolean;
}

/** All grants of a wallet, oldest first. */
export async function listGrants(chain: Chain, wallet: string): Promise<ListedGrant[]> {
  const contract = connectICredentialWallet(wallet, chain.provider);
  const topic = iCredentialWalletInterface.getEvent("GrantMade")?.topicHash ?? null;
  const logs = await readLogs(chain, { address: wallet, topics: [topic] });
  return Promise.all(
    logs.map(async (log) => {
      const grantId = String(log.topics[1]);
      const { grantedAt, until, withdrawn } = readStruct(contract.grantOf, await contract.grantOf(grantId));
      return { grantId, grantedAt: Number(grantedAt), until: Number(until), withdrawn };
    }),
  );
}

import { existsSync, rmSync } from "node:fs";
import type { NetworkFile } from "@cscss-me/sdk";
import { CscssError } from "@cscss-me/sdk";
import type { DeployOptions } from "@cscss-me/sdk/deploy";
import { deployChainDeployer, deploySystem } from "@cscss-me/sdk/deploy";
import type { Wallet } from "ethers";
import { getCreateAddress } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";

/** What an interrupted deployment needs to go on. */
interface DeployJournal {
  readonly plan: string;
  readonly genesisHash: string;
  readonly fromBlock: number;
  readonly chainDeployer: string;
}

/**
 * Deploys the system and writes its network file. Killed at any moment and run again, it goes on where it stopped: the
 * ChainDeployer's address, from which all others follow, is written down before it is there.
 *
 * @throws ERR_JOURNAL if the deployment that was begun is another one; what deploySystem throws.
 */
export async function deployResumably(
  networkFile: string,
  options: Omit<DeployOptions, "begun"> & { readonly signer: Wallet },
): Promise<NetworkFile> {
  const { signer, onContract: _, ...rest } = options;
  const { provider } = signer;
  if (provider === null) throw new CscssError("ERR_ARGUMENT", "The signer is connected to no node.");
  const journalFile = `${networkFile}.deploying`;
  const plan = JSON.stringify({ ...rest, signer: signer.address });
  const genesisHash = (await provider.getBlock(0))?.hash ?? "";

  let journal = existsSync(journalFile) ? (JSON.parse(readTextFile(journalFile)) as DeployJournal) : undefined;
  if (journal !== undefined && (journal.plan !== plan || journal.genesisHash !== genesisHash)) {
    const problem = `${journalFile} is of a deployment with other settings: ${journal.plan}. Finish it, or remove the file.`;
    throw new CscssError("ERR_JOURNAL", problem, { details: { file: journalFile } });
  }
  if (journal === undefined || (await provider.getCode(journal.chainDeployer)) === "0x") {
    const nonce = await provider.getTransactionCount(signer.address, "latest");
    const chainDeployer = getCreateAddress({ from: signer.address, nonce });
    journal = { plan, genesisHash, fromBlock: await provider.getBlockNumber(), chainDeployer };
    writeFileSafely(journalFile, JSON.stringify(journal), { replace: true });
    await deployChainDeployer(signer);
  }
  const { chainDeployer, fromBlock } = journal;
  const network = await deploySystem({ ...options, begun: { chainDeployer, fromBlock } });
  writeFileSafely(networkFile, `${JSON.stringify(network, null, 2)}\n`, { mode: 0o644 });
  rmSync(journalFile, { force: true });
  return network;
}

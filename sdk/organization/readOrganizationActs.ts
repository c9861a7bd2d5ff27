import { zeroPadValue } from "ethers";
import { iCredentialWalletInterface } from "../generated/ICredentialWallet.ts";
import { oracleRegistryInterface } from "../generated/OracleRegistry.ts";
import { organizationInterface } from "../generated/Organization.ts";
import { organizationFactoryInterface } from "../generated/OrganizationFactory.ts";
import type { Chain } from "../network/connectChain.ts";
import type { Act } from "../network/readActs.ts";
import { readActs } from "../network/readActs.ts";

/**
 * Everything an organization did and the registry decided about it, oldest first, from the events of itself, its factory,
 * the registry, and the wallets whose records it changed.
 *
 * @returns the events, with time and sender; actInWords puts them in words.
 * @throws ERR_NODE_LOGS, ERR_NODE_UNREACHABLE
 * @example
 * const acts = await readOrganizationActs(chain, organization);
 * for (const act of acts) console.log(timeInWords(act.time), actInWords(act));
 */
export async function readOrganizationActs(chain: Chain, organization: string): Promise<Act[]> {
  const { generation, walletFactory } = chain;
  const about = zeroPadValue(organization, 32);
  const statusTopic = iCredentialWalletInterface.getEvent("RecordStatusChanged")?.topicHash ?? "";
  // Only a wallet of this network tells the truth about who changed a record; anybody's contract can say as much.
  const isOurs = async (contract: string) => (await walletFactory.identify(contract))[0];
  return readActs(chain, [
    { events: organizationFactoryInterface, address: generation.factories.organizations, topics: [null, about] },
    { events: organizationInterface, address: organization },
    { events: oracleRegistryInterface, address: generation.registry, topics: [null, about] },
    { events: iCredentialWalletInterface, topics: [statusTopic, null, about], isOurs },
  ]);
}

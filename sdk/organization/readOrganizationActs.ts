import { zeroPadValue } from "ethers";
import type { Act } from "../call/readActs.ts";
import { readActs } from "../call/readActs.ts";
import { iCredentialWalletInterface } from "../generated/ICredentialWallet.ts";
import { oracleRegistryInterface } from "../generated/OracleRegistry.ts";
import { organizationInterface } from "../generated/Organization.ts";
import { organizationFactoryInterface } from "../generated/OrganizationFactory.ts";
import type { Chain } from "../network/connectChain.ts";

/**
 * Everything an organization did and the registry decided about it, oldest first, from the events of itself, its factory,
 * the registry, and the wallets whose records it changed.
 *
 * @returns the events, with time and sender; actInWords puts them in words.
 * @throws ERR_NODE_UNREACHABLE
 * @example
 * const acts = await readOrganizationActs(chain, organization);
 * for (const act of acts) console.log(timeInWords(act.time), actInWords(act));
 */
export async function readOrganizationActs(chain: Chain, organization: string): Promise<Act[]> {
  const { provider, generation, walletFactory } = chain;
  const about = zeroPadValue(organization, 32);
  const statusTopic = iCredentialWalletInterface.getEvent("RecordStatusChanged")?.topicHash ?? "";
  const acts = await readActs(provider, generation.fromBlock, [
    { events: organizationFactoryInterface, address: generation.factories.organizations, topics: [null, about] },
    { events: organizationInterface, address: organization },
    { events: oracleRegistryInterface, address: generation.registry, topics: [null, about] },
    { events: iCredentialWalletInterface, topics: [statusTopic, null, about] },
  ]);
  // Only a wallet of this network tells the truth about who changed a record.
  const own = [organization, generation.registry, generation.factories.organizations];
  const others = [...new Set(acts.map(({ contract }) => contract).filter((contract) => !own.includes(contract)))];
  const wallets = new Set<string>();
  for (const address of others) if ((await walletFactory.identify(address))[0]) wallets.add(address);
  return acts.filter(({ contract }) => own.includes(contract) || wallets.has(contract));
}

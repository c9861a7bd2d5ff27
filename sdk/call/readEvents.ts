import type { BaseContract, Log } from "ethers";
import type { EmitsEvents } from "../abi/connectContract.ts";
import { toPlainFields } from "./toPlain.ts";

/** An event as a plain object, and the log it came from. */
export interface ContractEvent<Args> {
  readonly args: Args;
  readonly log: Log;
}

/**
 * Picks the events of one name that this very contract emitted; logs of other contracts are passed over.
 *
 * @param logs - for instance of a receipt.
 * @returns the arguments as plain objects, in the order of the logs.
 * @throws ethers' BAD_DATA for a log the contract cannot have written.
 * @example
 * const contract = connectICredentialWallet(wallet, chain.provider);
 * const logs = await readLogs(chain, { address: wallet });
 * const recordIds = readEvents(contract, "RecordAdded", logs).map(({ args }) => args.recordId);
 */
export function readEvents<Events, Name extends keyof Events & string>(
  contract: BaseContract & EmitsEvents<Events>,
  name: Name,
  logs: readonly Log[],
): ContractEvent<Events[Name]>[] {
  const address = String(contract.target).toLowerCase();
  return logs.flatMap((log) => {
    if (log.address.toLowerCase() !== address) return [];
    const parsed = contract.interface.parseLog(log);
    if (parsed?.name !== name) return [];
    return [{ args: toPlainFields(parsed.fragment.inputs, parsed.args) as Events[Name], log }];
  });
}

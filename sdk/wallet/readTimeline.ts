import type { LogDescription } from "ethers";
import type { RecordTypeName } from "../credential/recordTypes.ts";
import { SIG_AUTH } from "../did/sigAuth.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import { RecordStatus } from "../generated/enums.ts";
import { iCredentialWalletInterface } from "../generated/ICredentialWallet.ts";
import { walletFactoryInterface } from "../generated/WalletFactory.ts";
import type { Chain } from "../network/connectChain.ts";
import { readLogs } from "../network/readLogs.ts";
import { statusReasonInWords } from "../words/chainWords.ts";
import { listRecords } from "./listRecords.ts";
import { readWallet } from "./readWallet.ts";

/** What happened. Addresses, ids and times as the events have them; who did it is not told where only one could. */
export type WalletEvent =
  | { readonly what: "created" | "deactivated" | "reactivated" | "destroyed" | "erased" | "encryptionKeyChanged" }
  | {
      readonly what: "issued" | "amended";
      readonly recordId: string;
      readonly issuer: string;
      readonly sequence: number;
    }
  | {
      readonly what: "suspended" | "reinstated" | "revoked";
      readonly recordId: string;
      readonly issuer: string;
      readonly reason: string;
    }
  | { readonly what: "blocked" | "unblocked"; readonly organization: string }
  | { readonly what: "granted"; readonly grantId: string; readonly until: number }
  | { readonly what: "grantWithdrawn"; readonly grantId: string }
  | { readonly what: "controllerChanged" | "controllerNoted"; readonly controller: string }
  | { readonly what: "delegateAppointed" | "delegateDismissed"; readonly delegate: string; readonly until: number };

/** One thing that happened in a wallet. */
export type TimelineEvent = WalletEvent & {
  /** Unix seconds. */
  readonly time: number;
  readonly block: number;
  /** In events of records that are still in the wallet. */
  readonly recordType?: RecordTypeName;
};

/**
 * Everything that happened in a wallet and to who acts for it, oldest first, from the events of the wallet, its factory
 * and ERC-1056. A destroyed wallet has a history too.
 *
 * @returns what happened, with the time and the number of its block.
 * @throws ERR_WALLET_UNKNOWN; ERR_NODE_UNREACHABLE.
 * @example
 * const [first] = await readTimeline(chain, wallet); // { what: "created", time: 1793664000, block: 12 }
 */
export async function readTimeline(chain: Chain, wallet: string): Promise<TimelineEvent[]> {
  const { owner, state } = await readWallet(chain, wallet);
  const { provider, generation, didRegistry } = chain;
  const { factories } = generation;
  try {
    const [made, noted, own, identity] = await Promise.all([
      readLogs(chain, {
        address: factories.wallets,
        topics: walletFactoryInterface.encodeFilterTopics("WalletCreated", [null, wallet]),
      }),
      readLogs(chain, {
        address: factories.wallets,
        topics: walletFactoryInterface.encodeFilterTopics("ControllerNoted", [owner]),
      }),
      readLogs(chain, { address: wallet }),
      readLogs(chain, {
        address: generation.didRegistry,
        topics: [
          ["DIDOwnerChanged", "DIDDelegateChanged"].map(
            (name) => didRegistry.interface.getEvent(name as "DIDOwnerChanged")?.topicHash ?? "",
          ),
          `0x${"0".repeat(24)}${owner.slice(2).toLowerCase()}`,
        ],
      }),
    ]);
    const records = state === "active" ? await listRecords(chain, wallet) : [];
    const types = new Map(records.map(({ recordId, issuer, recordType }) => [`${issuer}/${recordId}`, recordType]));
    const times = new Map<number, Promise<number>>();
    const timeOf = (block: number): Promise<number> => {
      const known = times.get(block) ?? provider.getBlock(block).then((found) => found?.timestamp ?? 0);
      times.set(block, known);
      return known;
    };
    const logs = [...made, ...noted, ...own, ...identity].sort(
      (one, other) => one.blockNumber - other.blockNumber || one.index - other.index,
    );
    const events = logs.map(async (log): Promise<TimelineEvent[]> => {
      const parsers = [iCredentialWalletInterface, walletFactoryInterface, didRegistry.interface];
      const parsed = parsers.map((parser) => parser.parseLog(log)).find((one) => one !== null);
      const time = await timeOf(log.blockNumber);
      const event = parsed ? eventOf(parsed, time) : undefined;
      if (event === undefined) return [];
      const recordType = "recordId" in event ? types.get(`${event.issuer}/${event.recordId}`) : undefined;
      return [{ ...event, time, block: log.blockNumber, ...(recordType && { recordType }) }];
    });
    return (await Promise.all(events)).flat();
  } catch (error) {
    throw fromRevert(error);
  }
}

function eventOf({ name, args }: LogDescription, time: number): WalletEvent | undefined {
  switch (name) {
    case "WalletCreated":
      return { what: "created" };
    case "RecordAdded": {
      const { recordId, organization: issuer } = args;
      const sequence = Number(args.sequence);
      return { what: sequence === 1 ? "issued" : "amended", recordId, issuer, sequence };
    }
    case "RecordStatusChanged": {
      const status = Number(args.status);
      const what =
        status === RecordStatus.Revoked ? "revoked" : status === RecordStatus.Suspended ? "suspended" : "reinstated";
      return { what, recordId: args.recordId, issuer: args.organization, reason: statusReasonInWords(args.reason) };
    }
    case "OrganizationBlocked":
      return { what: "blocked", organization: args.organization };
    case "OrganizationUnblocked":
      return { what: "unblocked", organization: args.organization };
    case "GrantMade":
      return { what: "granted", grantId: args.grantId, until: Number(args.until) };
    case "GrantWithdrawn":
      return { what: "grantWithdrawn", grantId: args.grantId };
    case "EncryptionKeyChanged":
      return { what: "encryptionKeyChanged" };
    case "ControllerNoted":
      return { what: "controllerNoted", controller: args.controller };
    case "Deactivated":
      return { what: "deactivated" };
    case "Reactivated":
      return { what: "reactivated" };
    case "Destroyed":
      return { what: "destroyed" };
    case "RecordsErased":
      return { what: "erased" };
    case "DIDOwnerChanged":
      return { what: "controllerChanged", controller: args.owner };
    case "DIDDelegateChanged": {
      if (args.delegateType !== SIG_AUTH) return undefined;
      const until = Number(args.validTo);
      return { what: until > time ? "delegateAppointed" : "delegateDismissed", delegate: args.delegate, until };
    }
    default:
      return undefined;
  }
}

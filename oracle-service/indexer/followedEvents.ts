import {
  iCredentialWalletInterface,
  oracleRegistryInterface,
  organizationFactoryInterface,
  organizationInterface,
  walletFactoryInterface,
} from "@cscss-me/sdk/contracts";
import type { Interface } from "ethers";

/** Who has to have emitted an event for it to count: a pinned contract, or one that a pinned factory made. */
export type Emitter = "registry" | "organizationFactory" | "walletFactory" | "organization" | "wallet";

/** An event that the index keeps something of. */
export interface FollowedEvent {
  readonly name: string;
  readonly emitter: Emitter;
  readonly abi: Interface;
}

const NAMES: readonly (readonly [Emitter, Interface, readonly string[]])[] = [
  ["registry", oracleRegistryInterface, ["Applied", "AccreditationChanged", "FraudMarked"]],
  ["organizationFactory", organizationFactoryInterface, ["OrganizationCreated"]],
  ["walletFactory", walletFactoryInterface, ["WalletCreated"]],
  ["organization", organizationInterface, ["KeyPublished", "KeyEnded", "KeyCompromised", "BatchIssued"]],
  ["wallet", iCredentialWalletInterface, ["RecordAdded", "RecordStatusChanged"]],
];

/** By their first topic. */
export const FOLLOWED: ReadonlyMap<string, FollowedEvent> = new Map(
  NAMES.flatMap(([emitter, abi, names]) =>
    names.map((name) => {
      const event = abi.getEvent(name);
      if (event === null) throw new TypeError(`No contract has the event ${name}.`);
      return [event.topicHash, { name, emitter, abi }] as const;
    }),
  ),
);

/** What to ask nodes for. */
export const TOPICS: readonly string[] = [...FOLLOWED.keys()];

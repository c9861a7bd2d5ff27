import type { NetworkFile } from "@cscss-me/sdk";
import { RecordStatus, toPlainFields } from "@cscss-me/sdk/contracts";
import { getAddress } from "ethers";
import type { IndexTables } from "../store/Database.ts";
import type { Emitter } from "./followedEvents.ts";
import { FOLLOWED } from "./followedEvents.ts";
import type { ChainStep, Header, RawLog } from "./readStep.ts";

/** The tables that events end in. */
export type EventTable =
  | "blocks"
  | "organizations"
  | "registrations"
  | "intervals"
  | "frauds"
  | "keys"
  | "batches"
  | "wallets"
  | "records";

/** Rows to be written. */
export type Rows = { readonly [Table in EventTable]: IndexTables[Table][] };

/** Which contracts are ours. What the step itself makes is added to it. */
export interface Contracts {
  readonly organizations: Set<string>;
  readonly wallets: Set<string>;
}

type Values = Readonly<Record<string, unknown>>;
type Place = Pick<IndexTables["keys"], "block" | "position">;

const CHANGES: Readonly<Record<number, string>> = {
  [RecordStatus.Active]: "reinstated",
  [RecordStatus.Suspended]: "suspended",
  [RecordStatus.Revoked]: "revoked",
};

/** No rows at all. */
export function noRows(): Rows {
  return {
    blocks: [],
    organizations: [],
    registrations: [],
    intervals: [],
    frauds: [],
    keys: [],
    batches: [],
    wallets: [],
    records: [],
  };
}

/**
 * Turns the events of a step into rows. Events of contracts that are not ours are passed over: anybody can emit them.
 */
export function rowsOf(step: ChainStep, network: NetworkFile, contracts: Contracts): Rows {
  const rows = noRows();
  for (const { header, logs } of step.blocks) {
    const ours = logs.filter((log) => readLog(log, header, network, contracts, rows));
    if (ours.length === 0) continue;
    const transactions = new Set(ours.map(({ transaction }) => transaction)).size;
    rows.blocks.push({ block: header.block, hash: header.hash, time: header.time, transactions });
  }
  return rows;
}

/** @returns false if the event is not one of ours. */
function readLog(log: RawLog, header: Header, network: NetworkFile, contracts: Contracts, rows: Rows): boolean {
  const followed = FOLLOWED.get(log.topics[0] ?? "");
  const address = getAddress(log.address);
  if (followed === undefined || !emits(followed.emitter, address, network, contracts)) return false;
  const event = followed.abi.parseLog({ topics: [...log.topics], data: log.data });
  if (event === null) return false;
  const values = toPlainFields(event.fragment.inputs, event.args);
  const place = { block: header.block, position: log.position };
  WRITERS[followed.name]?.({ rows, contracts, values, place, address, time: header.time });
  return true;
}

function emits(emitter: Emitter, address: string, { generations }: NetworkFile, contracts: Contracts): boolean {
  switch (emitter) {
    case "organization":
      return contracts.organizations.has(address);
    case "wallet":
      return contracts.wallets.has(address);
    case "registry":
      return generations.some(({ registry }) => same(registry, address));
    case "organizationFactory":
      return generations.some(({ factories }) => same(factories.organizations, address));
    case "walletFactory":
      return generations.some(({ factories }) => same(factories.wallets, address));
  }
}

/** Addresses in a network file may be in lower case. */
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

interface Event {
  readonly rows: Rows;
  readonly contracts: Contracts;
  readonly values: Values;
  readonly place: Place;
  /** The contract that emitted it. */
  readonly address: string;
  readonly time: number;
}

const number = (value: unknown): number => Number(value as bigint);
const text = (value: unknown): string => String(value);

const key = (kind: string, time: string) => (event: Event) => {
  const { rows, values, place, address } = event;
  rows.keys.push({
    ...place,
    organization: address,
    number: number(values.number),
    kind,
    purpose: number(values.purpose ?? 0),
    time: number(values[time] ?? 0),
  });
};

const WRITERS: Readonly<Record<string, (event: Event) => void>> = {
  OrganizationCreated({ rows, contracts, values, place }) {
    const address = text(values.organization);
    contracts.organizations.add(address);
    rows.organizations.push({
      ...place,
      address,
      name: text(values.name),
      country: text(values.country),
    });
  },
  WalletCreated({ rows, contracts, values, place }) {
    const address = text(values.wallet);
    contracts.wallets.add(address);
    rows.wallets.push({ ...place, address, profile: number(values.profile) });
  },
  Applied({ rows, values, place, address }) {
    const organization = text(values.organization);
    rows.registrations.push({ ...place, registry: address, number: number(values.number), organization });
  },
  AccreditationChanged({ rows, values, place, address, time }) {
    rows.intervals.push({
      ...place,
      registry: address,
      organization: text(values.organization),
      start: time,
      status: number(values.status),
      authority: number(values.authority),
      categories: number(values.categories),
      reason: number(values.reason),
      until: number(values.until),
      evidence: text(values.evidence),
    });
  },
  FraudMarked({ rows, values, place, address }) {
    const organization = text(values.organization);
    rows.frauds.push({ ...place, registry: address, organization, since: number(values.since) });
  },
  KeyPublished: key("published", "until"),
  KeyEnded: key("ended", ""),
  KeyCompromised: key("compromised", "since"),
  BatchIssued({ rows, values, place, address }) {
    rows.batches.push({
      ...place,
      organization: address,
      category: number(values.category),
      items: number(values.items),
      refused: number(values.refused),
    });
  },
  RecordAdded({ rows, values, place }) {
    const kind = number(values.sequence) === 1 ? "issued" : "amended";
    rows.records.push({ ...place, organization: text(values.organization), kind });
  },
  RecordStatusChanged({ rows, values, place }) {
    const kind = CHANGES[number(values.status)] ?? "changed";
    rows.records.push({ ...place, organization: text(values.organization), kind });
  },
};

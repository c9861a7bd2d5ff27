import { getAddress } from "ethers";
import { didOf } from "../../sdk/did/didOf.ts";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { AccreditationStatus } from "../../sdk/generated/enums.ts";
import type { NetworkFile } from "../../sdk/network/NetworkFile.ts";
import { describeStanding } from "../../sdk/registry/describeStanding.ts";
import type { IssuerList } from "../../sdk/registry/listIssuers.ts";
import type { Page } from "../../sdk/registry/Page.ts";
import type { HistoryReading } from "../../sdk/registry/readHistory.ts";
import type { Issuer, ReadBlock } from "../../sdk/registry/Standing.ts";
import { readCheckpoint } from "../indexer/checkpoint.ts";
import type { IndexTables } from "../store/Database.ts";
import type { Store } from "../store/openStore.ts";

/** Lists and histories from the index, as of the block the index has reached. */
export interface IndexedIssuers {
  /** The block the index has reached; undefined as long as it has read nothing. */
  block(): Promise<ReadBlock | undefined>;
  list(page: Page): Promise<IssuerList | undefined>;
  /** @throws ERR_ISSUER_UNKNOWN */
  history(organization: string, page: Page): Promise<HistoryReading | undefined>;
}

type Interval = IndexTables["intervals"];

/** Opens the index of the newest generation's registry. */
export function indexedIssuers(store: Store, network: NetworkFile): IndexedIssuers {
  const chainId = BigInt(network.chainId);
  const registry = getAddress(network.generations.at(-1)?.registry ?? "");

  async function block(): Promise<ReadBlock | undefined> {
    const found = await readCheckpoint(store);
    if (found === undefined || found.hash === "") return undefined;
    return { number: found.block, hash: found.hash, time: found.time };
  }

  const intervalsOf = (organizations: readonly string[]) =>
    store
      .selectFrom("intervals")
      .selectAll()
      .where("registry", "=", registry)
      .where("organization", "in", organizations)
      .orderBy("start");

  async function issuersFrom(page: Page, at: ReadBlock): Promise<Issuer[]> {
    // The registry counts without gaps: going on behind a number is as good as passing over so many, and faster.
    const found = await store
      .selectFrom("registrations")
      .innerJoin("organizations", "organizations.address", "registrations.organization")
      .select(["registrations.number", "registrations.organization", "organizations.name", "organizations.country"])
      .where("registrations.registry", "=", registry)
      .where("registrations.number", ">", page.offset)
      .orderBy("registrations.number")
      .limit(page.limit)
      .execute();
    if (found.length === 0) return [];
    const addresses = found.map(({ organization }) => organization);
    const [intervals, frauds] = await Promise.all([
      intervalsOf(addresses).execute(),
      store
        .selectFrom("frauds")
        .select(["organization", "since"])
        .where("registry", "=", registry)
        .where("organization", "in", addresses)
        .orderBy("since", "desc")
        .execute(),
    ]);
    const historyOf = Map.groupBy(intervals, ({ organization }) => organization);
    const fraudOf = new Map(frauds.map(({ organization, since }) => [organization, since]));
    return found.map(({ number, organization: address, name, country }) => {
      const history = historyOf.get(address) ?? [];
      const first = history.find(({ status }) => status === AccreditationStatus.Accredited);
      const fraudSince = fraudOf.get(address);
      return {
        did: didOf(chainId, address),
        address,
        number,
        name,
        country,
        standing: describeStanding(fieldsOf(history.at(-1) as Interval, at.time)),
        ...(first === undefined ? {} : { firstAccredited: first.start }),
        ...(fraudSince === undefined ? {} : { fraudSince }),
      };
    });
  }

  return {
    block,
    async list(page) {
      const at = await block();
      if (at === undefined) return undefined;
      const last = await store
        .selectFrom("registrations")
        .select("number")
        .where("registry", "=", registry)
        .orderBy("number", "desc")
        .limit(1)
        .executeTakeFirst();
      return { total: last?.number ?? 0, items: await issuersFrom(page, at), block: at };
    },
    async history(organization, page) {
      const at = await block();
      if (at === undefined) return undefined;
      const did = didOf(chainId, organization);
      const { total } = await store
        .selectFrom("intervals")
        .select(({ fn }) => fn.countAll<number>().as("total"))
        .where("registry", "=", registry)
        .where("organization", "=", organization)
        .executeTakeFirstOrThrow();
      if (total === 0) {
        throw new CscssError("ERR_ISSUER_UNKNOWN", `${did} never applied to the registry of this network.`, {
          details: { did },
        });
      }
      const rows = await intervalsOf([organization]).offset(page.offset).limit(page.limit).execute();
      const items = rows.map((row) => ({ ...describeStanding(fieldsOf(row)), evidence: row.evidence }));
      return { did, total, items, block: at };
    },
  };
}

/** In the registry's own form. @param now - if given, what has ended by then counts as withdrawn, as in the registry. */
function fieldsOf({ status, authority, categories, reason, start, until }: Interval, now?: number) {
  const ended = now !== undefined && until !== 0 && now > until;
  return {
    status: BigInt(ended ? AccreditationStatus.Withdrawn : status),
    authority: BigInt(authority),
    categories: BigInt(categories),
    reason: BigInt(reason),
    from: BigInt(start),
    until: BigInt(until),
  };
}

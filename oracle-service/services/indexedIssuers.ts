import type { NetworkFile } from "@cscss-me/sdk";
import { CscssError, didOf } from "@cscss-me/sdk";
import { AccreditationStatus } from "@cscss-me/sdk/contracts";
import type { HistoryReading, Issuer, IssuerList, Page, ReadBlock } from "@cscss-me/sdk/registry";
import { describeStanding } from "@cscss-me/sdk/registry";
import { getAddress } from "ethers";
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

type Interval = Pick<IndexTables["intervals"], "start" | "status" | "authority" | "categories" | "reason" | "until">;

/** Opens the index of the newest generation's registry. */
export function indexedIssuers(store: Store, network: NetworkFile): IndexedIssuers {
  const chainId = BigInt(network.chainId);
  const registry = getAddress(network.generations.at(-1)?.registry ?? "");

  async function block(): Promise<ReadBlock | undefined> {
    const found = await readCheckpoint(store);
    if (found === undefined || found.hash === "") return undefined;
    return { number: found.block, hash: found.hash, time: found.time };
  }

  async function issuersFrom(page: Page, at: ReadBlock): Promise<Issuer[]> {
    // One step into each index for each issuer, however long its history is.
    const rows = await store
      // The page first: PostgreSQL would else find the newest interval of every organization, and throw most away.
      .selectFrom(({ selectFrom }) =>
        selectFrom("registrations")
          .select(["registry", "number", "organization"])
          .where("registry", "=", registry)
          // The registry counts without gaps: going on behind a number is as good as passing over so many, and faster.
          .where("number", ">", page.offset)
          .orderBy("number")
          .limit(page.limit)
          .as("r"),
      )
      .innerJoin("organizations as o", "o.address", "r.organization")
      .innerJoin("intervals as i", (join) =>
        join
          .onRef("i.registry", "=", "r.registry")
          .onRef("i.organization", "=", "r.organization")
          .on("i.start", "=", ({ selectFrom }) =>
            selectFrom("intervals as newest")
              .select(({ fn }) => fn.max("newest.start").as("start"))
              .whereRef("newest.registry", "=", "r.registry")
              .whereRef("newest.organization", "=", "r.organization"),
          ),
      )
      .select(["r.number", "r.organization", "o.name", "o.country"])
      .select(["i.start", "i.status", "i.authority", "i.categories", "i.reason", "i.until"])
      .select(({ selectFrom }) => [
        selectFrom("intervals as first")
          .select(({ fn }) => fn.min("first.start").as("start"))
          .whereRef("first.registry", "=", "r.registry")
          .whereRef("first.organization", "=", "r.organization")
          .where("first.status", "=", AccreditationStatus.Accredited)
          .as("firstAccredited"),
        selectFrom("frauds as f")
          .select(({ fn }) => fn.min("f.since").as("since"))
          .whereRef("f.registry", "=", "r.registry")
          .whereRef("f.organization", "=", "r.organization")
          .as("fraudSince"),
      ])
      .orderBy("r.number")
      .execute();
    return rows.map(({ number, organization: address, name, country, firstAccredited, fraudSince, ...newest }) => ({
      did: didOf(chainId, address),
      address,
      number,
      name,
      country,
      standing: describeStanding(fieldsOf(newest, at.time)),
      ...(firstAccredited === null ? {} : { firstAccredited }),
      ...(fraudSince === null ? {} : { fraudSince }),
    }));
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
      const rows = await store
        .selectFrom("intervals")
        .selectAll()
        .where("registry", "=", registry)
        .where("organization", "=", organization)
        .orderBy("start")
        .offset(page.offset)
        .limit(page.limit)
        .execute();
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

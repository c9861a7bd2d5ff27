import { createHash } from "node:crypto";
import type { JsonValue, NetworkFile } from "@cscss-me/sdk";
import { canonicalJson, didOf, parseDid } from "@cscss-me/sdk";
import type { Interval } from "@cscss-me/sdk/registry";
import { ServiceError } from "../errors/ServiceError.ts";
import type { IssuerService } from "./issuers.ts";

/** One accreditation, as EBSI's Trusted Issuers Registry shows an attribute. */
export interface EbsiAttribute {
  /** SHA-256 of the decoded body, in hex. */
  readonly hash: string;
  /** Base64 of a JSON statement. There is no token to show: the registry's word is the chain's. */
  readonly body: string;
  readonly issuerType: "TI" | "Revoked" | "Undefined";
  /** Who accredited: the Council. */
  readonly tao: string;
  readonly rootTao: string;
}

/** A page of a list. */
export interface EbsiPage<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** Which page: EBSI counts from 1. */
export interface EbsiPaging {
  readonly after: number;
  readonly size: number;
}

/** The registry as EBSI's Trusted Issuers Registry v5 would show it. */
export interface EbsiService {
  issuers(paging: EbsiPaging): Promise<EbsiPage<string>>;
  /** One attribute for each entry of the issuer's history, oldest first. @throws ERR_ISSUER_UNKNOWN, ERR_DID */
  attributes(did: string, paging: EbsiPaging): Promise<EbsiPage<EbsiAttribute>>;
  /** @throws ERR_ATTRIBUTE_UNKNOWN */
  attribute(did: string, hash: string): Promise<EbsiAttribute>;
}

const MOST_AT_ONCE = 100;

/** Shows what the registry says in EBSI's form. */
export function ebsiService(issuers: IssuerService, network: NetworkFile): EbsiService {
  const generation = network.generations.at(-1);
  const council = didOf(BigInt(network.chainId), generation?.governance.council ?? "");

  function attributeOf(did: string, { evidence, ...interval }: Interval): EbsiAttribute {
    const statement = { type: "CscssMeAccreditation", did, registry: generation?.registry, ...interval, evidence };
    const bytes = Buffer.from(canonicalJson(JSON.parse(JSON.stringify(statement)) as JsonValue));
    return {
      hash: createHash("sha256").update(bytes).digest("hex"),
      body: bytes.toString("base64"),
      issuerType: TYPES[interval.status],
      tao: council,
      rootTao: council,
    };
  }

  async function page(did: string, offset: number, limit: number): Promise<EbsiPage<EbsiAttribute>> {
    // Here an issuer is named by its DID only.
    parseDid(did);
    const history = await issuers.history(did, { offset, limit });
    return { items: history.items.map((interval) => attributeOf(history.did, interval)), total: history.total };
  }

  return {
    async issuers({ after, size }) {
      const { items, total } = await issuers.list({ offset: (after - 1) * size, limit: size });
      return { items: items.map(({ did }) => did), total };
    },
    attributes: (did, { after, size }) => page(did, (after - 1) * size, size),
    async attribute(did, hash) {
      for (let offset = 0; ; offset += MOST_AT_ONCE) {
        const { items, total } = await page(did, offset, MOST_AT_ONCE);
        const found = items.find((attribute) => attribute.hash === hash);
        if (found !== undefined) return found;
        if (offset + MOST_AT_ONCE >= total) break;
      }
      throw new ServiceError("ERR_ATTRIBUTE_UNKNOWN", "The issuer has no attribute with this hash.");
    },
  };
}

const TYPES = { applied: "Undefined", accredited: "TI", suspended: "Revoked", withdrawn: "Revoked" } as const;

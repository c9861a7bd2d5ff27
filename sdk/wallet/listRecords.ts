import { toPlainFields } from "../call/toPlain.ts";
import type { CategoryName, RecordTypeName } from "../credential/recordTypes.ts";
import { CATEGORIES, recordTypeName } from "../credential/recordTypes.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import { RecordStatus } from "../generated/enums.ts";
import type { SealedRecord } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import { requireActive } from "./requireActive.ts";

const PAGE = 100;

/** One line of a wallet's list, which anybody can read: what, by whom, when; nothing about the person. */
export interface ListedRecord {
  readonly recordId: string;
  /** Address of the organization. */
  readonly issuer: string;
  readonly recordType: RecordTypeName;
  readonly category: CategoryName;
  readonly status: "active" | "suspended" | "revoked";
  readonly sequence: number;
  readonly payloadSequence: number;
  /** Unix seconds of the latest payload. */
  readonly issuedAt: number;
}

/**
 * Lists a wallet's records, oldest first.
 *
 * @returns what stands on chain of each; openRecords opens them.
 * @throws ERR_WALLET_UNKNOWN, ERR_WALLET_DEACTIVATED, ERR_WALLET_DESTROYED; ERR_NODE_UNREACHABLE.
 * @example
 * const records = await listRecords(chain, wallet);
 * const active = records.filter(({ status }) => status === "active");
 */
export async function listRecords(chain: Chain, wallet: string): Promise<ListedRecord[]> {
  const records: ListedRecord[] = [];
  for (let total = 1; records.length < total; ) {
    const page = await readPage(chain, wallet, records.length);
    requireActive(wallet, page.state);
    total = Number(page.total);
    if (page.records.length === 0) break;
    records.push(...page.records.map(listed));
  }
  return records;
}

async function readPage({ lens }: Chain, wallet: string, offset: number) {
  try {
    const result = await lens.sealedRecords(wallet, offset, PAGE);
    return toPlainFields(lens.sealedRecords.fragment.outputs, result) as {
      state: bigint;
      total: bigint;
      records: SealedRecord[];
    };
  } catch (error) {
    throw fromRevert(error);
  }
}

function listed({ entry, organization }: SealedRecord): ListedRecord {
  const category = Object.entries(CATEGORIES).find(([, number]) => BigInt(number) === entry.category);
  const status = Number(entry.status);
  return {
    recordId: entry.recordId,
    issuer: organization,
    recordType: recordTypeName(entry.recordType),
    category: category?.[0] as CategoryName,
    status: status === RecordStatus.Revoked ? "revoked" : status === RecordStatus.Suspended ? "suspended" : "active",
    sequence: Number(entry.sequence),
    payloadSequence: Number(entry.payloadSequence),
    issuedAt: Number(entry.issuedAt),
  };
}

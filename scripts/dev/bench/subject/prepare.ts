import type { CategoryName, RecordTypeName } from "../../../../sdk/credential/recordTypes.ts";
import { RECORD_TYPES } from "../../../../sdk/credential/recordTypes.ts";
import type { PreparedRecord } from "../../../../sdk/issuing/prepareRecord.ts";
import { prepareRecord } from "../../../../sdk/issuing/prepareRecord.ts";
import type { Profile } from "../../../../sdk/wallet/WalletRef.ts";
import type { Stage } from "../../demo/Stage.ts";
import type { Document } from "./Document.ts";
import type { Holder } from "./makeHolders.ts";

/** How a document becomes a record. */
export interface PrepareOptions {
  readonly profile: Profile;
  /** The issuer's own number of the award. */
  readonly award: string;
  readonly sequence?: number;
}

/** Signs, packs and seals a document for a holder, as the university does. */
export function prepare(
  { university }: { readonly university: Pick<Stage["university"], "context"> },
  holder: Pick<Holder, "account" | "encryptionKey">,
  { recordType, claims }: Document,
  { profile, award, sequence = 1 }: PrepareOptions,
): Promise<PreparedRecord> {
  return prepareRecord(university.context, {
    wallet: { owner: holder.account.address, profile, index: 0 },
    encryptionKey: holder.encryptionKey,
    award,
    sequence,
    category: categoryOf(recordType),
    recordType,
    claims,
    validFrom: Date.UTC(2026, 9, 4) / 1000,
  });
}

/** Higher education where it issues such records. */
function categoryOf(recordType: RecordTypeName): CategoryName {
  const { categories } = RECORD_TYPES[recordType];
  return categories.find((name) => name === "higher_education") ?? categories[0] ?? "higher_education";
}

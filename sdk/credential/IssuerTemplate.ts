import type { JsonObject } from "../json/JsonValue.ts";
import type { RecordTypeName } from "./recordTypes.ts";
import type { ClaimSchema } from "./schemas/ClaimSchema.ts";

/** What an issuer has decided once for all its records of a kind. Plain data: it can be kept as a JSON file. */
export interface IssuerTemplate {
  readonly type: "CscssMeTemplate";
  readonly version: 1;
  /** For people. */
  readonly name: string;
  readonly recordType: RecordTypeName;
  /** Claims for where a record states none. */
  readonly defaults?: JsonObject;
  /** Claims that are the same in every record; a record may not state another value. */
  readonly fixed?: JsonObject;
  /**
   * The issuer's own fields, and what it asks of known ones beyond their schema. It adds: both schemas must hold, and
   * either may mark a claim as identifying.
   */
  readonly fields?: Readonly<Record<string, ClaimSchema>>;
  /** Claims no record may lack, beyond those the record type requires. */
  readonly required?: readonly string[];
}

import type { RecordTypeName } from "../../../../sdk/credential/recordTypes.ts";
import type { JsonObject } from "../../../../sdk/json/JsonValue.ts";

/** The content of a credential: what its issuer wants to say, before anything is signed. */
export interface Document {
  readonly recordType: RecordTypeName;
  readonly claims: JsonObject;
}

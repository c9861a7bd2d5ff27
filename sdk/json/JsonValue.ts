/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A JSON object. Test membership with Object.hasOwn: a name may be one that every object inherits. */
export interface JsonObject {
  [name: string]: JsonValue;
}

import { isJsonObject, parseJsonStrict } from "@cscss-me/sdk";

/** What page.json beside the page says. */
export interface PageConfig {
  /** The node to read the chain from; absolute, with http or https. */
  readonly rpcUrl: string;
  /** True where the oracle service itself serves the page. */
  readonly service: boolean;
  /** How old, in seconds, the chain's newest block may be; any age if absent. */
  readonly maxBlockAge?: number;
}

const MEMBERS = ["type", "version", "rpcUrl", "service", "maxBlockAge"];

/**
 * Reads page.json strictly.
 *
 * @param base - the page's own address: rpcUrl may be relative to it.
 * @throws Error naming the member that is wrong; ERR_JSON if it is not JSON.
 */
export function parsePageConfig(text: string, base: string): PageConfig {
  const value = parseJsonStrict(text);
  if (!isJsonObject(value) || value.type !== "CscssMePage" || value.version !== 1) {
    throw new Error('page.json is not of type "CscssMePage", version 1.');
  }
  const unknown = Object.keys(value).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw new Error(`page.json has a member "${unknown}", which there is not.`);
  const { rpcUrl, service = false, maxBlockAge } = value;
  if (typeof rpcUrl !== "string" || !URL.canParse(rpcUrl, base) || !/^https?:$/.test(new URL(rpcUrl, base).protocol)) {
    throw new Error("rpcUrl in page.json is not an http or https URL of a node.");
  }
  if (typeof service !== "boolean") throw new Error("service in page.json is neither true nor false.");
  if (maxBlockAge !== undefined && !(typeof maxBlockAge === "number" && maxBlockAge > 0)) {
    throw new Error("maxBlockAge in page.json is not a number of seconds.");
  }
  return { rpcUrl: new URL(rpcUrl, base).href, service, ...(maxBlockAge === undefined ? {} : { maxBlockAge }) };
}

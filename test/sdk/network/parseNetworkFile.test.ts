import { describe, expect, it } from "vitest";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { parseNetworkFile } from "../../../sdk/network/parseNetworkFile.ts";

const ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const HASH = `0x${"ab".repeat(32)}`;
type Json = Record<string, unknown>;

const FILE = {
  type: "CscssMeNetwork",
  version: 1,
  name: "test",
  chainId: 31337,
  genesisHash: HASH,
  confirmations: 0,
  generations: [
    {
      fromBlock: 0,
      registry: ADDRESS,
      factories: { organizations: ADDRESS, wallets: ADDRESS },
      walletCode: { 1: ADDRESS, 2: ADDRESS, 3: ADDRESS },
      lens: ADDRESS,
      didRegistry: ADDRESS,
      governance: { manager: ADDRESS, council: ADDRESS },
      codeHashes: { registry: HASH, organizations: HASH, wallets: HASH, lens: HASH, didRegistry: HASH },
    },
  ],
};

/** Every member at any depth, by the names that lead to it. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => [[...path, name], ...placesIn(entry, [...path, name])]);
}

const PLACES = placesIn(FILE).map((path) => path.join("/"));
const ADDRESSES = PLACES.filter((place) => valueAt(place) === ADDRESS);

const set =
  (value: unknown) =>
  (parent: Json, name: string): void => {
    parent[name] = value;
  };

function valueAt(place: string): unknown {
  return place.split("/").reduce<unknown>((value, name) => (value as Json)[name], FILE);
}

/** The file with one member changed, or taken away. */
function withChange(place: string, change: (parent: Json, name: string) => void): string {
  const file = structuredClone(FILE) as unknown as Json;
  const names = place.split("/");
  const last = names.pop() ?? "";
  change(
    names.reduce<Json>((value, name) => value[name] as Json, file),
    last,
  );
  return JSON.stringify(file);
}

function refusalOf(text: string): { code?: string; message: string } {
  try {
    parseNetworkFile(text);
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error("It was accepted.");
}

describe("parseNetworkFile", () => {
  it("reads a network file as it is, and with addresses in lower case", () => {
    expect(parseNetworkFile(JSON.stringify(FILE))).toEqual(FILE);
    const lowerCase = JSON.stringify(FILE).replaceAll(ADDRESS, ADDRESS.toLowerCase());
    expect(parseNetworkFile(lowerCase).generations[0]?.lens).toBe(ADDRESS.toLowerCase());
  });

  it.each(PLACES)("refuses another value at %s, and names the place", (place) => {
    const text = place === "name" ? [] : ["x"];
    for (const wrong of [null, "", -1, 1.5, true, [], {}, ...text]) {
      const { code, message } = refusalOf(withChange(place, set(wrong)));
      expect(code, `${place} = ${JSON.stringify(wrong)}`).toBe("ERR_NETWORK_FILE");
      expect(message).toContain(`wrong at #/${place}`);
    }
  });

  it.each(PLACES)("refuses the file without %s, and names it", (place) => {
    const text = withChange(place, (parent, name) => {
      if (Array.isArray(parent)) parent.length = 0;
      else delete parent[name];
    });
    const { code, message } = refusalOf(text);
    expect(code).toBe("ERR_NETWORK_FILE");
    // A list that lacks its only entry is itself what is wrong.
    const wrong = place === "generations/0" ? "#/generations: found a list of 0 entries" : `#/${place}: found nothing`;
    expect(message).toContain(`wrong at ${wrong}, expected `);
  });

  it.each(["", ...PLACES.filter((place) => typeof valueAt(place) === "object" && !Array.isArray(valueAt(place)))])(
    "refuses a member nobody knows in /%s",
    (place) => {
      const text = withChange(place === "" ? "more" : `${place}/more`, set(1));
      expect(refusalOf(text).code).toBe("ERR_NETWORK_FILE");
    },
  );

  it.each(ADDRESSES)("refuses an address with a wrong checksum at %s, and names the place", (place) => {
    const text = withChange(place, set(ADDRESS.replace("C", "c")));
    const { code, message } = refusalOf(text);
    expect(code).toBe("ERR_NETWORK_FILE");
    expect(message).toContain(`#/${place}`);
  });

  it("refuses what is not strict JSON, as such", () => {
    for (const text of ["", "{", JSON.stringify(FILE).replace("{", '{"version":1,')]) {
      expect(refusalOf(text).code).toBe("ERR_JSON");
    }
    expect(refusalOf("[]").code).toBe("ERR_NETWORK_FILE");
  });

  it("connects the newest generation unless told, and refuses a file without any", () => {
    const older = { ...FILE.generations[0], fromBlock: 1 } as (typeof FILE.generations)[number];
    const file = { ...FILE, generations: [older, ...FILE.generations] } as never;
    const provider = null as never;
    expect(connectChain(file, provider).generation).toBe(FILE.generations[0]);
    expect(connectChain(file, provider, { generation: older }).generation).toBe(older);
    const none = { ...FILE, generations: [] } as never;
    expect(() => connectChain(none, provider)).toThrow(expect.objectContaining({ code: "ERR_NETWORK_FILE" }));
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");

/**
 * The rooms of each package from the ground up. A file imports from its own room and from lower lines, never from its own
 * line or above. "(entry)" are the files that lie in no room.
 */
const LAYERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  sdk: [
    ["abi"],
    ["generated"],
    ["errors", "eip712", "time"],
    ["bytes", "json", "workers"],
    ["crypto"],
    ["call", "token", "disclosure", "evm"],
    ["network", "proof", "sending"],
    ["did", "deploy", "governance"],
    ["credential", "seal", "organization"],
    ["inputs", "presentation"],
    ["dictionary", "link"],
    ["words"],
    ["wallet", "registry"],
    ["consent", "document", "verify", "export"],
    ["issuing", "recovery", "offline"],
    ["node"],
    ["(entry)"],
  ],
  "oracle-service": [
    ["nodes", "errors"],
    ["store"],
    ["governance", "indexer"],
    ["services"],
    ["plugins", "schemas", "jobs"],
    ["config", "routes"],
    ["(entry)"],
  ],
  "oracle-service/page/src": [["chain", "messages", "dom", "input"], ["registry"], ["views"], ["(entry)"]],
  "scripts/cli": [
    ["files", "terminal"],
    ["keys"],
    ["frame"],
    ["shared"],
    ["employer", "governance", "graduate", "university"],
    ["setup"],
    ["(entry)"],
  ],
  "scripts/dev": [
    ["ci", "chain", "reference"],
    ["build", "demo", "measure"],
    ["assurance", "bench"],
  ],
};

/** Which packages a package may import, and how: the SDK only by its entry points. The workshop may look inside. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  sdk: [],
  "oracle-service": ["@cscss-me/sdk"],
  "scripts/cli": ["@cscss-me/sdk", "@cscss-me/oracle-service"],
};

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)"([^"]+)"/g;

interface Import {
  readonly file: string;
  readonly names: string;
}

const files = Object.keys(LAYERS).flatMap((folder) => sourcesIn(folder).map((file) => ({ folder, file })));

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/(^|\/)(node_modules|dist)\//.test(file))
    .filter((file) => folder !== "oracle-service" || !file.startsWith("page/"))
    .map((file) => join(folder, file));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(IMPORT)].map(([, names = ""]) => ({ file, names }));
}

/** The room a file of a package lies in. */
function roomOf(folder: string, file: string): string {
  const [first = "", ...rest] = relative(folder, file).split("/");
  return rest.length === 0 ? "(entry)" : first;
}

describe("the house", () => {
  it.each(Object.entries(LAYERS))("%s has its rooms on floors, and no arrow runs upward", (folder, layers) => {
    const floorOf = (room: string) => layers.findIndex((rooms) => rooms.includes(room));
    const own = files.filter((one) => one.folder === folder).map(({ file }) => file);
    expect(own.length).toBeGreaterThan(5);
    expect([...new Set(own.map((file) => roomOf(folder, file)))].filter((room) => floorOf(room) < 0)).toEqual([]);

    const upward = own.flatMap(importsOf).filter(({ file, names }) => {
      const target = relative(ROOT, join(ROOT, dirname(file), names));
      if (!names.startsWith(".") || !target.startsWith(`${folder}/`)) return false;
      const [from, to] = [roomOf(folder, file), roomOf(folder, target)];
      return from !== to && floorOf(to) >= floorOf(from);
    });
    expect(upward.map(({ file, names }) => `${file} -> ${names}`)).toEqual([]);
  });

  it.each(Object.entries(PACKAGES))("%s reaches other packages by their public names only", (folder, allowed) => {
    const own = [folder, `${folder}/page/src`].flatMap((one) => files.filter((file) => file.folder === one));
    const wrong = own
      .flatMap(({ file }) => importsOf(file))
      .filter(({ file, names }) => {
        if (!names.startsWith(".")) {
          return names.startsWith("@cscss-me/") && !allowed.some((one) => names === one || names.startsWith(`${one}/`));
        }
        return relative(folder, join(dirname(file), names)).startsWith("..");
      });
    expect(wrong.map(({ file, names }) => `${file} -> ${names}`)).toEqual([]);
  });
});

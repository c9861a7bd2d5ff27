import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Rolldown } from "vite";
import { build, defaultClientConditions } from "vite";
import { ROOT } from "../ci/runCommand.ts";
import type { Benchmark, Cell, Column } from "./harness/Benchmark.ts";

const COLUMNS: readonly Column[] = [
  { header: "gzip vs", unit: "ratio" },
  { header: "of", unit: "text" },
  { header: "bytes", unit: "count" },
  { header: "gzip", unit: "count" },
];

interface Bundle {
  readonly name: string;
  readonly figure: string;
  /** What is bundled, as an application would write it. */
  readonly code: string;
  /** ethers for the resolver too, whose build for Node would bring another copy: one line in an application's settings. */
  readonly oneEthers?: boolean;
}

const VERIFY_ONLY = `import { connectChain, connectNode, parseNetworkFile } from "@cscss-me/sdk";
import { openVerifier } from "@cscss-me/sdk/verify";
globalThis.open = (file, url) => {
  const network = parseNetworkFile(file);
  return openVerifier(connectChain(network, connectNode(url, network.chainId, "auto")));
};`;
const whole = (entry: string): string => `import * as all from "@cscss-me/sdk/${entry}"; globalThis.all = all;`;

const BUNDLES: readonly Bundle[] = [
  {
    name: "did-jwt-vc verifyCredential with ethr-did-resolver",
    figure: "rival",
    code: `import { verifyCredential } from "did-jwt-vc";
import { Resolver } from "did-resolver";
import { getResolver } from "ethr-did-resolver";
globalThis.verify = (token, networks) => verifyCredential(token, new Resolver(getResolver({ networks })));`,
  },
  { name: "verify only", figure: "verifyOnly", code: VERIFY_ONLY },
  { name: "verify only, one ethers", figure: "verifyOnly.oneEthers", code: VERIFY_ONLY, oneEthers: true },
  { name: "all of /verify, one ethers", figure: "verify", code: whole("verify"), oneEthers: true },
  { name: "all of /wallet, one ethers", figure: "wallet", code: whole("wallet"), oneEthers: true },
];

/** How much a browser loads to verify, or to hold. */
export const bundle: Benchmark = {
  name: "bundle",
  title: "Bytes that a browser loads",
  async run({ say }) {
    const sizes: { readonly one: Bundle; readonly raw: number; readonly gzip: number }[] = [];
    for (const one of BUNDLES) {
      say(one.name);
      const code = await bundled(one);
      sizes.push({ one, raw: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).length });
    }
    const rival = sizes[0]?.gzip ?? Number.NaN;
    return {
      tables: [
        {
          title: "Minified by vite as it comes, for browsers, without polyfills",
          columns: COLUMNS,
          rows: sizes.map(({ one, raw, gzip }): Cell[] => [gzip / rival, one.name, raw, gzip]),
          notes: [
            'One ethers: resolve.alias { ethers: fileURLToPath(import.meta.resolve("ethers")) } in the settings of vite.',
          ],
        },
      ],
      figures: Object.fromEntries(sizes.map(({ one, gzip }) => [`bundle.${one.figure}`, gzip])),
    };
  },
};

/** The code of a bundle, all its chunks. */
async function bundled({ code, oneEthers = false }: Bundle): Promise<string> {
  const entry = "virtual:application";
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    resolve: {
      conditions: ["cscss-source", ...defaultClientConditions],
      alias: oneEthers ? { ethers: fileURLToPath(import.meta.resolve("ethers")) } : {},
    },
    plugins: [
      {
        name: "application",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? code : undefined),
      },
    ],
    build: { write: false, rollupOptions: { input: entry } },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return output.map((part) => (part.type === "chunk" ? part.code : "")).join("");
}

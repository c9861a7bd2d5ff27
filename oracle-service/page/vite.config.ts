import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defaultClientConditions, defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // Relative, so that the page works in any folder of any host.
  base: "./",
  // The resolver's CommonJS build asks for another copy of ethers, which would double what employers load.
  resolve: {
    conditions: ["cscss-source", ...defaultClientConditions],
    alias: { ethers: fileURLToPath(import.meta.resolve("ethers")) },
  },
  plugins: [developing()],
  build: {
    outDir: "../../dist/page",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    // Its polyfill would be an inline script in old browsers; the policy allows none.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
});

/** For `npm run page:dev`: the chain that the environment names, and no policy, which vite's reloading could not keep to. */
function developing(): Plugin {
  const { CSCSS_NETWORK, CSCSS_RPC_URL = "http://127.0.0.1:8545/" } = process.env;
  const files: Readonly<Record<string, () => string>> = {
    "/network.json": () => readFileSync(CSCSS_NETWORK ?? "", "utf8"),
    "/page.json": () => JSON.stringify({ type: "CscssMePage", version: 1, rpcUrl: CSCSS_RPC_URL }),
  };
  return {
    name: "cscss-page-developing",
    apply: "serve",
    transformIndexHtml: (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""),
    configureServer({ middlewares }) {
      if (CSCSS_NETWORK === undefined)
        throw new Error("CSCSS_NETWORK is missing: the network file that the page pins.");
      middlewares.use((request, response, next) => {
        const file = files[request.url ?? ""];
        if (file === undefined) return next();
        response.setHeader("content-type", "application/json").end(file());
      });
    },
  };
}

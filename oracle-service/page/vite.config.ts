import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // Relative, so that the page works in any folder of any host.
  base: "./",
  // The resolver's CommonJS build asks for another copy of ethers, which would double what employers load.
  resolve: { alias: { ethers: fileURLToPath(import.meta.resolve("ethers")) } },
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

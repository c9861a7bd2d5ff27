// npm run build:packages: makes the three packages that are published, under dist/packages/. `npm publish FOLDER` takes each.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../ci/runCommand.ts";
import { runTool } from "../ci/runTool.ts";
import { buildContracts } from "./buildContracts.ts";
import { buildPage } from "./buildPage.ts";
import { PACKAGES } from "./packages/packages.ts";
import type { Manifest } from "./packages/publishedManifest.ts";
import { publishedManifest } from "./packages/publishedManifest.ts";

await buildContracts();
rmSync(join(ROOT, "dist", "packages"), { recursive: true, force: true });
const shared = readManifest(ROOT);
for (const { sources, built } of PACKAGES) {
  const compiled = await runTool("tsc", ["-p", join(sources, "tsconfig.build.json")]);
  if (compiled !== 0) throw new Error(`${sources} was not compiled.`);
  const manifest = publishedManifest(readManifest(sources), shared);
  writeFileSync(join(built, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(sources, "PACKAGE.md"), join(built, "README.md"));
  copyFileSync(join(ROOT, "LICENSE"), join(built, "LICENSE"));
  // Where the service finds it in a clone too: in dist/page, two folders above plugins/page.ts.
  if (manifest.name === "@cscss-me/oracle-service") await buildPage(join(built, "dist", "page"));
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

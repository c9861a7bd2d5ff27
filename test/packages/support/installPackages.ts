import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { PACKAGES } from "../../../scripts/dev/build/packages/packages.ts";
import type { Manifest } from "../../../scripts/dev/build/packages/publishedManifest.ts";
import { runNode } from "../../../scripts/dev/ci/runTool.ts";
import { npm } from "./npm.ts";

/** What is packed and installed, for the tests to look at. */
export interface Installed {
  /** The tarballs, in the order of PACKAGES: SDK, service, command line. */
  readonly tarballs: readonly string[];
  /** A folder with the SDK installed and nothing else. */
  readonly sdk: string;
  /** A folder with what the SDK depends on, without eth-crypto. */
  readonly lean: string;
  /** A folder with the command line installed. */
  readonly cli: string;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly installed: Installed;
  }
}

/** Builds the three packages, packs them, and installs the tarballs into empty folders. */
export default async function installPackages(project: TestProject): Promise<() => void> {
  if ((await runNode(["scripts/dev/build/buildPackages.ts"])) !== 0) throw new Error("The packages were not built.");
  const root = realpathSync(mkdtempSync(join(tmpdir(), "cscss-packages-")));
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  try {
    const packed = PACKAGES.map(({ built }) => npm(["pack", "--json", "--pack-destination", root], built));
    const tarballs = (await Promise.all(packed)).map((json) => join(root, fileNameIn(json)));
    const [sdk, lean, cli] = [emptyFolder("sdk"), emptyFolder("lean"), emptyFolder("cli")];
    await install(sdk, tarballs.slice(0, 1));
    await install(lean, withoutEthCrypto(sdk));
    await install(cli, tarballs);
    project.provide("installed", { tarballs, sdk, lean, cli });
  } catch (error) {
    remove();
    throw error;
  }
  return remove;

  function emptyFolder(name: string): string {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, "package.json"), '{ "private": true, "type": "module" }');
    return join(root, name);
  }
}

function install(folder: string, packages: readonly string[]): Promise<string> {
  return npm(["install", "--prefer-offline", "--no-audit", "--no-fund", ...packages], folder);
}

function withoutEthCrypto(sdk: string): string[] {
  const file = join(sdk, "node_modules", "@cscss-me", "sdk", "package.json");
  const { dependencies = {} } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  return Object.entries(dependencies).flatMap(([name, range]) => (name === "eth-crypto" ? [] : [`${name}@${range}`]));
}

/** The name of the tarball in what `npm pack --json` prints: a list, or an object by package names. */
function fileNameIn(json: string): string {
  const [packed] = Object.values(JSON.parse(json) as Record<string, { readonly filename: string }>);
  if (packed === undefined) throw new Error(`npm pack told no file: ${json}`);
  return packed.filename;
}

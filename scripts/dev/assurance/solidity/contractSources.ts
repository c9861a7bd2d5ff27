import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import type { SolidityUserConfig } from "hardhat/types/config";
import config from "../../../../hardhat.config.ts";
import { CscssError } from "../../../../sdk/errors/CscssError.ts";

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, "..", "..", "..", "..");

/** Every file under contracts/ by its path from the root, as the compiler takes it. */
export function contractSources(): Readonly<Record<string, { readonly content: string }>> {
  const files = readdirSync(join(ROOT, "contracts"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sol"))
    .map((file) => `contracts/${file.split(sep).join("/")}`)
    .sort();
  return Object.fromEntries(files.map((file) => [file, { content: readFileSync(join(ROOT, file), "utf8") }]));
}

/** Finds what a source imports: our own files by their path from the root, the others in node_modules. */
export const importFile = {
  import: (path: string): unknown => {
    const own = path.startsWith("contracts/") || path.startsWith("test/");
    return { contents: readFileSync(join(ROOT, own ? "" : "node_modules", path), "utf8") };
  },
};

/** The compiler settings the contracts are built with. */
export function compilerSettings(): object {
  const solidity: SolidityUserConfig | undefined = config.solidity;
  const profile = typeof solidity === "object" && "profiles" in solidity ? solidity.profiles.default : undefined;
  if (profile === undefined || !("settings" in profile) || profile.settings === undefined) {
    throw new CscssError("ERR_BUILD", "hardhat.config.ts has no compiler settings in its default profile.");
  }
  return profile.settings;
}

/** The version of the compiler, as the contracts' pragma names it. */
export const COMPILER_VERSION: string = (createRequire(import.meta.url)("solc/package.json") as { version: string })
  .version;

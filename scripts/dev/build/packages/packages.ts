import { join } from "node:path";
import { ROOT } from "../../ci/runCommand.ts";

/** A package that is published: where its sources lie, and where it is built. */
export interface PublishedPackage {
  readonly sources: string;
  readonly built: string;
}

/** The packages, each after those it needs. */
export const PACKAGES: readonly PublishedPackage[] = [
  { sources: "sdk", built: "sdk" },
  { sources: "oracle-service", built: "oracle-service" },
  { sources: "scripts/cli", built: "cli" },
].map(({ sources, built }) => ({ sources: join(ROOT, sources), built: join(ROOT, "dist", "packages", built) }));

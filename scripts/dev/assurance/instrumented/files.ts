import { join } from "node:path";

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, "..", "..", "..", "..");
/** Everything that measuring leaves behind: instrumented artifacts, points, hits. */
export const FOLDER = join(ROOT, "cache", "contract-coverage");
/** One file of points for each instrumented source. */
export const POINTS = join(FOLDER, "points");
/** One file for each process that ran contracts: a tag a line. */
export const HITS = join(FOLDER, "hits");
export const ARTIFACTS = join(FOLDER, "artifacts");

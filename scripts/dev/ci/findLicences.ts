import { ALLOWED, EXCEPTIONS } from "./allowedLicences.ts";

/** A package-lock.json, as far as licences go. */
export interface LockFile {
  readonly packages: Readonly<Record<string, { readonly license?: string; readonly link?: boolean }>>;
}

/** What was found in a lock file. */
export interface Licences {
  /** How many packages have each licence. */
  readonly counts: ReadonlyMap<string, number>;
  /** Each package whose licence is not on the list: where it lies, and what it says. */
  readonly refused: readonly string[];
  /** Exceptions for packages that are no longer there. */
  readonly idle: readonly string[];
}

const NONE = "none in the lock file";

/** Looks up the licence of every package of a lock file, those of other platforms too, in the list. */
export function findLicences({ packages }: LockFile): Licences {
  const counts = new Map<string, number>();
  const refused: string[] = [];
  const used = new Set<string>();
  for (const [path, { license = NONE, link }] of Object.entries(packages)) {
    const name = /.*node_modules\/(.+)$/.exec(path)?.[1];
    // The root and the workspaces are our own.
    if (name === undefined || link === true) continue;
    counts.set(license, (counts.get(license) ?? 0) + 1);
    if (isAllowed(license)) continue;
    const exception = EXCEPTIONS.find((one) => covers(one.package, name) && one.licence === bare(license));
    if (exception === undefined) refused.push(`${path}: ${license}`);
    else used.add(exception.package);
  }
  return { counts, refused, idle: EXCEPTIONS.map((one) => one.package).filter((name) => !used.has(name)) };
}

/** Whether an SPDX expression is fulfilled by licences on the list alone. */
function isAllowed(expression: string): boolean {
  const text = bare(expression);
  // None is nested deeper today; who meets one decides on it in the list.
  if (/[()]/.test(text)) return false;
  if (text.includes(" OR ")) return text.split(" OR ").some(isAllowed);
  if (text.includes(" AND ")) return text.split(" AND ").every(isAllowed);
  return ALLOWED.includes(text);
}

function bare(expression: string): string {
  return /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression;
}

function covers(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

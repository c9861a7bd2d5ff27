/** A package.json, as far as packing looks into it. */
export interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly sideEffects?: readonly string[];
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
}

/** The export condition by which the repository reaches its own sources; who installs a package has none. */
const SOURCE_CONDITION = "cscss-source";
/** What all packages share stands in the root package.json alone. */
const SHARED = ["version", "license", "engines"] as const;

/**
 * The package.json that is published: the shared members of the root, no export of sources, nothing for developing, and
 * the sibling packages in this very version.
 *
 * @throws RangeError if the root lacks a shared member, or the package writes one itself.
 */
export function publishedManifest(own: Manifest, root: Manifest): Manifest {
  const { private: _private, devDependencies: _development, exports, sideEffects, dependencies = {}, ...rest } = own;
  const shared = SHARED.map((name) => {
    if (root[name] === undefined) throw new RangeError(`The root package.json has no "${name}".`);
    if (own[name] !== undefined) throw new RangeError(`${own.name}: "${name}" stands in the root package.json only.`);
    return [name, root[name]] as const;
  });
  const published = Object.entries(exports ?? {}).map(([path, conditions]) => {
    const kept = Object.entries(conditions).filter(([condition]) => condition !== SOURCE_CONDITION);
    return [path, Object.fromEntries(kept)] as const;
  });
  const needed = Object.entries(dependencies).map(
    ([name, range]) => [name, range === "*" ? root.version : range] as const,
  );
  return {
    ...rest,
    ...Object.fromEntries(shared),
    ...(exports === undefined ? {} : { exports: Object.fromEntries(published) }),
    ...(sideEffects === undefined ? {} : { sideEffects: sideEffects.filter((file) => !file.endsWith(".ts")) }),
    dependencies: Object.fromEntries(needed),
  } as Manifest;
}

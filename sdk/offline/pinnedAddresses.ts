import type { Generation, PinnedContract } from "../network/NetworkFile.ts";

/** Where the contracts are whose code a reader checks before it believes them; in lower case. */
export function pinnedAddresses(generation: Generation): Readonly<Record<PinnedContract, string>> {
  const { registry, factories, lens, didRegistry } = generation;
  const { organizations, wallets } = factories;
  return {
    registry: registry.toLowerCase(),
    organizations: organizations.toLowerCase(),
    wallets: wallets.toLowerCase(),
    lens: lens.toLowerCase(),
    didRegistry: didRegistry.toLowerCase(),
  };
}

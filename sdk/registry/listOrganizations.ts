import type { Chain } from "../network/connectChain.ts";
import type { RegisteredOrganization } from "./readOrganization.ts";
import { readOrganization } from "./readOrganization.ts";

/** All organizations that ever applied, in the order they did. */
export async function listOrganizations(chain: Chain): Promise<RegisteredOrganization[]> {
  const count = Number(await chain.registry.organizationCount());
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return Promise.all(
    numbers.map(async (number) => readOrganization(chain, await chain.registry.organizationOf(number))),
  );
}

import type { Log } from "ethers";
import { readEvents } from "../call/readEvents.ts";
import { decodeRevert } from "../errors/fromRevert.ts";
import type { Revert } from "../errors/Revert.ts";
import { connectOrganization } from "../generated/Organization.ts";

/** The records of a batch that their wallets refused, by their place in it; the others are in their wallets. */
export function readRefusals(organization: string, logs: readonly Log[]): ReadonlyMap<number, Revert> {
  const refusals = readEvents(connectOrganization(organization, null), "ItemRefused", logs);
  return new Map(
    refusals.map(({ args: { index, reason } }) => {
      return [Number(index), decodeRevert(reason) ?? { name: "unknown", args: [reason] }];
    }),
  );
}

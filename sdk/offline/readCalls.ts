import { getBytes } from "ethers";
import { ethereumDIDRegistryInterface } from "../generated/EthereumDIDRegistry.ts";
import type { QueryInput } from "../generated/structs.ts";
import { verificationLensInterface } from "../generated/VerificationLens.ts";
import type { Generation } from "../network/NetworkFile.ts";

/** The two reads a bundle has to prove: what the lens answers, and when the holder's identity last changed. */
export function readCalls({ lens, didRegistry }: Generation, query: QueryInput, holder: string) {
  return {
    answer: { to: lens, data: getBytes(verificationLensInterface.encodeFunctionData("read", [[query]])) },
    changed: { to: didRegistry, data: getBytes(ethereumDIDRegistryInterface.encodeFunctionData("changed", [holder])) },
  } as const;
}

import { concat, getCreate2Address, keccak256, solidityPacked, toBeHex, ZeroHash } from "ethers";
import type { Generation } from "../network/NetworkFile.ts";
import type { WalletRef } from "./WalletRef.ts";

/**
 * Where a wallet is, or will be: computed as the factory does, without asking a node.
 *
 * @source ERC-1167 clone with immutable arguments, as OpenZeppelin's Clones lays it out.
 */
export function walletAddress(generation: Generation, { owner, profile, index }: WalletRef): string {
  const args = solidityPacked(["address", "uint8", "uint32"], [owner, profile, index]);
  const initCode = concat([
    "0x61",
    toBeHex(45 + 25, 2),
    "0x3d81600a3d39f3363d3d373d3d3d363d73",
    generation.walletCode[profile],
    "0x5af43d82803e903d91602b57fd5bf3",
    args,
  ]);
  return getCreate2Address(generation.factories.wallets, ZeroHash, keccak256(initCode));
}

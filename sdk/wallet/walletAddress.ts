import { concatBytes } from "@noble/hashes/utils";
import { encodeUint } from "../bytes/encodeUint.ts";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { keccak256 } from "../crypto/keccak256.ts";
import type { Generation } from "../network/NetworkFile.ts";
import type { WalletRef } from "./WalletRef.ts";

/** What is before and behind the implementation's address in the creation code of a clone with 25 bytes of arguments. */
const BEFORE = decodeHex("0x6100463d81600a3d39f3363d3d373d3d3d363d73", 20);
const BEHIND = decodeHex("0x5af43d82803e903d91602b57fd5bf3", 15);

/**
 * Where a wallet is, or will be: computed as the factory does, without asking a node.
 *
 * @returns the address in checksum form.
 * @throws ERR_ARGUMENT for an owner that is no address; ERR_ENCODING for a generation whose addresses are none.
 * @source ERC-1167 clone with immutable arguments, as OpenZeppelin's Clones lays it out; EIP-1014 for its address.
 * @example
 * walletAddress(generation, {
 *   owner: "0xbde77E5D8aa91b288EDF0d7401d6BD4D5ead8F65",
 *   profile: 3,
 *   index: 0,
 * }); // "0x7Ae7899FaddE83ba9B5382503eC2581568F33D78"
 */
export function walletAddress(generation: Generation, { owner, profile, index }: WalletRef): string {
  const implementation = decodeHex(generation.walletCode[profile], 20);
  const args = concatBytes(decodeHex(checksumAddress(owner), 20), encodeUint(profile, 1), encodeUint(index, 4));
  const initCode = concatBytes(BEFORE, implementation, BEHIND, args);
  const factory = decodeHex(generation.factories.wallets, 20);
  const made = concatBytes(Uint8Array.of(0xff), factory, new Uint8Array(32), keccak256(initCode));
  return checksumAddress(encodeHex(keccak256(made).subarray(12)));
}

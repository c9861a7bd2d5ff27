import type { Chain } from "@cscss-me/sdk";
import { checksumAddress, EIP712_TYPES, eip712Domain } from "@cscss-me/sdk";
import { connectCouncil } from "@cscss-me/sdk/contracts";
import type { Decision } from "@cscss-me/sdk/registry";
import type { TypedDataField } from "ethers";
import { Interface, TypedDataEncoder, verifyTypedData } from "ethers";
import { ServiceError } from "../errors/ServiceError.ts";

/** A member's agreement to what it signed. */
export interface Signed {
  readonly member: string;
  readonly signature: string;
}

/** Something to sign, as wallets take it (eth_signTypedData_v4). */
export interface TypedMessage {
  readonly domain: {
    readonly name: string;
    readonly version: string;
    readonly chainId: bigint;
    readonly verifyingContract: string;
  };
  readonly types: Readonly<Record<string, readonly TypedDataField[]>>;
  readonly message: Readonly<Record<string, unknown>>;
}

/** A note on an application, as a member signs it. It counts for this service of this Council only. */
export const NOTE_TYPES = {
  Note: [
    { name: "application", type: "string" },
    { name: "text", type: "string" },
  ],
} as const satisfies Record<string, readonly TypedDataField[]>;

const ERC1271 = new Interface(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
const ERC1271_YES = "0x1626ba7e";

/** A decision as the Council's contract checks it. */
export function decisionMessage(chain: Chain, decision: Decision): TypedMessage {
  const place = { chainId: chain.chainId, contract: chain.generation.governance.council };
  return { domain: eip712Domain(place), types: { Decision: EIP712_TYPES.Decision }, message: { ...decision } };
}

/** A note as this service checks it. */
export function noteMessage(chain: Chain, note: { readonly application: string; readonly text: string }): TypedMessage {
  const { council } = chain.generation.governance;
  const domain = {
    name: "CSCSS ME oracle service",
    version: "1",
    chainId: chain.chainId,
    verifyingContract: council,
  };
  return { domain, types: NOTE_TYPES, message: note };
}

/** The hash that is signed. */
export function digestOf({ domain, types, message }: TypedMessage): string {
  return TypedDataEncoder.hash(domain, mutable(types), message);
}

/**
 * Makes sure that a member of the Council signed.
 *
 * @returns the member's address, checksummed.
 * @throws ERR_NOT_A_MEMBER, ERR_SIGNATURE_WRONG.
 */
export async function requireMember(
  chain: Chain,
  message: TypedMessage,
  { member, signature }: Signed,
): Promise<string> {
  const address = checksumAddress(member);
  const council = connectCouncil(chain.generation.governance.council, chain.provider);
  if (!(await council.isMember(address))) {
    throw new ServiceError("ERR_NOT_A_MEMBER", `${address} is not a member of the Council.`);
  }
  if (!(await agrees(chain, message, { member: address, signature }))) {
    throw new ServiceError("ERR_SIGNATURE_WRONG", `This is not what ${address} signed, or not its signature.`);
  }
  return address;
}

/** Whether an account agrees to it now; a contract account may have agreed, and agree no more. */
export async function agrees(chain: Chain, message: TypedMessage, { member, signature }: Signed): Promise<boolean> {
  const code = await chain.provider.getCode(member);
  return code === "0x" ? isSigner(message, member, signature) : contractAgrees(chain, message, member, signature);
}

/** r, s and 27 or 28, as the Council's contract takes it; ethers would take shorter forms too, and the relay would fail. */
const CANONICAL = /^0x[0-9a-f]{128}(?:1b|1c)$/i;

function isSigner({ domain, types, message }: TypedMessage, address: string, signature: string): boolean {
  if (!CANONICAL.test(signature)) return false;
  try {
    return verifyTypedData(domain, mutable(types), message, signature) === address;
  } catch {
    // ethers throws for what is no signature at all, or has a high s.
    return false;
  }
}

async function contractAgrees(
  chain: Chain,
  message: TypedMessage,
  address: string,
  signature: string,
): Promise<boolean> {
  const data = ERC1271.encodeFunctionData("isValidSignature", [digestOf(message), signature]);
  try {
    // As the Council's contract will ask.
    const from = chain.generation.governance.council;
    return (await chain.provider.call({ from, to: address, data })).slice(0, 10) === ERC1271_YES;
  } catch (error) {
    // The contract's no may be a revert; a node that is away is none.
    if ((error as { code?: string }).code === "CALL_EXCEPTION") return false;
    throw error;
  }
}

const mutable = (types: TypedMessage["types"]): Record<string, TypedDataField[]> =>
  Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, [...fields]]));

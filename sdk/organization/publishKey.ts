import type { Signer } from "ethers";
import { readEvents } from "../call/readEvents.ts";
import { sendTransaction } from "../call/sendTransaction.ts";
import { CscssError } from "../errors/CscssError.ts";
import { KeyPurpose } from "../generated/enums.ts";
import { connectOrganization } from "../generated/Organization.ts";

/**
 * Publishes a key of an organization, in its contract and in its DID document.
 *
 * @param key.publicKey - 33 bytes, compressed.
 * @param key.validity - seconds from now.
 * @param admin - an account with the organization's admin role.
 * @param key.purpose - what it may do: sign records, or seal them.
 * @returns the key's number.
 * @throws ERR_REVERTED, for instance for a key that was published before; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const key = { purpose: "signing", publicKey, validity: 5 * 31_536_000 } as const;
 * const number = await publishKey(admin, organization, key);
 */
export async function publishKey(
  admin: Signer,
  organization: string,
  key: { readonly purpose: "signing" | "sealing"; readonly publicKey: Uint8Array; readonly validity: number },
): Promise<number> {
  const contract = connectOrganization(organization, admin);
  const purpose = key.purpose === "signing" ? KeyPurpose.Signing : KeyPurpose.Sealing;
  const receipt = await sendTransaction(() => contract.publishKey(purpose, key.publicKey, key.validity));
  const [published] = readEvents(contract, "KeyPublished", receipt.logs);
  if (published === undefined)
    throw new CscssError("ERR_NODE_UNREACHABLE", "The node hides the event of the publication.");
  return Number(published.args.number);
}

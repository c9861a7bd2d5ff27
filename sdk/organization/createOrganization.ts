import type { Signer } from "ethers";
import { hexlify, toUtf8Bytes } from "ethers";
import { readEvents } from "../call/readEvents.ts";
import { sendTransaction } from "../call/sendTransaction.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";

/** Who the organization is. */
export interface OrganizationInput {
  /** Up to 200 bytes of UTF-8. */
  readonly name: string;
  /** ISO 3166-1 alpha-2, for instance "IT". */
  readonly country: string;
  /** Hash of what the organization publishes about itself, 32 bytes in hex. */
  readonly metadataHash: string;
  /** 32 bytes in hex; another one for a second organization of the same account. */
  readonly salt: string;
}

/**
 * Makes an organization whose admin is the signer.
 *
 * @returns its address, which is also its DID's.
 * @throws ERR_ARGUMENT for a country that is no code; ERR_REVERTED for a name or country the contract refuses;
 * ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const none = `0x${"00".repeat(32)}`;
 * const input = { name: "Università di Esempio", country: "IT", metadataHash: none, salt: none };
 * const organization = await createOrganization(chain, admin, input);
 */
export async function createOrganization(chain: Chain, admin: Signer, input: OrganizationInput): Promise<string> {
  const { organizationFactory } = chain;
  const country = toUtf8Bytes(input.country);
  if (!/^[A-Z]{2}$/.test(input.country)) {
    throw new CscssError(
      "ERR_ARGUMENT",
      `"${input.country}" is not a country code: two capital letters, for instance IT.`,
    );
  }
  const address = await admin.getAddress();
  const receipt = await sendTransaction(() =>
    organizationFactory.connect(admin).create(input.name, hexlify(country), input.metadataHash, address, input.salt),
  );
  const [created] = readEvents(organizationFactory, "OrganizationCreated", receipt.logs);
  if (created === undefined) throw new CscssError("ERR_NODE_UNREACHABLE", "The node hides the event of the creation.");
  return created.args.organization;
}

import type { Signer } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { connectOrganization } from "../generated/Organization.ts";

/** Where an organization can be reached: a service of its DID document. */
export interface Service {
  /** 1 to 24 letters and digits, for instance LinkedDomains. */
  readonly type: string;
  /** A URI of at most 512 printable characters. */
  readonly endpoint: string;
}

/**
 * Publishes a service in the organization's DID document; once more, for longer.
 *
 * @param admin - an account with the organization's admin role.
 * @param service.validity - seconds from now.
 * @throws ERR_REVERTED for a type or endpoint of another form; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @source DID Core, section 5.4; did:ethr method specification.
 * @example
 * const service = { type: "LinkedDomains", endpoint: "https://uni.example" };
 * await publishService(admin, organization, { ...service, validity: 31_536_000 });
 */
export async function publishService(
  admin: Signer,
  organization: string,
  service: Service & { readonly validity: number },
): Promise<void> {
  const contract = connectOrganization(organization, admin);
  await sendTransaction(() => contract.publishService(service.type, service.endpoint, service.validity));
}

/**
 * Takes a published service back.
 *
 * @param admin - an account with the organization's admin role.
 * @throws ERR_REVERTED for a service that is not published; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * await endService(admin, organization, { type: "LinkedDomains", endpoint: "https://uni.example" });
 */
export async function endService(admin: Signer, organization: string, { type, endpoint }: Service): Promise<void> {
  await sendTransaction(() => connectOrganization(organization, admin).endService(type, endpoint));
}

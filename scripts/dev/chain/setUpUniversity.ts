import type { Wallet } from "ethers";
import { ZeroHash } from "ethers";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import type { CategoryName } from "../../../sdk/credential/recordTypes.ts";
import type { Secp256k1 } from "../../../sdk/crypto/Secp256k1.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import type { Decision } from "../../../sdk/governance/decide.ts";
import {
  approveDecision,
  enactDecision,
  executeScheduled,
  makeDecision,
  scheduleCall,
} from "../../../sdk/governance/decide.ts";
import type { IssuerContext } from "../../../sdk/issuing/prepareRecord.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import { createOrganization } from "../../../sdk/organization/createOrganization.ts";
import { publishKey } from "../../../sdk/organization/publishKey.ts";
import type { AccreditationAct } from "../../../sdk/registry/accreditationCall.ts";
import { accreditationCall, authorityNumber, categoryMask } from "../../../sdk/registry/accreditationCall.ts";
import type { SealingKey } from "../../../sdk/seal/SealingKey.ts";
import type { TokenSigner } from "../../../sdk/token/TokenSigner.ts";

/** A Council of one, who decides at once. */
export interface GovernorOptions {
  readonly chain: Chain;
  readonly governor: Wallet;
  /** Pays for the decisions, and has no rights. */
  readonly relayer: Wallet;
  readonly random: (length: number) => Uint8Array;
  /** The chain's time, Unix seconds. */
  now(): Promise<number>;
  /** Lets the delay of an admission pass. Leave it out where there is none. */
  readonly passDelay?: () => Promise<void>;
}

const DECIDES_WITHIN = 86_400;

/** Gives the function by which the Council decides on an act and, after its delay, carries it out. */
export function openGovernor(options: GovernorOptions): (organization: string, act: AccreditationAct) => Promise<void> {
  const { chain, governor, relayer, random, now, passDelay } = options;
  async function enact(call: Pick<Decision, "target" | "data">): Promise<void> {
    const decision = makeDecision(call, { deadline: (await now()) + DECIDES_WITHIN, random });
    await enactDecision(chain, relayer, decision, [await approveDecision(chain, governor, decision)]);
  }
  return async (organization, act) => {
    const call = accreditationCall(chain, organization, act);
    if (act.act === "suspend" || passDelay === undefined) return enact(call);
    await enact(scheduleCall(chain, call));
    await passDelay();
    await executeScheduled(chain, relayer, call);
  };
}

/** Makes an organization, gives out its roles, and lets it apply. @returns its address. */
export async function makeApplicant(
  chain: Chain,
  admin: Wallet,
  terms: {
    readonly name: string;
    readonly registrar: string;
    readonly issuer: string;
    readonly categories: readonly CategoryName[];
    /** Stands for the hash of papers. */
    readonly evidence: string;
    readonly salt?: string;
  },
): Promise<string> {
  const { name, registrar, issuer, categories, evidence, salt = ZeroHash } = terms;
  const address = await createOrganization(chain, admin, { name, country: "IT", metadataHash: evidence, salt });
  const contract = connectOrganization(address, admin);
  const [registrarRole, issuerRole] = [await contract.REGISTRAR_ROLE(), await contract.ISSUER_ROLE()];
  await sendTransaction(() => contract.grantRole(registrarRole, registrar));
  await sendTransaction(() => contract.grantRole(issuerRole, issuer));
  const scope = [authorityNumber("direct"), categoryMask(categories)] as const;
  await sendTransaction(() => contract.applyForAccreditation(...scope, evidence));
  return address;
}

/** Publishes a signing key and a sealing key. @returns everything the organization issues with. */
export async function publishIssuerKeys(
  chain: Chain,
  admin: Wallet,
  address: string,
  keys: {
    readonly signer: TokenSigner;
    readonly sealingKey: SealingKey;
    /** Seconds. */
    readonly validity: number;
    readonly recordSecret: Uint8Array;
    readonly random: (length: number) => Uint8Array;
    /** Plain JavaScript unless told; see openSecp256k1. */
    readonly curve?: Secp256k1;
  },
): Promise<IssuerContext> {
  const { signer, sealingKey, validity, recordSecret, random, curve } = keys;
  const publish = (purpose: "signing" | "sealing", publicKey: Uint8Array) =>
    publishKey(admin, address, { purpose, publicKey, validity });
  return {
    chainId: chain.chainId,
    generation: chain.generation,
    organization: address,
    signing: { signer, number: await publish("signing", signer.publicKey) },
    sealing: { key: sealingKey, number: await publish("sealing", sealingKey.publicKey) },
    recordSecret,
    random,
    ...(curve && { curve }),
  };
}

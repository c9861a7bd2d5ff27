import type { Wallet } from "ethers";
import { hexlify, keccak256 } from "ethers";
import { NOTE_TYPES } from "../../../oracle-service/governance/members.ts";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { councilInterface } from "../../../sdk/generated/Council.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import { approveDecision, enactDecision, makeDecision } from "../../../sdk/governance/decide.ts";
import { createOrganization } from "../../../sdk/organization/createOrganization.ts";
import { authorityNumber, categoryMask } from "../../../sdk/registry/accreditationCall.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, EVIDENCE } from "../../fixtures/world.ts";
import { ask, post } from "./ask.ts";
import type { TestService } from "./openService.ts";

/** The papers of the tests. */
export const PAPERS = Buffer.from("Statuto dell'Accademia di Prova, con firma del rettore");

/** Puts these members in place of the governor, of whom two have to agree. */
export async function seatCouncil({ chain, governor, local, random, relayer }: World, members: readonly Wallet[]) {
  const target = chain.generation.governance.council;
  const addresses = members.map(({ address }) => address).sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
  const data = councilInterface.encodeFunctionData("setMembers", [addresses, 2]);
  const decision = makeDecision({ target, data }, { deadline: (await local.now()) + DAY, random });
  await enactDecision(chain, relayer, decision, [await approveDecision(chain, governor, decision)]);
}

/** An organization that has applied, naming these papers. @returns its address. */
export async function applicant(world: World, papers: Uint8Array = PAPERS): Promise<string> {
  const { account } = world.mallory;
  const salt = hexlify(world.random(32));
  const terms = { name: "Accademia di Prova", country: "IT", metadataHash: EVIDENCE, salt };
  const address = await createOrganization(world.chain, account, terms);
  const contract = connectOrganization(address, account);
  const scope = [authorityNumber("direct"), categoryMask(["vocational"])] as const;
  await sendTransaction(() => contract.applyForAccreditation(...scope, keccak256(papers)));
  return address;
}

/** Hands in papers, as they are. */
export function submit(service: TestService, issuer: string, papers = PAPERS, type = "application/pdf") {
  const url = `/v1/applications?issuer=${encodeURIComponent(issuer)}`;
  return ask(service, { method: "POST", url, payload: papers, headers: { "content-type": type } });
}

/** Signs a draft as a wallet would. */
export async function signDraft(member: Wallet, { typedData }: { readonly typedData: TypedData }) {
  const { domain, types, message } = typedData;
  return { member: member.address, signature: await member.signTypedData(domain, types, message) };
}

interface TypedData {
  readonly domain: Record<string, unknown>;
  readonly types: Record<string, { name: string; type: string }[]>;
  readonly message: Record<string, unknown>;
}

/** A draft for this proposal, made by the service. */
export async function draftOf(service: TestService, proposal: object) {
  const { status, body } = await post(service, "/v1/decisions/drafts", proposal);
  if (status !== 200) throw new Error(body.detail);
  return body;
}

/** Hands a decision in with its first signature. */
export async function propose(service: TestService, proposal: object, member: Wallet) {
  const draft = await draftOf(service, proposal);
  const approval = await signDraft(member, draft);
  const { nonce } = draft.decision;
  return { draft, answer: await post(service, "/v1/decisions", { ...proposal, nonce, approval }) };
}

/** A note as its author signs it. */
export async function signNote({ chain }: World, member: Wallet, application: string, text: string) {
  const domain = {
    name: "CSCSS ME oracle service",
    version: "1",
    chainId: chain.chainId,
    verifyingContract: chain.generation.governance.council,
  };
  const types = { Note: [...NOTE_TYPES.Note] };
  return { member: member.address, text, signature: await member.signTypedData(domain, types, { application, text }) };
}

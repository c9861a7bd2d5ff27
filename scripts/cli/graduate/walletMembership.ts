import type { Chain } from "@cscss-me/sdk";
import { CscssError, nowInSeconds, RECORD_TYPES } from "@cscss-me/sdk";
import { connectOrganization } from "@cscss-me/sdk/contracts";
import { random } from "@cscss-me/sdk/node";
import type { MembershipAct } from "@cscss-me/sdk/wallet";
import { sendMembershipAct, signMembershipAct } from "@cscss-me/sdk/wallet";
import { addressArgument } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { issuerNames } from "../shared/issuerNames.ts";
import type { Agreement } from "./readAgreement.ts";
import { readAgreement } from "./readAgreement.ts";

const ACTS = ["chain", "account", "payer", "send"] as const;

/** How a graduate ends what was agreed with an organization. */
export const WALLET_MEMBERSHIP_COMMANDS: readonly CliCommand[] = [
  {
    name: "wallet leave",
    summary: "Ends your agreement to get records from an organization. What it issued stays; it can still change that.",
    args: ["ORGANIZATION"],
    needs: ACTS,
    example: "cscss wallet leave 0x7a30…7A4e --keystore me.json",
    run: (session) => act(session, { act: "leave" }, addressArgument(session.args[0], "ORGANIZATION"), session.owner()),
  },
  {
    name: "wallet take-back",
    summary: "Takes back a consent or a request that you signed, unless the organization has used it.",
    args: ["FILE"],
    needs: ACTS,
    example: "cscss wallet take-back request.json --keystore me.json",
    async run(session) {
      const agreement = readAgreement(session.args[0] ?? "");
      return act(session, await endOf(await session.chain(), agreement), agreement.organization, agreement.owner);
    },
  },
];

async function act(session: Session, what: MembershipAct, organization: string, owner: string): Promise<undefined> {
  const chain = await session.chain();
  const name = (await issuerNames(await session.reader(), [organization])).get(organization) ?? organization;
  const holder = await session.account();
  if (!(await session.approve(`${IN_WORDS[what.act]} ${name}.`))) return undefined;
  const deadline = nowInSeconds() + 3600;
  const signed = await signMembershipAct(chain, holder, what, { organization, owner, deadline, random });
  await sendMembershipAct(await session.payer(), signed);
  session.result({ organization, act: what.act }, "Done.");
  return undefined;
}

const IN_WORDS: Readonly<Record<MembershipAct["act"], string>> = {
  leave: "You leave",
  withdrawConsent: "What you signed becomes worthless for",
  withdrawRequest: "Your request, which was accepted, is taken back from",
};

/** What takes it back, as it stands on chain. @throws ERR_CONSENT if nothing can */
async function endOf(chain: Chain, agreement: Agreement): Promise<MembershipAct> {
  const { chainId, organization, owner, nonce, request } = agreement;
  const fail = (problem: string) => new CscssError("ERR_CONSENT", problem, { details: { organization } });
  if (chainId !== chain.network.chainId) throw fail(`It was signed for chain ${chainId}.`);
  const contract = connectOrganization(organization, chain.provider);
  if (!(await contract.isNonceUsed(owner, nonce))) return { act: "withdrawConsent", nonce };
  if (request === undefined)
    throw fail(`It was used, or taken back before. To end a membership: cscss wallet leave ${organization}`);
  const { wallet, recordType, consent } = request;
  const { number } = RECORD_TYPES[recordType];
  const until = await contract.requestedUntil(owner, wallet.profile, wallet.index, number);
  // A newer request for the same has another deadline.
  if (Number(until) !== consent.deadline) throw fail("It was answered, or taken back before.");
  return { act: "withdrawRequest", wallet, recordType, until: consent.deadline };
}

import type { Chain } from "@cscss-me/sdk";
import { nowInSeconds, RECORD_TYPES, timeInWords } from "@cscss-me/sdk";
import { connectOrganization, sendTransaction } from "@cscss-me/sdk/contracts";
import type { RecordRequest } from "@cscss-me/sdk/wallet";
import { createWallet, walletAddress } from "@cscss-me/sdk/wallet";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { usageError } from "../terminal/usageError.ts";
import { checkDocuments, readRecordRequest, readRecordRequests } from "./readRecordRequests.ts";

/** What holders ask an organization for. */
export const ORG_REQUESTS_COMMANDS: readonly CliCommand[] = [
  {
    name: "org requests list",
    summary: "Lists holders' requests for a record, from the files they sent, and what became of each.",
    args: ["REQUEST…"],
    needs: ["chain", "organization"],
    example: "cscss org requests list requests --issuer issuer.json",
    run: list,
  },
  {
    name: "org requests show",
    summary: "Shows one request, and checks that the papers handed over are the ones it names.",
    args: ["REQUEST", "[PAPER…]"],
    needs: ["chain", "organization"],
    example: "cscss org requests show requests/ada.json papers/diploma.pdf --issuer issuer.json",
    run: show,
  },
  {
    name: "org requests accept",
    summary:
      "Accepts a request, after the papers were checked: one record of that type can then be issued to the holder.",
    args: ["REQUEST", "[PAPER…]"],
    needs: ["chain", "account", "organization", "send"],
    example:
      "cscss org requests accept requests/ada.json papers/diploma.pdf --issuer issuer.json --keystore registrar.json",
    run: accept,
  },
];

type State = "open" | "accepted" | "used" | "expired";

async function list(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const organization = session.organization();
  const filed = readRecordRequests(session.args, { chainId: chain.network.chainId, organization });
  const requests = [];
  for (const { file, request } of filed) requests.push({ file, ...(await describe(chain, request)) });
  const rows = requests.map(({ file, recordType, state, documents, deadline }) => {
    return [file, recordType.replaceAll("_", " "), state, String(documents.length), timeInWords(deadline)];
  });
  session.result(requests, session.table([["file", "asks for", "state", "papers", "can be accepted until"], ...rows]));
  return undefined;
}

async function show(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const request = readOne(session, chain);
  const papers = session.args.slice(1);
  const checked = papers.length > 0;
  if (checked) checkDocuments(request, papers);
  const described = await describe(chain, request);
  const rows = [
    ["asks for", described.recordType.replaceAll("_", " ")],
    ["message", request.message],
    ["state", described.state],
    ["wallet", described.wallet],
    ["until", timeInWords(described.deadline)],
    ...described.documents.map(({ name, hash }) => ["paper", `${name}  ${hash}${checked ? "  as handed over" : ""}`]),
  ];
  session.result({ ...described, papersChecked: checked }, session.table(rows));
  return undefined;
}

async function accept(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const request = readOne(session, chain);
  const { consent, recordType, creation, documents } = request;
  const evidence = checkDocuments(request, session.args.slice(1));
  const { state, wallet } = await describe(chain, request);
  if (state !== "open") throw usageError(`The request is ${state}. Nothing was sent.`);
  const registrar = await session.account();
  const what = `Accepting the request for a ${recordType.replaceAll("_", " ")} with ${documents.length} papers, all as the holder signed for them.`;
  if (!(await session.approve(what, true))) return undefined;
  if ((await chain.provider.getCode(wallet)) === "0x") await createWallet(chain, registrar, creation);
  const contract = connectOrganization(request.organization, registrar);
  const terms = {
    holder: request.wallet.owner,
    profile: request.wallet.profile,
    walletIndex: request.wallet.index,
    recordType: RECORD_TYPES[recordType].number,
    documents: consent.documents,
    nonce: BigInt(consent.nonce),
    deadline: consent.deadline,
  };
  await sendTransaction(() => contract.acceptRequest(terms, consent.signature));
  const next = `cscss org issue --wallet ${wallet} --type ${recordType} --request ${session.args[0]} …`;
  session.result({ accepted: true, wallet, recordType, evidence }, `Accepted. Issue the record with: ${next}`);
  return undefined;
}

function readOne(session: Session, chain: Chain): RecordRequest {
  const expected = { chainId: chain.network.chainId, organization: session.organization() };
  return readRecordRequest(session.args[0] ?? "", expected);
}

/** What the chain says of a request: accepted means that its record was not issued yet. */
async function describe(chain: Chain, request: RecordRequest) {
  const { wallet, consent, recordType, documents, organization } = request;
  const contract = connectOrganization(organization, chain.provider);
  const used = await contract.isNonceUsed(wallet.owner, BigInt(consent.nonce));
  const { owner, profile, index } = wallet;
  const until = await contract.requestedUntil(owner, profile, index, RECORD_TYPES[recordType].number);
  const expired = consent.deadline < nowInSeconds();
  const state: State = used && until === 0n ? "used" : expired ? "expired" : used ? "accepted" : "open";
  const address = walletAddress(chain.generation, wallet);
  return { recordType, state, wallet: address, documents, deadline: consent.deadline, message: request.message };
}

import { CscssError, didOf, recognizedRecordOf } from "@cscss-me/sdk";
import { categoryFor, nextAttempt } from "@cscss-me/sdk/issue";
import { fileNonceStore } from "@cscss-me/sdk/node";
import type { Expectation } from "@cscss-me/sdk/verify";
import { openVerifier, parseRequest, splitPresentation } from "@cscss-me/sdk/verify";
import { readEncryptionKey, readWallet, walletAddress } from "@cscss-me/sdk/wallet";
import { readTextFile } from "../files/readTextFile.ts";
import { addressArgument } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { headline } from "../shared/formatVerification.ts";
import { readPresentation } from "../shared/readPresentation.ts";
import { categoriesOf, categoryChoices } from "./categoryOptions.ts";
import { issueOne, PAYLOAD, readClaims, readRequest, withEvidence } from "./issueOne.ts";
import { openIssuer } from "./openIssuer.ts";

const KINDS = ["equivalent", "comparable", "partial"] as const;

/** What a recognition body does with a credential of somebody else. */
export const ORG_RECOGNISE_COMMANDS: readonly CliCommand[] = [
  {
    name: "org recognise",
    summary:
      "Verifies a credential that a holder presented, and states into the holder's wallet what it is worth here.",
    args: ["PRESENTATION"],
    options: {
      kind: { type: "string", value: KINDS.join("|"), help: "what it is" },
      answers: { type: "string", value: "FILE", help: "your request that the holder answered with it" },
      audience: { type: "string", help: "without a request: who you are, as the holder knows you" },
      wallet: { type: "string", value: "ADDRESS", help: "the holder's wallet that takes the statement" },
      request: { type: "string", value: "FILE", help: "the holder's accepted request for it, instead of a wallet" },
      category: { type: "string", multiple: true, help: "the category (default: the usual one)" },
      ...PAYLOAD,
    },
    needs: ["chain", "account", "issuer", "dictionary", "send"],
    example:
      "cscss org recognise presentation.txt --audience recognition.example --kind equivalent --wallet 0x5FbD…0aa3 --claims statement.json --out claim.json --issuer issuer.json --keystore issuing.json",
    run: recognise,
  },
];

async function recognise(session: Session): Promise<undefined> {
  const recognitionKind = session.choice("kind", KINDS);
  const chain = await session.chain();
  const { secrets } = await session.issuerSecrets();
  const issuer = await openIssuer(chain, secrets, session.option("dictionary"));
  const { organization } = issuer;
  const presentation = await readPresentation(session.args[0] ?? "", process.stdin);
  const answers = session.option("answers");
  const audience = session.option("audience");
  const expected: Expectation =
    answers === undefined
      ? { kind: "standing", ...(audience === undefined ? {} : { audience }) }
      : { kind: "answer", request: parseRequest(readTextFile(answers)) };
  const nonces = answers === undefined ? {} : { nonces: fileNonceStore(answers) };
  const verification = await openVerifier(chain, nonces).verify(presentation, expected);
  const { verdict, holder, credential } = verification;
  session.say(headline(verification));
  if (verdict !== "valid" || holder === undefined || credential === undefined) {
    const problem = `What is not valid cannot be recognised. ${headline(verification)}`;
    throw new CscssError(verdict === "notCheckable" ? "ERR_NODE_UNREACHABLE" : "ERR_CREDENTIAL", problem);
  }
  const request = readRequest(session, { chainId: chain.network.chainId, organization });
  const address =
    request === undefined
      ? addressArgument(session.required("wallet"), "--wallet")
      : walletAddress(chain.generation, request.wallet);
  const { owner, profile, index } = await readWallet(chain, address);
  if (didOf(chain.chainId, owner) !== holder.did) {
    throw new CscssError("ERR_OWNER", `The presentation is about ${holder.did}, and the wallet belongs to ${owner}.`);
  }
  const stated = readClaims(session);
  const { token } = splitPresentation(presentation);
  const claims = {
    ...(request === undefined ? stated.claims : withEvidence(stated.claims, request)),
    recognizedRecord: { ...recognizedRecordOf(token) },
    recognitionKind,
  };
  const categories = await categoriesOf(await session.reader(), organization);
  const award = {
    wallet: { owner, profile, index },
    encryptionKey: await readEncryptionKey(chain, address),
    ...stated,
    claims,
    attempt: await nextAttempt(chain, issuer, { wallet: address, award: stated.award }),
    category: categoryFor("recognition_statement", categoryChoices(session.list("category")), categories),
    recordType: "recognition_statement",
  } as const;
  const claimFile = session.required("out");
  const account = await session.account();
  const issued = await issueOne(issuer, award, { account, claimFile, confirm: session.approve });
  if (issued !== undefined) session.result(issued, `Done. Give ${claimFile} to the graduate.`);
  return undefined;
}

import type { Chain } from "@cscss-me/sdk";
import { encodeUtf8 } from "@cscss-me/sdk";
import { connectOrganization, feesOf, priceOf } from "@cscss-me/sdk/contracts";
import {
  approveBatch,
  costInWords,
  findDictionary,
  holdsDictionary,
  prepareBatch,
  publishDictionary,
  requireApproved,
  trainDictionary,
} from "@cscss-me/sdk/issue";
import { lockBeside } from "@cscss-me/sdk/node";
import type { Signer } from "ethers";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { categoriesOf } from "./categoryOptions.ts";
import type { DictionaryFile } from "./dictionaryFile.ts";
import { dictionaryError, readDictionaryFile, writeDictionaryFile } from "./dictionaryFile.ts";
import { formatDictionary } from "./formatDictionary.ts";
import { publicationOf } from "./publication.ts";
import { AWARD_OPTIONS, readAwardsFrom } from "./readBatchInput.ts";

const SENDS = ["chain", "account", "organization", "send"] as const;
/** Measured: npm run bench -- --only gas. */
const PUBLISHING_GAS = 112_000;
const PUBLISHED_BYTE_GAS = 217;
const FOR_EVER = "Everybody can read this on the chain, for ever. Go through it: nothing in it may be about a person.";

/** The texts an organization's records have in common, published once so that no record has to bring them. */
export const ORG_DICTIONARY_COMMANDS: readonly CliCommand[] = [
  {
    name: "org dictionary make",
    summary: "Finds the texts that the records of many people have in common, shows them, and writes them into a file.",
    args: ["FILE"],
    options: {
      ...AWARD_OPTIONS,
      out: { type: "string", value: "FILE", help: "the dictionary (default: dictionary.json)" },
    },
    needs: ["chain"],
    example: "cscss org dictionary make graduates.csv --out dictionary.json",
    run: make,
  },
  {
    name: "org dictionary publish",
    summary: "Puts a dictionary on the chain for ever. From then on issue with --dictionary FILE.",
    args: ["DICTIONARY"],
    needs: SENDS,
    example: "cscss org dictionary publish dictionary.json --issuer issuer.json --keystore issuing.json",
    run: publish,
  },
  {
    name: "org dictionary propose",
    summary: "Under the two-person rule: puts a dictionary forward for approval, by a registrar.",
    args: ["DICTIONARY"],
    needs: SENDS,
    example: "cscss org dictionary propose dictionary.json --issuer issuer.json --keystore registrar.json",
    run: (session) => agree(session, "Proposing", prepareBatch),
  },
  {
    name: "org dictionary approve",
    summary: "Under the two-person rule: shows a dictionary, and approves that it is published, by another issuer.",
    args: ["DICTIONARY"],
    needs: SENDS,
    example: "cscss org dictionary approve dictionary.json --issuer issuer.json --keystore dean.json",
    run: (session) => agree(session, "Approving", approveBatch),
  },
];

async function make(session: Session): Promise<undefined> {
  const [input = ""] = session.args;
  const out = session.option("out") ?? "dictionary.json";
  const { rows, problems } = readAwardsFrom(input, session);
  if (problems.length > 0) session.say(`${problems.length} cells or rows cannot be read, and are left out.`);
  const { chainId } = session.network();
  const { text, pieces } = await trainDictionary(rows, BigInt(chainId));
  if (text === "")
    throw dictionaryError(input, "has no texts that enough people's records have in common to be worth it");
  session.say(formatDictionary(pieces));
  const size = encodeUtf8(text).length;
  const most = Math.min(...pieces.map(({ holders }) => holders));
  writeDictionaryFile(out, { type: "CscssMeDictionary", version: 1, chainId, text }, { replace: false });
  const summary = `${out}: ${pieces.length} texts, ${size} bytes; each is in the records of ${most} people or more. ${FOR_EVER}`;
  session.result({ file: out, bytes: size, pieces }, summary);
  return undefined;
}

async function publish(session: Session): Promise<undefined> {
  const { file } = await open(session);
  const unlock = lockBeside(file);
  try {
    return await publishLocked(session);
  } finally {
    unlock();
  }
}

async function publishLocked(session: Session): Promise<undefined> {
  const { file, chain, organization, content } = await open(session);
  const number = await findSent(session, chain, organization, content);
  if (number !== undefined) return report(session, file, content, number);
  const accredited = await categoriesOf(await session.reader(), organization);
  const { input, batchHash } = await publicationOf(chain, organization, accredited, content.text);
  session.say(formatDictionary([content]));
  const price = priceOf(feesOf(await session.node().getFeeData()));
  const cost = costInWords(PUBLISHING_GAS + PUBLISHED_BYTE_GAS * input.bytes.length, price);
  const what = `Publishing ${input.bytes.length} bytes, ${cost}. ${FOR_EVER}`;
  if (!(await session.approve(what, true))) return undefined;
  await requireApproved(chain, organization, batchHash);
  const account = await session.account();
  const after = Number(await connectOrganization(organization, chain.provider).dataContractCount());
  // On the disk before it is sent: after a crash it is looked for, and not paid for twice.
  writeDictionaryFile(file, { ...content, sent: { organization, after } }, { replace: true });
  const published = await publishDictionary(chain, account, organization, input);
  return report(session, file, { ...content, sent: { organization, after } }, published.number);
}

function report(session: Session, file: string, content: DictionaryFile, number: number): undefined {
  if (content.number !== number) writeDictionaryFile(file, { ...content, number }, { replace: true });
  const text = `It is dictionary ${number} of the organization. Keep ${file}, and issue with --dictionary ${file}.`;
  session.result({ file, number }, text);
  return undefined;
}

/** The number of what an earlier run sent. @throws ERR_DICTIONARY while it may still get into a block */
async function findSent(
  session: Session,
  chain: Chain,
  organization: string,
  { sent, text, number }: DictionaryFile,
): Promise<number | undefined> {
  if (sent === undefined) return undefined;
  const bytes = encodeUtf8(text);
  // Where it was last, and only if a reorganisation took it from there among all that came since.
  if (number !== undefined && (await holdsDictionary(chain, organization, number, bytes))) return number;
  const found = await findDictionary(chain, organization, bytes, sent.after);
  if (found !== undefined) return found;
  const { address } = await session.account();
  const [mined, known] = [
    await session.node().getTransactionCount(address),
    await session.node().getTransactionCount(address, "pending"),
  ];
  if (known > mined) throw dictionaryError(session.args[0] ?? "", "may be on its way: run this again in a minute");
  return undefined;
}

async function agree(
  session: Session,
  doing: string,
  act: (account: Signer, organization: string, batchHash: string) => Promise<void>,
): Promise<undefined> {
  const { chain, organization, content } = await open(session);
  const accredited = await categoriesOf(await session.reader(), organization);
  const { input, batchHash } = await publicationOf(chain, organization, accredited, content.text);
  session.say(formatDictionary([content]));
  if (!(await session.approve(`${doing} these ${input.bytes.length} bytes. ${FOR_EVER}`, true))) return undefined;
  await act(await session.account(), organization, batchHash);
  session.result({ batchHash }, `Done: ${batchHash}`);
  return undefined;
}

async function open(session: Session) {
  const [file = ""] = session.args;
  const chain = await session.chain();
  const organization = session.organization();
  const content = readDictionaryFile(file, { chainId: chain.network.chainId, organization });
  return { file, chain, organization, content };
}

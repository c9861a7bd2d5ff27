import { nowInSeconds, timeInWords } from "@cscss-me/sdk";
import { listGrants, signHolderConsent } from "@cscss-me/sdk/interim";
import { random } from "@cscss-me/sdk/node";
import { standingInWords } from "@cscss-me/sdk/registry";
import { createWallet, listRecords, listWallets, signWalletCreation } from "@cscss-me/sdk/wallet";
import { getBytes } from "ethers";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { addressArgument, numberOption } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { issuerNames } from "../shared/issuerNames.ts";
import { organizationAt } from "../shared/organizationAt.ts";
import { nameOf, ownWallet } from "./ownWallet.ts";
import { NEW_WALLET, PROFILES, profileOf, WALLET_OPTION } from "./walletOptions.ts";

/** A graduate's wallets, and what is in them. */
export const WALLET_COMMANDS: readonly CliCommand[] = [
  {
    name: "wallet create",
    summary: "Makes a wallet.",
    options: NEW_WALLET,
    needs: ["chain", "account", "payer", "send"],
    example: "cscss wallet create --profile 2 --keystore me.json",
    run: create,
  },
  {
    name: "wallet consent",
    summary: "Signs what a university needs to make you a wallet and to issue into it. Costs nothing; hand it over.",
    options: {
      organization: { type: "string", value: "ADDRESS", help: "the university" },
      student: { type: "string", value: "NUMBER", help: "your student number there" },
      validity: { type: "string", value: "DURATION", help: "how long it can be used (default: 90d)" },
      out: { type: "string", value: "FILE", help: "where to write it" },
      ...NEW_WALLET,
    },
    needs: ["chain", "account"],
    example:
      "cscss wallet consent --organization 0x7a30…7A4e --student S2026000001 --out consent.json --keystore me.json",
    run: consent,
  },
  {
    name: "wallet show",
    summary: "Shows the account's wallets.",
    needs: ["chain", "account"],
    example: "cscss wallet show --keystore me.json",
    async run(session) {
      const wallets = (await listWallets(await session.chain(), session.owner())).map((one) => ({
        name: nameOf(one),
        ...one,
      }));
      const rows = wallets.map(({ name, state, recordCount, address }) => [name, state, String(recordCount), address]);
      const text = session.table([["wallet", "state", "records", "address"], ...rows]);
      session.result(wallets, wallets.length === 0 ? "No wallet yet. Make one: cscss wallet create" : text);
      return undefined;
    },
  },
  {
    name: "wallet list",
    summary: "Lists a wallet's records: what, by whom, since when, and whether it is good.",
    options: WALLET_OPTION,
    needs: ["chain", "account"],
    example: "cscss wallet list --keystore me.json",
    run: list,
  },
  {
    name: "wallet grants",
    summary: "Lists what was released to verifiers and can be taken back: cscss wallet withdraw.",
    options: WALLET_OPTION,
    needs: ["chain", "account"],
    example: "cscss wallet grants --keystore me.json",
    async run(session) {
      const chain = await session.chain();
      const grants = await listGrants(chain, (await ownWallet(chain, session.option("wallet"), session.owner)).address);
      const now = nowInSeconds();
      const rows = grants.map(({ grantedAt, until, withdrawn }, index) => {
        const end = until === 0 ? "no end" : timeInWords(until);
        const state = withdrawn ? "withdrawn" : until !== 0 && until < now ? "ended" : "open";
        return [String(index + 1), state, timeInWords(grantedAt), end];
      });
      const text = session.table([["", "state", "since", "until"], ...rows]);
      session.result(grants, grants.length === 0 ? "Nothing was granted." : text);
      return undefined;
    },
  },
];

async function create(session: Session): Promise<undefined> {
  const wallet = {
    profile: profileOf(session.choice("profile", PROFILES, "2")),
    index: numberOption(session, "index", 0),
  };
  const chain = await session.chain();
  const holder = await session.account();
  const what = `Making wallet ${wallet.index} of profile ${wallet.profile} for ${session.owner()}.`;
  if (!(await session.approve(what))) return undefined;
  const creation = await signWalletCreation(
    chain,
    holder,
    { owner: session.owner(), ...wallet },
    { encryptionKey: getBytes(holder.signingKey.compressedPublicKey), deadline: nowInSeconds() + 3600 },
  );
  const address = await createWallet(chain, await session.payer(), creation);
  session.result({ address, ...wallet }, address);
  return undefined;
}

async function consent(session: Session): Promise<undefined> {
  const [studentId, out] = [session.required("student"), session.required("out")];
  const organization = addressArgument(session.required("organization"), "--organization");
  const profile = profileOf(session.choice("profile", PROFILES, "2"));
  const chain = await session.chain();
  const { name, country, standing } = await organizationAt(await session.reader(), organization);
  const holder = await session.account();
  const words = `a wallet of profile ${profile}, and records from ${name} (${country}), which is ${standingInWords(standing)}`;
  if (!(await session.approve(`You consent to ${words}.`))) return undefined;
  const signed = await signHolderConsent(chain, holder, {
    studentId,
    owner: session.owner(),
    organization,
    profile,
    index: numberOption(session, "index", 0),
    encryptionKey: getBytes(holder.signingKey.compressedPublicKey),
    deadline: nowInSeconds() + parseDuration(session.option("validity") ?? "90d", "validity"),
    random,
  });
  writeFileSafely(out, `${JSON.stringify(signed, null, 2)}\n`);
  session.result({ file: out, wallet: signed.wallet }, `Signed. Hand ${out} to ${name}.`);
  return undefined;
}

async function list(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const { address } = await ownWallet(chain, session.option("wallet"), session.owner);
  const records = await listRecords(chain, address);
  const issuers = await issuerNames(
    await session.reader(),
    records.map(({ issuer }) => issuer),
  );
  const named = records.map((record, index) => ({
    number: index + 1,
    issuerName: issuers.get(record.issuer),
    ...record,
  }));
  const rows = named.map(({ number, recordType, issuerName = "", issuedAt, status, payloadSequence }) => {
    const version = payloadSequence === 1 ? "" : `version ${payloadSequence}`;
    return [String(number), recordType.replaceAll("_", " "), issuerName, timeInWords(issuedAt), status, version];
  });
  const text = session.table([["", "record", "issued by", "on", "status", ""], ...rows]);
  session.result(named, named.length === 0 ? "The wallet is empty." : text);
  return undefined;
}

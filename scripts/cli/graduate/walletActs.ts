import { nowInSeconds } from "@cscss-me/sdk";
import { listGrants } from "@cscss-me/sdk/interim";
import type { WalletAct } from "@cscss-me/sdk/wallet";
import { sendWalletAct, signWalletAct } from "@cscss-me/sdk/wallet";
import { addressArgument } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { usageError } from "../terminal/usageError.ts";
import { nameOf, ownWallet } from "./ownWallet.ts";
import { WALLET_OPTION } from "./walletOptions.ts";

const ACTS = ["chain", "account", "payer", "send"] as const;

/** What a holder does with a wallet. */
export const WALLET_ACT_COMMANDS: readonly CliCommand[] = [
  {
    name: "wallet block",
    summary: "Takes nothing new from an organization. What it issued it can still change.",
    args: ["ORGANIZATION"],
    options: WALLET_OPTION,
    needs: ACTS,
    example: "cscss wallet block 0x7a30…7A4e --keystore me.json",
    run: (session) =>
      act(session, { act: "blockOrganization", organization: organization(session) }, "The organization is blocked."),
  },
  {
    name: "wallet unblock",
    summary: "Takes records from an organization again.",
    args: ["ORGANIZATION"],
    options: WALLET_OPTION,
    needs: ACTS,
    example: "cscss wallet unblock 0x7a30…7A4e --keystore me.json",
    run: (session) =>
      act(session, { act: "unblockOrganization", organization: organization(session) }, "It may issue again."),
  },
  {
    name: "wallet withdraw",
    summary: "Takes a grant back: who verifies from now on sees that it was withdrawn.",
    args: ["NUMBER|GRANT"],
    options: WALLET_OPTION,
    needs: ACTS,
    example: "cscss wallet withdraw 1 --keystore me.json",
    async run(session) {
      return act(session, { act: "withdrawGrant", grantId: await grantArgument(session) }, "The grant is withdrawn.");
    },
  },
  {
    name: "wallet deactivate",
    summary: "Closes a wallet: nobody can verify or add records until it is reactivated.",
    options: WALLET_OPTION,
    needs: ACTS,
    example: "cscss wallet deactivate --keystore me.json",
    run: (session) => act(session, { act: "deactivate" }, "The wallet is deactivated."),
  },
  {
    name: "wallet reactivate",
    summary: "Opens a deactivated wallet again.",
    options: WALLET_OPTION,
    needs: ACTS,
    example: "cscss wallet reactivate --keystore me.json",
    run: (session) => act(session, { act: "reactivate" }, "The wallet is active again."),
  },
  {
    name: "wallet destroy",
    summary: "Destroys a wallet at once and for good. Its records can never be verified or opened again.",
    options: {
      ...WALLET_OPTION,
      confirm: { type: "string", value: "NAME", help: "the wallet's name, instead of typing it" },
    },
    needs: ACTS,
    example: "cscss wallet destroy --wallet wallet-2-0-a1B2 --confirm wallet-2-0-a1B2 --keystore me.json",
    run: destroy,
  },
];

async function destroy(session: Session): Promise<undefined> {
  const chain = await session.chain();
  const wallet = await ownWallet(chain, session.option("wallet"), session.owner);
  const name = nameOf(wallet);
  session.say(`${name} with ${wallet.recordCount} records is destroyed at once and for good. Nobody can undo it.`);
  if (!session.flag("dry-run")) {
    const typed =
      session.option("confirm") ?? (await session.prompt.ask(`Type the wallet's name, ${name}:`, "--confirm NAME"));
    if (typed.trim() !== name) throw usageError(`That is not the wallet's name (${name}). Nothing was destroyed.`);
  }
  return act(session, { act: "destroy" }, `${name} is destroyed.`);
}

async function act(session: Session, what: WalletAct, done: string): Promise<undefined> {
  const chain = await session.chain();
  const wallet = await ownWallet(chain, session.option("wallet"), session.owner);
  const holder = await session.account();
  if (!(await session.approve(`${what.act} on ${nameOf(wallet)}.`))) return undefined;
  const deadline = nowInSeconds() + 3600;
  const signed = await signWalletAct(chain, holder, wallet.address, what, { deadline });
  await sendWalletAct(await session.payer(), signed);
  session.result({ wallet: wallet.address, ...what }, done);
  return undefined;
}

function organization(session: Session): string {
  return addressArgument(session.args[0], "ORGANIZATION");
}

/** A grant by its number in `wallet grants`, or its id. @throws ERR_USAGE */
async function grantArgument(session: Session): Promise<string> {
  const [named = ""] = session.args;
  if (/^0x[0-9a-f]{64}$/.test(named)) return named;
  const chain = await session.chain();
  const grants = await listGrants(chain, (await ownWallet(chain, session.option("wallet"), session.owner)).address);
  const grant = /^[0-9]{1,6}$/.test(named) ? grants[Number(named) - 1] : undefined;
  if (grant !== undefined) return grant.grantId;
  throw usageError(`"${named}" is not a number from 1 to ${grants.length}, nor a grant's id; see cscss wallet grants.`);
}

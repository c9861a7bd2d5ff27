import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { Chain } from "@cscss-me/sdk";
import { nowInSeconds, timeInWords } from "@cscss-me/sdk";
import { random } from "@cscss-me/sdk/node";
import {
  changeEncryptionKey,
  dismissDelegate,
  listDelegates,
  listWallets,
  readEncryptionKey,
  rotateController,
  sendWalletAct,
} from "@cscss-me/sdk/wallet";
import { getBytes, hexlify, Wallet } from "ethers";
import { eraseFile } from "../files/eraseFile.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { privateKeyOf } from "../frame/Session.ts";
import { openHolderKeystore, writeHolderKeystore } from "../keys/keystore.ts";
import { usageError } from "../terminal/usageError.ts";
import { nameOf } from "./ownWallet.ts";

/** Another key, and no key. */
export const WALLET_KEY_COMMANDS: readonly CliCommand[] = [
  {
    name: "wallet rotate-key",
    summary:
      "Hands all your wallets to a new key, and seals new records to it. Old records open with the old one, kept along.",
    options: {
      "new-keystore": { type: "string", value: "FILE", help: "where the new key goes, with the old ones beside it" },
      "new-password-file": { type: "string", value: "FILE", help: "its password (default: --password-file)" },
      "dismiss-delegates": { type: "boolean", help: "also take back who may present for you; the new account pays" },
    },
    needs: ["chain", "account", "payer", "send"],
    example: "cscss wallet rotate-key --new-keystore me-2.json --keystore me.json",
    run: rotate,
  },
  {
    name: "wallet forget-keys",
    summary: "Erases an account's file. What was sealed to its keys can never be opened again, by you neither.",
    options: {
      confirm: { type: "string", value: "FILE", help: "the file's name, instead of typing it" },
      "dry-run": { type: "boolean", help: "print what would be erased, and stop" },
    },
    needs: ["account"],
    example: "cscss wallet forget-keys --keystore me.json --confirm me.json",
    run: forget,
  },
];

/** Every step looks first whether it is done, so that a rotation that stopped half-way goes on with the same command. */
async function rotate(session: Session): Promise<undefined> {
  const file = session.required("new-keystore");
  const chain = await session.chain();
  const owner = session.owner();
  const current = await session.account();
  const wallets = (await listWallets(chain, owner)).filter(({ state }) => state !== "destroyed");
  const names = wallets.map(nameOf).join(", ") || "no wallet yet";
  const what = `A new key takes over everything of ${owner} (${names}). The old one loses its rights for good.`;
  if (!(await session.approve(what, true))) return undefined;

  const next = new Wallet(hexlify(await newKey(session, file, owner, privateKeyOf(current))), session.node());
  await rotateController(chain, current, { owner, newController: next.address });
  const payer = await session.payer();
  for (const { address } of wallets) {
    if (await sealsTo(chain, address, next)) continue;
    const deadline = nowInSeconds() + 3600;
    const encryptionKey = getBytes(next.signingKey.compressedPublicKey);
    await sendWalletAct(payer, await changeEncryptionKey(chain, next, address, { encryptionKey, deadline }));
  }
  const delegates = await listDelegates(chain, owner);
  for (const { address: delegate, validUntil } of delegates) {
    if (session.flag("dismiss-delegates")) await dismissDelegate(chain, next, { owner, delegate });
    else session.say(`${delegate} may still present for you, until ${timeInWords(validUntil)}: --dismiss-delegates.`);
  }
  const lines = [
    `${next.address} acts for ${owner} now. Use ${file} from here on: it opens old records too.`,
    "What you released under the old key (wallet grants) no longer verifies: share it anew.",
  ];
  const kept = session.flag("dismiss-delegates") ? [] : delegates;
  session.result(
    { owner, controller: next.address, keystore: file, wallets: wallets.map(nameOf), delegates: kept },
    lines.join("\n"),
  );
  return undefined;
}

/** The key in the new file: written, and opened, before anything is handed to it. */
async function newKey(session: Session, file: string, owner: string, current: Uint8Array): Promise<Uint8Array> {
  const option = session.passwordOption("new-password-file", "password-file");
  if (existsSync(file)) {
    const opened = await openHolderKeystore(file, await session.password(option, file));
    if (opened.owner !== owner) throw usageError(`${file} already exists, and belongs to ${opened.owner}.`);
    return opened.privateKey;
  }
  const fresh = random(32);
  const formerKeys = [current, ...(await session.holderKeys()).formerKeys];
  const password = await session.password(option, file, true);
  await writeHolderKeystore(file, fresh, { owner, formerKeys }, password, session.scryptCost);
  return fresh;
}

async function sealsTo(chain: Chain, wallet: string, { signingKey }: Wallet): Promise<boolean> {
  return hexlify(await readEncryptionKey(chain, wallet)) === signingKey.compressedPublicKey;
}

async function forget(session: Session): Promise<undefined> {
  const file = session.required("keystore");
  const name = basename(file);
  // Opens it: nobody erases by mistake a file that is not a keystore of theirs.
  const { formerKeys } = await session.holderKeys();
  session.say(
    `${file} with ${1 + formerKeys.length} keys of ${session.owner()} is erased. What was sealed to them stays closed,`,
  );
  session.say("for you too, and nobody can act on the wallets any more. Erase your backups and shares yourself.");
  if (session.flag("dry-run")) return undefined;
  const typed =
    session.option("confirm") ?? (await session.prompt.ask(`Type the file's name, ${name}:`, "--confirm FILE"));
  if (typed.trim() !== name) throw usageError(`That is not the file's name (${name}). Nothing was erased.`);
  eraseFile(file);
  session.result({ erased: file }, `${file} is erased.`);
  return undefined;
}

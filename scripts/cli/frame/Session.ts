import type { Chain, GasSetting, NetworkFile, Node, NodeProvider } from "@cscss-me/sdk";
import { CscssError, checksumAddress, connectChain, connectNode, openNode, parseNetworkFile } from "@cscss-me/sdk";
import { getBytes, hexlify, Wallet } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import type { IssuerSecrets } from "../keys/issuerFile.ts";
import { openIssuerFile, organizationOfIssuerFile } from "../keys/issuerFile.ts";
import type { OpenedKeystore } from "../keys/keystore.ts";
import { openHolderKeystore, openKeystore, ownerOfKeystore } from "../keys/keystore.ts";
import { readPassword } from "../keys/readPassword.ts";
import { startProgress } from "../terminal/progressBar.ts";
import type { Prompt } from "../terminal/prompt.ts";
import { table } from "../terminal/table.ts";
import { usageError } from "../terminal/usageError.ts";
import type { OptionReader } from "./OptionReader.ts";
import type { Environment } from "./ownFolders.ts";
import { dataFolderOf, settingsFileOf } from "./ownFolders.ts";
import type { CommandLine } from "./parseCommandLine.ts";
import type { Settings } from "./readSettings.ts";

/** What one run of a command has at hand: its options, the outputs, the chain and the accounts. */
export interface Session extends OptionReader {
  readonly args: readonly string[];
  readonly prompt: Prompt;
  /** The result, on stdout: as text, or as JSON with --json. */
  result(data: unknown, text: string): void;
  /** A remark, on stderr, unless --quiet. */
  say(text: string): void;
  table(rows: readonly (readonly string[])[]): string;
  /** How wide the terminal is that remarks go to; undefined where nobody looks at them. */
  readonly terminalWidth: number | undefined;
  /**
   * Announces what is about to be sent.
   *
   * @param weighty - whether it can hardly be undone: then a person is asked, and scripts must say --yes.
   * @returns false for --dry-run. @throws ERR_CANCELLED if the person says no.
   */
  approve(what: string, weighty?: boolean): Promise<boolean>;
  /** Runs the work with a progress bar on stderr, which the work moves by one with each call. */
  progress(label: string, unit: string, total: number, work: (onDone: () => void) => Promise<void>): Promise<void>;
  network(): NetworkFile;
  node(): NodeProvider;
  /** The chain behind network file and node, after a look that they belong together. */
  chain(): Promise<Chain>;
  /** The same for reading: what is asked together is answered from one block, and a doubtful node is reported. */
  reader(): Promise<Node>;
  /** The account of --keystore, connected to the node. */
  account(): Promise<Wallet>;
  /** All keys in --keystore: the one of today, and those from before a rotation, which records may still be sealed to. */
  holderKeys(): Promise<OpenedKeystore>;
  /** Whose wallets the account of --keystore acts for: its own, or after a rotation those of its first key. Asks for no password. */
  owner(): string;
  /** Who sends and pays: the account of --payer, else the one of --keystore. */
  payer(): Promise<Wallet>;
  /** The organization that is meant. */
  organization(): string;
  /** What --issuer holds. @throws ERR_USAGE, ERR_FILE, ERR_KEYSTORE, ERR_PASSWORD; ERR_CHAIN for another chain's */
  issuerSecrets(): Promise<{ readonly file: string; readonly password: string; readonly secrets: IssuerSecrets }>;
  /** The first of these password options that is given; without any, the last. */
  passwordOption(...names: [...string[], string]): string;
  /** A new or existing file's password. */
  password(option: string, of: string, twice?: boolean): Promise<string>;
  readonly scryptCost: { readonly cost?: number };
  /** The settings of whoever runs this, whether or not they are there. @throws ERR_USAGE */
  settingsFile(): string;
  /** Where chains to try things on are kept unless told. @throws ERR_USAGE */
  dataFolder(): string;
  close(): void;
}

/** What a session reads from and writes to. */
export interface World {
  readonly env: Environment;
  readonly prompt: Prompt;
  readonly stdout: { write(text: string): unknown; readonly columns?: number };
  readonly stderr: { write(text: string): unknown; readonly columns?: number; readonly isTTY?: boolean };
}

/** Opens a session. Nothing is read or connected before a command asks for it. */
export function openSession(
  { args, values }: Pick<CommandLine<Session>, "args" | "values">,
  settings: Settings,
  world: World,
): Session {
  const { prompt, stdout, stderr, env } = world;
  const value = (name: string) => values[name] ?? settings[name];
  const flag = (name: string): boolean => value(name) === true;
  const option = (name: string): string | undefined => {
    const found = value(name);
    return typeof found === "string" ? found : undefined;
  };
  const required = (name: string): string => {
    const found = option(name);
    if (found === undefined) throw usageError(`--${name} is missing.`);
    return found;
  };
  const say = (text: string): void => void (flag("quiet") || stderr.write(`${text}\n`));
  const keep = <Value>(make: () => Value): (() => Value) => {
    let kept: { readonly value: Value } | undefined;
    return () => {
      kept ??= { value: make() };
      return kept.value;
    };
  };
  const network = keep(() => {
    const file = option("network");
    if (file !== undefined) return parseNetworkFile(readTextFile(file));
    const where = `--network FILE, CSCSS_NETWORK or "network" in ${settingsFileOf(env)}`;
    throw usageError(`--network is missing: which network do you trust? ${where} says it; cscss up makes one to try.`);
  });
  let opened: NodeProvider | undefined;
  const node = keep(() => {
    const gas = required("gas");
    if (!["auto", "free", "paid"].includes(gas)) throw usageError(`--gas "${gas}" is not one of auto, free, paid.`);
    opened = connectNode(required("rpc-url"), network().chainId, gas as GasSetting);
    return opened;
  });
  const chain = keep(async () => {
    const connected = connectChain(network(), node());
    const genesis = await node().getBlock(0);
    if (genesis?.hash !== network().genesisHash) {
      const problem = `The node at --rpc-url serves another chain than ${required("network")} ("${network().name}").`;
      throw new CscssError("ERR_NODE_CHAIN", problem);
    }
    return connected;
  });
  const reader = keep(async () => openNode(await chain()));
  const passwordOf = (option_: string, of: string, twice = false): Promise<string> =>
    readPassword(prompt, { file: option(option_), option: option_, of, twice });
  const openAccount = async (file: string, passwordOption: string): Promise<Wallet> => {
    const secret = await openKeystore(file, await passwordOf(passwordOption, file));
    return new Wallet(hexlify(secret), node());
  };
  const passwordOption = (...names: [...string[], string]): string =>
    names.find((name) => option(name) !== undefined) ?? (names.at(-1) as string);
  const holderKeys = keep(async () => {
    const file = required("keystore");
    return openHolderKeystore(file, await passwordOf("password-file", file));
  });
  const account = keep(async () => new Wallet(hexlify((await holderKeys()).privateKey), node()));

  return {
    args,
    prompt,
    option,
    required,
    flag,
    say,
    network,
    node,
    chain,
    reader,
    account,
    holderKeys,
    owner: () => ownerOfKeystore(required("keystore")),
    passwordOption,
    async issuerSecrets() {
      const file = required("issuer");
      const password = await passwordOf(passwordOption("issuer-password-file", "password-file"), file);
      const secrets = await openIssuerFile(file, password);
      if (secrets.chainId === network().chainId) return { file, password, secrets };
      const problem = `${file} belongs to an organization on chain ${secrets.chainId}.`;
      throw new CscssError("ERR_CHAIN", problem, { details: { file } });
    },
    choice(name, words, fallback) {
      const found = option(name) ?? fallback;
      const word = words.find((one) => one === found);
      if (word !== undefined) return word;
      throw usageError(`--${name} ${found ? `"${found}" is not` : "is missing; it is"} one of ${words.join(", ")}.`);
    },
    list(name) {
      const found = values[name];
      const all = Array.isArray(found) ? (found as readonly string[]) : typeof found === "string" ? [found] : [];
      return all.flatMap((text) => text.split(",")).filter((text) => text !== "");
    },
    result(data, text) {
      const plain = (_: string, one: unknown) => (typeof one === "bigint" ? Number(one) : one);
      stdout.write(flag("json") ? `${JSON.stringify(data, plain)}\n` : text === "" ? "" : `${text}\n`);
    },
    table: (rows) => table(rows, stdout.columns ?? 200),
    terminalWidth: stderr.isTTY === true && !flag("quiet") ? stderr.columns : undefined,
    async approve(what, weighty = false) {
      say(flag("dry-run") ? `Would send: ${what}` : what);
      if (flag("dry-run")) return false;
      if (!weighty || flag("yes")) return true;
      const answer = await prompt.ask("Go on? [y/N]", "--yes");
      if (/^y(es)?$/i.test(answer.trim())) return true;
      throw new CscssError("ERR_CANCELLED", "Nothing was sent.");
    },
    async progress(label, unit, total, work) {
      const clock = performance.now.bind(performance);
      const stream = flag("quiet") ? { write: () => true } : stderr;
      const bar = startProgress({ label, total, unit, stream, clock });
      let done = 0;
      try {
        await work(() => bar.update(++done));
      } finally {
        if (total > 0) bar.finish();
      }
    },
    async payer() {
      const file = option("payer");
      return file === undefined ? account() : openAccount(file, "payer-password-file");
    },
    organization() {
      const named = option("organization");
      if (named !== undefined) return checksumAddress(named);
      const file = option("issuer");
      if (file === undefined)
        throw usageError("Which organization is meant? Give --issuer FILE or --organization ADDRESS.");
      return organizationOfIssuerFile(file);
    },
    password: passwordOf,
    scryptCost: env.CSCSS_SCRYPT_COST === undefined ? {} : { cost: Number(env.CSCSS_SCRYPT_COST) },
    settingsFile: () => settingsFileOf(env),
    dataFolder: () => dataFolderOf(env),
    close: () => opened?.destroy(),
  };
}

/** The private key of an account. It stays in this process. */
export function privateKeyOf(account: Wallet): Uint8Array {
  return getBytes(account.privateKey);
}

import { existsSync } from "node:fs";
import type { GasSetting } from "@cscss-me/sdk";
import { CscssError, connectNode, parseNetworkFile } from "@cscss-me/sdk";
import { getAddress, hexlify, isAddress, Wallet } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { openKeystore } from "../keys/keystore.ts";
import { usageError } from "../terminal/usageError.ts";
import { deployResumably } from "./deployResumably.ts";

/** Bringing the system onto a chain. */
export const DEPLOY_COMMANDS: readonly CliCommand[] = [
  {
    name: "deploy",
    summary:
      "Deploys the system on the node's chain and writes the network file. Interrupted, it goes on when run again.",
    options: {
      name: { type: "string", help: "what people call the network" },
      member: { type: "string", multiple: true, value: "ADDRESS", help: "a member of the Council" },
      threshold: { type: "string", value: "NUMBER", help: "how many of them decide; all unless told" },
      "admission-delay": { type: "string", value: "DURATION", help: "from a decision to its effect; 1d unless told" },
      "admin-delay": { type: "string", value: "DURATION", help: "the same for changes of roles; 2d unless told" },
      confirmations: { type: "string", value: "NUMBER", help: "0 where blocks are final (QBFT, IBFT), as unless told" },
    },
    needs: ["chain", "account", "send"],
    example:
      "cscss deploy --network pilot.json --name pilot --member 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --keystore deployer.json",
    run: deploy,
  },
];

async function deploy(session: Session): Promise<undefined> {
  const { required, option, say } = session;
  const file = required("network");
  const node = connectNode(required("rpc-url"), undefined, required("gas") as GasSetting);
  try {
    if (existsSync(file)) return await confirm(session, file, node);
    const members = session.list("member").map(address);
    if (members.length === 0) throw usageError("--member is missing: the Council has at least one.", "deploy");
    const threshold = count(option("threshold") ?? String(members.length), "threshold");
    const free = await node.isFree();
    const { chainId } = await node.getNetwork();
    const plan = `the system on chain ${chainId}, where gas is ${free ? "free" : "paid"}; ${threshold} of ${members.length} decide.`;
    const password = await session.password("password-file", required("keystore"));
    const secret = await openKeystore(required("keystore"), password);
    if (!(await session.approve(`Deploying ${plan}`, !free))) return undefined;
    const network = await deployResumably(file, {
      signer: new Wallet(hexlify(secret), node),
      name: required("name"),
      confirmations: count(option("confirmations") ?? "0", "confirmations"),
      council: { members, threshold },
      admissionDelay: parseDuration(option("admission-delay") ?? "1d", "admission-delay"),
      adminDelay: parseDuration(option("admin-delay") ?? "2d", "admin-delay"),
      onContract: (name, at) => say(`  ${name} ${at}`),
    });
    session.result({ deployed: true, network: file, chainId: network.chainId }, `Deployed. Hand out ${file}.`);
    return undefined;
  } finally {
    node.destroy();
  }
}

/** Run again where all is done, it only looks whether that is so. */
async function confirm(session: Session, file: string, node: ReturnType<typeof connectNode>): Promise<undefined> {
  const network = parseNetworkFile(readTextFile(file));
  const same = (await node.getBlock(0))?.hash === network.genesisHash;
  const there = same && (await node.getCode(network.generations.at(-1)?.lens ?? "")) !== "0x";
  if (!there) {
    throw new CscssError(
      "ERR_NETWORK_FILE",
      `${file} is there already, and of another chain than the node's. Name another.`,
      {
        details: { file },
      },
    );
  }
  session.result({ deployed: false, network: file, chainId: network.chainId }, `${file} is in place already.`);
  return undefined;
}

function address(text: string): string {
  if (!isAddress(text)) throw usageError(`--member "${text}" is no address.`, "deploy");
  return getAddress(text);
}

function count(text: string, name: string): number {
  if (!/^\d{1,3}$/.test(text)) throw usageError(`--${name} "${text}" is no number.`, "deploy");
  return Number(text);
}

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { NetworkFile, NodeProvider } from "@cscss-me/sdk";
import { CscssError, parseNetworkFile } from "@cscss-me/sdk";
import { Wallet } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { deployResumably } from "./deployResumably.ts";
import type { LocalPlaces } from "./localPlaces.ts";

/**
 * The system on a chain of one's own, deployed with a Council of one if it is not there yet.
 *
 * @param options.admissionDelay - seconds.
 * @throws ERR_NODE_START if the chain lost what the network file names.
 */
export async function deployLocally(
  places: LocalPlaces,
  node: NodeProvider,
  options: {
    readonly governor: string;
    readonly admissionDelay: number;
    onBegin(): void;
    onContract(name: string, address: string): void;
  },
): Promise<NetworkFile> {
  const { governor, admissionDelay, onBegin, onContract } = options;
  if (existsSync(places.network)) return findSystem(places.network, node);
  onBegin();
  return deployResumably(places.network, {
    signer: deployerOf(places.deployer, node),
    name: "local",
    confirmations: 0,
    council: { members: [governor], threshold: 1 },
    admissionDelay,
    adminDelay: 60,
    onContract,
  });
}

/** Has no rights once the deployment is done; kept until then, should it be interrupted. */
function deployerOf(file: string, node: NodeProvider): Wallet {
  if (!existsSync(file)) writeFileSafely(file, Buffer.from(randomBytes(32)).toString("hex"));
  return new Wallet(readTextFile(file).trim(), node);
}

/** The system of a folder, if the chain still has it. */
async function findSystem(file: string, node: NodeProvider): Promise<NetworkFile> {
  const network = parseNetworkFile(readTextFile(file));
  const lens = network.generations.at(-1)?.lens ?? "";
  if ((await node.getCode(lens)) !== "0x") return network;
  const problem = `${file} names contracts that the chain does not have: it was killed before it could write them. Remove the folder to begin anew.`;
  throw new CscssError("ERR_NODE_START", problem, { details: { file } });
}

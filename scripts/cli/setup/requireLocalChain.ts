import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { NodeProvider } from "@cscss-me/sdk";
import { isJsonObject, parseJsonStrict } from "@cscss-me/sdk";
import { readTextFile } from "../files/readTextFile.ts";
import { usageError } from "../terminal/usageError.ts";
import type { LocalPlaces } from "./localPlaces.ts";
import { placesIn } from "./localPlaces.ts";

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Makes sure that a network is of a chain that `cscss up` runs on this machine: its network file lies where `up` keeps
 * its data, and the node on this machine is anvil with the first block that `up` wrote down.
 *
 * @returns where that chain's data is.
 * @throws ERR_USAGE for any other chain.
 */
export async function requireLocalChain(options: {
  readonly networkFile: string;
  readonly rpcUrl: string;
  readonly node: NodeProvider;
}): Promise<LocalPlaces> {
  const { networkFile, rpcUrl, node } = options;
  const places = placesIn(dirname(resolve(networkFile)));
  const isOurs =
    places.network === resolve(networkFile) &&
    LOOPBACK.includes(new URL(rpcUrl).hostname) &&
    existsSync(places.chain) &&
    (await node.getBlock(0))?.timestamp === genesisTimeIn(places.chain) &&
    String(await node.send("web3_clientVersion", [])).startsWith("anvil/");
  if (isOurs) return places;
  const problem = `--try plays graduates, which it may only on a chain that cscss up runs on this machine; ${networkFile} is of another.`;
  throw usageError(problem, "issue");
}

function genesisTimeIn(file: string): unknown {
  const chain = parseJsonStrict(readTextFile(file));
  return isJsonObject(chain) ? chain.genesisTime : undefined;
}

import type { Chain, Node } from "@cscss-me/sdk";
import { connectChain, openNode, parseNetworkFile } from "@cscss-me/sdk";
import type { Verifier } from "@cscss-me/sdk/verify";
import { openVerifier } from "@cscss-me/sdk/verify";
import { FetchRequest, JsonRpcProvider, Network } from "ethers";
import type { PageConfig } from "./PageConfig.ts";
import { parsePageConfig } from "./PageConfig.ts";

const RPC_TIMEOUT_MS = 15_000;

/** Where the page stands: its chain, seen through its node, and who verifies on it. One for as long as the page is open. */
export interface Place {
  readonly config: PageConfig;
  readonly chain: Chain;
  readonly node: Node;
  readonly verifier: Verifier;
}

/**
 * Reads page.json and network.json beside the page and connects the chain. From then on the browser lets the page speak
 * with its own host and this node only.
 *
 * @throws Error saying what is missing or wrong.
 */
export async function openPlace(): Promise<Place> {
  const config = parsePageConfig(await read("page.json"), document.baseURI);
  const network = parseNetworkFile(await read("network.json"));
  narrowPolicy(config.rpcUrl);
  const request = new FetchRequest(config.rpcUrl);
  request.timeout = RPC_TIMEOUT_MS;
  const provider = new JsonRpcProvider(request, network.chainId, {
    staticNetwork: Network.from(network.chainId),
    cacheTimeout: -1,
    batchStallTime: 0,
  });
  const chain = connectChain(network, provider);
  const { maxBlockAge } = config;
  const verifier = openVerifier(chain, maxBlockAge === undefined ? {} : { maxBlockAge });
  return { config, chain, node: openNode(chain), verifier };
}

async function read(file: string): Promise<string> {
  const response = await fetch(file, { cache: "no-cache", credentials: "omit" });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.text();
}

/** Several policies hold together: this one can only take away from what the page's host allows. */
function narrowPolicy(rpcUrl: string): void {
  const { origin, pathname } = new URL(rpcUrl);
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src 'self' ${origin}${pathname}`;
  document.head.append(policy);
}

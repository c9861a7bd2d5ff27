import type { FetchResponse, JsonRpcPayload, JsonRpcResult } from "ethers";
import { FeeData, FetchRequest, JsonRpcProvider } from "ethers";
import { isFreeGas } from "../call/fees.ts";
import { CscssError } from "../errors/CscssError.ts";

/** How gas is paid: as the node says, or chosen. */
export type GasSetting = "auto" | "free" | "paid";

const DECODER = new TextDecoder("utf-8", { fatal: true });
const LOOPBACK = /^(localhost|127\.|\[::1\])/;

/**
 * A node over HTTP. Answers are never cached; on free-gas chains transactions are of type 0 and cost nothing.
 *
 * @example
 * const provider = connectNode("http://127.0.0.1:8545", 31337, "auto");
 * if (await provider.isFree()) console.log("Transactions cost nothing here.");
 */
export class NodeProvider extends JsonRpcProvider {
  readonly #gas: GasSetting;
  #free: Promise<boolean> | undefined;

  constructor(url: string, chainId: number | undefined, gas: GasSetting) {
    super(requestFor(url), chainId, { staticNetwork: chainId !== undefined, cacheTimeout: -1, batchStallTime: 0 });
    this.#gas = gas;
    // Blocks of a node on this machine are for trying out, and come at once.
    this.pollingInterval = LOOPBACK.test(new URL(url).host) ? 50 : 1000;
  }

  /** As ethers sends it; only the answer is read in another way. */
  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const request = this._getConnection();
    request.body = JSON.stringify(payload);
    request.setHeader("content-type", "application/json");
    const response = await request.send();
    response.assertOk();
    const answer = readJson(response);
    return Array.isArray(answer) ? answer : [answer];
  }

  /** Whether transactions cost nothing here: a price of 0, and no base fee. */
  async isFree(): Promise<boolean> {
    if (this.#gas !== "auto") return this.#gas === "free";
    this.#free ??= (async () => {
      const [price, block] = await Promise.all([this.send("eth_gasPrice", []), this.getBlock("latest")]);
      return isFreeGas(BigInt(price), block);
    })();
    return this.#free;
  }

  /** Without these fees ethers would offer what the node suggests, and on free-gas chains accounts hold nothing. */
  override async getFeeData(): Promise<FeeData> {
    return (await this.isFree()) ? new FeeData(0n, null, null) : super.getFeeData();
  }
}

/**
 * Connects a node over HTTP. Nothing is asked yet.
 *
 * @param url - http or https.
 * @param chainId - undefined where it is still to be asked.
 * @param gas - "free" sends transactions of type 0 at no price, "paid" asks the node, "auto" finds out.
 * @returns an ethers provider that never caches; `destroy()` it at the end.
 * @throws ERR_ARGUMENT for another address.
 * @example
 * const provider = connectNode("http://127.0.0.1:8545", 31337, "free");
 * const holder = new Wallet(encodeHex(privateKey), provider);
 */
export function connectNode(url: string, chainId: number | undefined, gas: GasSetting): NodeProvider {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new CscssError("ERR_ARGUMENT", "--rpc-url is not an http or https address, like http://127.0.0.1:8545.");
  }
  return new NodeProvider(url, chainId, gas);
}

/** ethers decodes letter by letter: for fifty verifications' facts that takes as long as all their curve operations. */
function readJson(response: FetchResponse) {
  try {
    return JSON.parse(DECODER.decode(response.body ?? undefined));
  } catch {
    // Says in its way what is wrong.
    return response.bodyJson;
  }
}

function requestFor(url: string): FetchRequest {
  const request = new FetchRequest(url);
  request.timeout = 30_000;
  return request;
}

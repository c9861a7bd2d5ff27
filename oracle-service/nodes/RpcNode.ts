/** One node, asked by JSON-RPC. */
export interface RpcNode {
  /** What it is called in logs and alerts; its address may hold a password. */
  readonly name: string;
  /** @throws RpcRefusal where the node answers with an error; Error where it does not answer. */
  request(method: string, params: readonly unknown[]): Promise<unknown>;
}

/** The node answered, and said no. */
export class RpcRefusal extends Error {
  override readonly name = "RpcRefusal";
  readonly code: number;
  /** What a reverting contract returned. */
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** How long a node may take, and how much it may say. */
export interface RpcLimits {
  readonly timeoutMs: number;
  readonly answerBytes: number;
}

/** A node over HTTP. Its name and password in the URL are sent as headers, never shown. */
export function httpNode(name: string, address: string, limits: RpcLimits): RpcNode {
  const url = new URL(address);
  const { username, password } = url;
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (username !== "" || password !== "") {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    headers.authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
    url.username = "";
    url.password = "";
  }
  let asked = 0;
  return {
    name,
    async request(method, params) {
      const id = ++asked;
      const body = JSON.stringify({ jsonrpc: "2.0", id, method, params });
      const signal = AbortSignal.timeout(limits.timeoutMs);
      const response = await fetch(url, { method: "POST", body, headers, signal, redirect: "error" });
      const text = await readBounded(response, limits.answerBytes);
      return resultOf(JSON.parse(text), id);
    },
  };
}

async function readBounded({ body }: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > most) throw new RangeError(`The node's answer is larger than ${most} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

interface Answer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code?: unknown; readonly message?: unknown; readonly data?: unknown };
}

function resultOf(answer: Answer | null, id: number): unknown {
  const { error, result } = answer ?? {};
  if (error) throw new RpcRefusal(Number(error.code ?? 0), String(error.message ?? "").slice(0, 500), error.data);
  if (answer?.id !== id || result === undefined) throw new TypeError("The node's answer is not JSON-RPC.");
  return result;
}

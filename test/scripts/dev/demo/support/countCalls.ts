// Loaded before a program, with --import: counts the calls that our own files make into some packages, and into the chain,
// while the program runs. What was counted is written as JSON to the file that CSCSS_COUNTS names, when it ends.
import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

const PACKAGES = ["ethers", "did-jwt", "did-jwt-vc", "ethr-did-resolver", "eth-crypto", "hardhat/hre"];
const SCHEME = "counted:";
const counts: Record<string, Record<string, number>> = {};

function count(name: string, what: string): void {
  counts[name] = { ...counts[name], [what]: (counts[name]?.[what] ?? 0) + 1 };
}

/** A function or class that counts how often it is called; everything else as it is. */
function counted(name: string, what: string, value: unknown): unknown {
  if (typeof value !== "function") return value;
  return new Proxy(value as (...args: unknown[]) => unknown, {
    apply(target, self, args) {
      count(name, what);
      const result: unknown = Reflect.apply(target, self, args);
      if (what === "createHardhatRuntimeEnvironment") return (result as Promise<Hardhat>).then(countingRequests);
      return what === "getResolver" ? countingResolver(name, result as object) : result;
    },
    construct(target, args, made) {
      count(name, what);
      return Reflect.construct(target, args, made);
    },
  });
}

/** The resolvers of DID methods, each by its name. */
function countingResolver(name: string, resolvers: object): object {
  return Object.fromEntries(Object.entries(resolvers).map(([method, one]) => [method, counted(name, method, one)]));
}

interface Node {
  request(call: { method: string }): Promise<unknown>;
}

interface Hardhat {
  readonly network: { create(...args: unknown[]): Promise<{ readonly provider: Node }> };
}

/** Hardhat, of whose chains every request is counted. */
function countingRequests(hardhat: Hardhat): Hardhat {
  const { network } = hardhat;
  const create = network.create.bind(network);
  network.create = async (...args) => {
    const connection = await create(...args);
    const { provider } = connection;
    const request = provider.request.bind(provider);
    provider.request = (call) => {
      count("chain", call.method);
      return request(call);
    };
    return connection;
  };
  return hardhat;
}

const names = new Map<string, string[]>();
for (const name of PACKAGES) names.set(name, Object.keys((await import(name)) as object));
Object.assign(globalThis, { counted });

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const isOurs = !/\/node_modules\/|^counted:/.test(context.parentURL ?? "");
    if (!isOurs || !PACKAGES.includes(specifier)) return found;
    return { url: `${SCHEME}${specifier}#${found.url}`, format: "module", shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.startsWith(SCHEME)) return next(url, context);
    const [name = "", real] = url.slice(SCHEME.length).split("#");
    const lines = (names.get(name) ?? []).map((what, index) => {
      const [one, other] = [JSON.stringify(name), JSON.stringify(what)];
      return `const x${index} = counted(${one}, ${other}, real[${other}]); export { x${index} as ${other} };`;
    });
    const source = `import * as real from ${JSON.stringify(real)};\n${lines.join("\n")}`;
    return { format: "module", source, shortCircuit: true };
  },
});

process.on("exit", () => writeFileSync(process.env.CSCSS_COUNTS ?? "counts.json", JSON.stringify(counts)));

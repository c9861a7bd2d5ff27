import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { NetworkFile, NodeProvider } from "@cscss-me/sdk";
import { CscssError, connectNode, nowInSeconds, parseNetworkFile } from "@cscss-me/sdk";
import { Wallet } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { writeKeystore } from "../keys/keystore.ts";
import { usageError } from "../terminal/usageError.ts";
import { deployResumably } from "./deployResumably.ts";
import { freePort } from "./freePort.ts";
import { startAnvil } from "./startAnvil.ts";
import type { RunningService } from "./startService.ts";
import { startService } from "./startService.ts";

const WEEK = 7 * 86_400;

/** The chain to try everything on. */
export const UP_COMMANDS: readonly CliCommand[] = [
  {
    name: "up",
    summary:
      "Runs a chain that keeps its data, with the system deployed and the oracle service on it. Stop it with Ctrl-C.",
    options: {
      data: { type: "string", value: "FOLDER", help: "where everything is kept; .cscss unless told" },
      port: { type: "string", value: "NUMBER", help: "8545 unless told; 0 for any free one" },
      "chain-id": { type: "string", value: "NUMBER", help: "of a new chain; 31337 unless told" },
      "block-time": { type: "string", value: "DURATION", help: "a block at such intervals, not for each transaction" },
      "admission-delay": { type: "string", value: "DURATION", help: "of a new chain; 5s unless told" },
      "service-port": {
        type: "string",
        value: "NUMBER",
        help: "of the oracle service; 8080 unless told; 0 for any free one",
      },
      "without-service": { type: "boolean", help: "the chain only" },
    },
    needs: [],
    example: "cscss up --data .cscss --port 8545",
    run: up,
  },
];

async function up(session: Session): Promise<undefined> {
  const folder = session.option("data") ?? ".cscss";
  const wanted = number(session, "port", 8545);
  const port = wanted === 0 ? await freePort() : wanted;
  const { chainId, genesisTime } = chainOf(folder, number(session, "chain-id", 31_337));
  const blockTime = session.option("block-time");
  const stopped = untilStopped();
  const running = await startAnvil({
    folder,
    port,
    chainId,
    genesisTime,
    ...(blockTime === undefined ? {} : { blockTime: parseDuration(blockTime, "block-time") }),
  });
  const node = connectNode(running.url, chainId, "free");
  let service: RunningService | undefined;
  try {
    const networkFile = join(folder, "network.json");
    const network = existsSync(networkFile) ? await findSystem(networkFile, node) : await deploy(session, folder, node);
    const governor = join(folder, "keys", "governor.json");
    if (!session.flag("without-service")) {
      const servicePort = number(session, "service-port", 8080);
      service = await startService({ folder, networkFile, rpcUrl: running.url, port: servicePort });
    }
    session.result(
      { url: running.url, network: networkFile, chainId, governor, pid: running.pid, service: service?.url ?? null },
      [
        ...(service === undefined ? [] : [`The oracle service answers at ${service.url}.`]),
        `The chain "${network.name}" answers at ${running.url}. Stop it with Ctrl-C; its data stays in ${folder}.`,
        `  network file  ${networkFile}`,
        `  governor      ${governor} (password: ${join(folder, "keys", "governor.password")})`,
      ].join("\n"),
    );
    const why = await Promise.race([stopped, running.ended.then(() => "ended" as const)]);
    if (why === "ended") throw new CscssError("ERR_NODE_START", `The chain ended by itself; see ${folder}/node.log.`);
    session.say("Stopping …");
  } finally {
    node.destroy();
    await service?.stop();
    await running.stop();
  }
  session.say("Stopped.");
  return undefined;
}

/** A chain keeps its id and the time of its first block for life. */
function chainOf(folder: string, chainId: number): { chainId: number; genesisTime: number } {
  const file = join(folder, "chain.json");
  if (!existsSync(file)) {
    // A week ago, so that times shortly before now are times of this chain.
    const genesisTime = nowInSeconds() - WEEK;
    writeFileSafely(file, `${JSON.stringify({ chainId, genesisTime })}\n`);
  }
  return JSON.parse(readTextFile(file)) as { chainId: number; genesisTime: number };
}

async function deploy(session: Session, folder: string, node: NodeProvider): Promise<NetworkFile> {
  session.say("A new chain: deploying the system …");
  const keystore = join(folder, "keys", "governor.json");
  if (!existsSync(keystore)) {
    // The password lies beside the key: on this chain there is nothing to guard.
    const password = randomBytes(16).toString("base64url");
    const passwordFile = join(folder, "keys", "governor.password");
    writeFileSafely(passwordFile, `${password}\n`, { replace: true });
    await writeKeystore(keystore, randomBytes(32), password, session.scryptCost);
  }
  const governor = `0x${(JSON.parse(readTextFile(keystore)) as { address: string }).address}`;
  return deployResumably(join(folder, "network.json"), {
    signer: deployerOf(folder, node),
    name: "local",
    confirmations: 0,
    council: { members: [governor], threshold: 1 },
    admissionDelay: parseDuration(session.option("admission-delay") ?? "5s", "admission-delay"),
    adminDelay: 60,
    onContract: (name, address) => session.say(`  ${name} ${address}`),
  });
}

/** Has no rights once the deployment is done; kept until then, should it be interrupted. */
function deployerOf(folder: string, node: NodeProvider): Wallet {
  const file = join(folder, "keys", "deployer.key");
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

function untilStopped(): Promise<"stopped"> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve("stopped"));
  });
}

function number({ option }: Session, name: string, fallback: number): number {
  const text = option(name);
  if (text === undefined) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw usageError(`--${name} "${text}" is no number.`);
  return Number(text);
}

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { NodeProvider } from "@cscss-me/sdk";
import { CscssError, connectChain, connectNode, nowInSeconds } from "@cscss-me/sdk";
import type { Wallet } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { numberOption } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import { rememberSettings } from "../frame/rememberSettings.ts";
import type { Session } from "../frame/Session.ts";
import { parseDuration } from "../frame/times.ts";
import { usageError } from "../terminal/usageError.ts";
import { buildPage } from "./buildPage.ts";
import { deployLocally } from "./deployLocally.ts";
import { freePort } from "./freePort.ts";
import { localAccount } from "./localAccount.ts";
import type { LocalPlaces } from "./localPlaces.ts";
import { placesIn } from "./localPlaces.ts";
import { localUniversity } from "./localUniversity.ts";
import { startAnvil } from "./startAnvil.ts";
import type { RunningService } from "./startService.ts";
import { startService } from "./startService.ts";

const WEEK = 7 * 86_400;

/** The chain to try everything on. */
export const UP_COMMANDS: readonly CliCommand[] = [
  {
    name: "up",
    summary:
      "Runs a chain that keeps its data, with the system, the oracle service and its page on it. Stop it with Ctrl-C.",
    options: {
      "with-university": {
        type: "string",
        value: "NAME",
        help: "make a university too, admitted and ready to issue: cscss issue",
      },
      country: { type: "string", value: "CODE", help: "of the university; IT unless told" },
      data: { type: "string", value: "FOLDER", help: "where everything is kept; in your own data folder unless told" },
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
    example: 'cscss up --with-university "Università di Esempio"',
    run: up,
  },
];

async function up(session: Session): Promise<undefined> {
  const given = session.option("data");
  if (session.option("with-university")?.trim() === "") throw usageError("--with-university is empty.", "up");
  const places = placesIn(given === undefined ? join(session.dataFolder(), "local") : resolve(given));
  const { folder } = places;
  // Read before anything runs: settings that cannot be written should stop nothing half-way.
  const own = session.settingsFile();
  const wanted = numberOption(session, "port", 8545);
  const port = wanted === 0 ? await freePort() : wanted;
  const { chainId, genesisTime } = chainOf(places.chain, numberOption(session, "chain-id", 31_337));
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
    const { name, organization } = await populate(session, places, node);
    if (!session.flag("without-service")) service = await serve(session, places, running.url);
    const settings = rememberSettings(
      { own, elsewhere: join(folder, "settings.json") },
      settingsFor(places, running.url, { service, organization }),
    );
    const { network, governor } = places;
    const urls = { url: running.url, page: service === undefined ? null : `${service.url}/` };
    session.result(
      {
        ...urls,
        ...{ network, chainId, governor, pid: running.pid, service: service?.url ?? null },
        ...{ organization: organization ?? null, settings },
      },
      [
        `The chain "${name}" answers at ${running.url}. Stop it with Ctrl-C; its data stays in ${folder}.`,
        ...(service === undefined ? [] : [`  page          ${service.url}/`]),
        `  network file  ${network}`,
        `  governor      ${governor} (password: ${places.governorPassword})`,
        `  settings      ${settings}`,
        ...(settings === own ? [] : [`Your own settings are for another network, and stay: give --config ${settings}`]),
        ...(organization === undefined ? [] : ["Now issue, in another terminal: cscss issue FILE --try"]),
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
function chainOf(file: string, chainId: number): { chainId: number; genesisTime: number } {
  if (!existsSync(file)) {
    // A week ago, so that times shortly before now are times of this chain.
    const genesisTime = nowInSeconds() - WEEK;
    writeFileSafely(file, `${JSON.stringify({ chainId, genesisTime })}\n`);
  }
  return JSON.parse(readTextFile(file)) as { chainId: number; genesisTime: number };
}

/** The system, and the university that is wanted. */
async function populate(session: Session, places: LocalPlaces, node: NodeProvider) {
  const files = { keystore: places.governor, password: places.governorPassword };
  const governor: Wallet = await localAccount(files, node, session.scryptCost);
  const network = await deployLocally(places, node, {
    governor: governor.address,
    admissionDelay: parseDuration(session.option("admission-delay") ?? "5s", "admission-delay"),
    onBegin: () => session.say("A new chain: deploying the system …"),
    onContract: (name, address) => session.say(`  ${name} ${address}`),
  });
  const university = session.option("with-university");
  if (university === undefined) return { name: network.name };
  const terms = { name: university, country: session.option("country") ?? "IT" };
  const organization = await localUniversity(connectChain(network, node), places, terms, {
    node,
    governor,
    ...session.scryptCost,
    onStep: (what) => session.say(`  ${what} …`),
  });
  return { name: network.name, organization };
}

async function serve(session: Session, places: LocalPlaces, rpcUrl: string): Promise<RunningService> {
  await buildPage(() => session.say("Building the page, which takes some seconds the first time …"));
  const { folder, network: networkFile, store } = places;
  return startService({ folder, networkFile, store, rpcUrl, port: numberOption(session, "service-port", 8080) });
}

/** What other commands need to work on this chain, as the university where one was wanted. */
function settingsFor(
  places: LocalPlaces,
  rpcUrl: string,
  found: { readonly service: RunningService | undefined; readonly organization: string | undefined },
) {
  const { service, organization } = found;
  const { network, issuer, staff, staffPassword } = places;
  return {
    network,
    "rpc-url": rpcUrl,
    ...(service === undefined ? {} : { "link-base": `${service.url}/` }),
    ...(organization === undefined ? {} : { issuer, keystore: staff, "password-file": staffPassword }),
  };
}

function untilStopped(): Promise<"stopped"> {
  return new Promise((resolve_) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve_("stopped"));
  });
}

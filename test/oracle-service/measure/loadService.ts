// npm run load:service [-- SECONDS]: asks the service as fast as it answers, each question for so many seconds, 10 unless
// told. Its node is an in-process chain behind HTTP. Fails if an answer was wrong, missing, or memory went on growing.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { hexlify } from "ethers";
import { grantCommitment } from "../../../sdk/presentation/GrantTerms.ts";
import { presentStanding } from "../../../sdk/presentation/presentStanding.ts";
import { act, issue } from "../../fixtures/issuing.ts";
import { openWorld } from "../../fixtures/world.ts";
import { serveNode } from "../support/serveNode.ts";
import { startServer } from "../support/startServer.ts";

const SECONDS = Number(process.argv[2] ?? 10);
const CONNECTIONS = 16;
/** Memory at the end may be so much of what it was after the first round. */
const MOST_GROWTH = 1.3;

const world = await openWorld();
const node = await serveNode(world.local);
const folder = mkdtempSync(join(tmpdir(), "cscss-load-"));
const file = join(folder, "network.json");
writeFileSync(file, JSON.stringify(world.chain.network));
const presentation = await standing();
const server = await startServer({
  CSCSS_NETWORK_FILE: file,
  CSCSS_RPC_URL: node.url,
  CSCSS_SERVICE_STORE: join(folder, "store.db"),
  CSCSS_SERVICE_PORT: "0",
  CSCSS_SERVICE_RATE_PER_MINUTE: "1000000",
  CSCSS_SERVICE_WAITING_PER_CLIENT: "1000000",
});
try {
  const { address } = world.university;
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const headers = { "content-type": "application/json" };
  const verify = JSON.stringify({ presentation, expected: { kind: "standing" } });
  const terms = JSON.stringify({ audience: "hr.example.com", purpose: "x", claims: ["awardTitle"] });
  const rounds = [
    ["GET /v1/issuers (index)", "GET", "/v1/issuers", undefined, '"total":1'],
    ["GET /v1/stats (index)", "GET", "/v1/stats", undefined, '"total":'],
    [
      "GET /v1/authorization (chain)",
      "GET",
      `/v1/authorization?issuer=${address}&category=vocational`,
      undefined,
      '"authorized":true',
    ],
    ["POST /v1/verify (chain, whole table)", "POST", "/v1/verify", verify, '"verdict":"valid"'],
    ["POST /v1/requests (store)", "POST", "/v1/requests", terms, '"nonce":'],
  ] as const;
  let [wrong, first, last] = [0, 0, 0];
  for (const [name, method, path, body, wanted] of rounds) {
    const { requests, latency, non2xx, errors, mismatches } = await autocannon({
      url: `${server.url}${path}`,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      connections: CONNECTIONS,
      duration: SECONDS,
      // As many requests as may wait are soon made; then 503 is the right answer.
      verifyBody: (answer) => answer.includes(wanted) || answer.includes('"ERR_OVERLOADED"'),
    });
    last = memory();
    first ||= last;
    wrong += mismatches + errors;
    console.log(
      `${name.padEnd(38)} ${requests.average.toFixed(0).padStart(6)}/s   median ${latency.p50} ms   p99 ${latency.p99} ms   503: ${non2xx}   wrong: ${mismatches + errors}   memory ${last} MB`,
    );
  }
  if (wrong > 0 || last > first * MOST_GROWTH + 50) process.exitCode = 1;
} finally {
  server.process.kill("SIGTERM");
  await server.ended;
  await node.close();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
}

function memory(): number {
  const [, kilobytes = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Released for anybody, so that it can be verified again and again. */
async function standing(): Promise<string> {
  const held = await issue(world);
  const fresh = () => hexlify(world.random(32));
  const terms = { salt: fresh(), audience: "any", purpose: "Load", recordIds: [held.recordId] };
  const grantId = fresh();
  await act(world, held, { act: "grant", grantId, commitment: grantCommitment(terms), until: 0 });
  const now = await world.local.now();
  const { record: credential, person } = held;
  return presentStanding({ credential, signer: person.signer, claims: ["awardTitle"], grantId, terms, now });
}

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";
import type { ServedNode } from "./support/serveNode.ts";
import { serveNode } from "./support/serveNode.ts";
import type { StartedServer } from "./support/startServer.ts";
import { startServer } from "./support/startServer.ts";

let world: World;
let node: ServedNode;
let folder: string;
let environment: Record<string, string>;
const started: StartedServer[] = [];

beforeAll(async () => {
  world = await openWorld();
  node = await serveNode(world.local);
  folder = await mkdtemp(join(tmpdir(), "oracle-service-"));
  const file = join(folder, "network.json");
  await writeFile(file, JSON.stringify(world.chain.network));
  environment = { CSCSS_NETWORK_FILE: file, CSCSS_RPC_URL: node.url, CSCSS_SERVICE_PORT: "0" };
  environment.CSCSS_SERVICE_STORE = join(folder, "service.db");
}, 120_000);

afterEach(async () => {
  node.delay(0);
  for (const server of started.splice(0)) {
    server.process.kill("SIGKILL");
    await server.ended;
  }
});

afterAll(async () => {
  await node.close();
  await world.close();
  await rm(folder, { recursive: true });
});

async function start(more: Record<string, string> = {}): Promise<StartedServer> {
  const server = await startServer({ ...environment, ...more });
  started.push(server);
  return server;
}

/** Waits until the service takes no new connections. */
async function untilRefused({ url }: StartedServer): Promise<void> {
  const look = () =>
    fetch(`${url}/healthz`, { headers: { connection: "close" } }).then(
      () => "answered",
      () => "refused",
    );
  await expect.poll(look).toBe("refused");
}

/** Sends raw text and gives all that comes back until the service closes the connection. */
function sendRaw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

describe("npm run oracle-service", () => {
  it("answers from the node it is given", async () => {
    const { url } = await start();
    const ready = (await (await fetch(`${url}/readyz`)).json()) as { block: { number: number } };
    expect(ready).toMatchObject({ status: "ready", network: world.chain.network.name });
    const question = `issuer=${world.university.address}&category=higher_education`;
    const answer = await (await fetch(`${url}/v1/authorization?${question}`)).json();
    expect(answer).toMatchObject({ authorized: true, block: { number: ready.block.number } });
  });

  it("names every mistake of its configuration at once, and exits with 2", async () => {
    const server = await startServer({ CSCSS_RPC_URL: "ftp://user:secret@node", CSCSS_SERVICE_PORT: "high" });
    expect(await server.ended).toBe(2);
    const { stderr, stdout } = server.output();
    for (const name of ["CSCSS_NETWORK_FILE", "CSCSS_RPC_URL", "CSCSS_SERVICE_PORT"]) expect(stderr).toContain(name);
    expect(stderr + stdout).not.toContain("secret");
  });

  it("exits with 1 if it cannot listen", async () => {
    const { url } = await start();
    const second = await start({ CSCSS_SERVICE_PORT: new URL(url).port });
    expect(await second.ended).toBe(1);
    expect(second.output().stderr).toContain("EADDRINUSE");
  });

  it("starts without its node, says that it is not ready, and never shows the node's password", async () => {
    const server = await start({ CSCSS_RPC_URL: "http://user:secret@127.0.0.1:1" });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, Number(ready.headers.get("retry-after")) > 0]).toEqual([503, true]);
    const body = await ready.text();
    expect(JSON.parse(body).code).toBe("ERR_NODE_UNREACHABLE");
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const { stdout, stderr } = server.output();
    expect(body + stdout + stderr).not.toContain("secret");
  });

  it("gives a node up that is too slow", async () => {
    const { url } = await start({ CSCSS_SERVICE_RPC_TIMEOUT_MS: "200" });
    // It would answer in the end, and the service with 200, if that were waited for.
    node.delay(2_000);
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { code: "ERR_NODE_UNREACHABLE" }]);
  });
});

describe("stopping", () => {
  it("lets running requests end, takes no new ones, and exits with 0", async () => {
    const server = await start();
    await fetch(`${server.url}/readyz`);
    node.delay(200);
    const before = node.requests();
    const running = fetch(`${server.url}/v1/issuers/${world.university.address}`);
    await expect.poll(() => node.requests()).toBeGreaterThan(before);
    server.process.kill("SIGTERM");
    await untilRefused(server);
    expect((await running).status).toBe(200);
    expect(await server.ended).toBe(0);
    expect(server.output().stdout).toContain('"stopped"');
  });

  it("answers a request that was on its way with 503 and Retry-After", async () => {
    const server = await start();
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.write("GET /v1/schemas HTTP/1.1\r\n");
    await fetch(`${server.url}/healthz`);
    server.process.kill("SIGTERM");
    await untilRefused(server);
    socket.write("Host: x\r\n\r\n");
    expect(await server.ended).toBe(0);
    expect(answer).toMatch(/^HTTP\/1\.1 503 Service Unavailable.*retry-after: \d+.*"code":"ERR_STOPPING"/s);
  });

  it("does not wait for ever", async () => {
    const server = await start({ CSCSS_SERVICE_STOP_MS: "300" });
    await fetch(`${server.url}/readyz`);
    node.delay(4_000);
    const before = node.requests();
    const running = fetch(`${server.url}/v1/issuers/${world.university.address}`).catch(() => "cut");
    await expect.poll(() => node.requests()).toBeGreaterThan(before);
    server.process.kill("SIGTERM");
    expect(await server.ended).toBe(1);
    expect(await running).toBe("cut");
  });
});

describe("H1: a connection", () => {
  it("that sends its body slowly is ended with 408, and others are served meanwhile", async () => {
    const { url } = await start({ CSCSS_SERVICE_ARRIVAL_MS: "400" });
    const head =
      "POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    const slow = Array.from({ length: 50 }, () => sendRaw(url, head));
    expect((await fetch(`${url}/v1/schemas`)).status).toBe(200);
    const answers = await Promise.all(slow);
    // From one address so many at once; the others hear so before they are waited for.
    const ended = answers.filter((answer) =>
      /^HTTP\/1\.1 408 Request Timeout\r\n.*"code":"ERR_TOO_SLOW"/s.test(answer),
    );
    const refused = answers.filter((answer) => /^HTTP\/1\.1 503 .*"code":"ERR_OVERLOADED"/s.test(answer));
    expect(ended.length + refused.length).toBe(50);
    expect(ended.length).toBeGreaterThanOrEqual(16);
    expect(refused.length).toBeGreaterThan(20);
    expect((await fetch(`${url}/v1/schemas`)).status).toBe(200);
  });

  it("that sends its headers slowly, too many of them, or no HTTP is ended with a problem", async () => {
    const { url } = await start({ CSCSS_SERVICE_ARRIVAL_MS: "400" });
    const [slow, large, other] = await Promise.all([
      sendRaw(url, "GET /v1/schemas HTTP/1.1\r\nHost: x\r\n"),
      sendRaw(url, `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`),
      sendRaw(url, "\u0016\u0003\u0001 hello\r\n\r\n"),
    ]);
    expect(slow).toMatch(/^HTTP\/1\.1 408 .*"code":"ERR_TOO_SLOW"/s);
    expect(large).toMatch(/^HTTP\/1\.1 431 .*"code":"ERR_HTTP_HEADERS"/s);
    expect(other).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json.*"code":"ERR_HTTP"/s);
  });

  it("that announces a body too large, or sends one in pieces, is refused", async () => {
    const { url } = await start();
    const head = "POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    const announced = await sendRaw(url, `${head}Content-Length: 99999999\r\n\r\n{`);
    expect(announced).toMatch(/^HTTP\/1\.1 413 .*"code":"ERR_BODY_SIZE"/s);
    const pieces = `61a80\r\n${"x".repeat(400_000)}\r\n0\r\n\r\n`;
    const chunked = await sendRaw(url, `${head}Transfer-Encoding: chunked\r\n\r\n${pieces}`);
    expect(chunked).toMatch(/^HTTP\/1\.1 413 .*"code":"ERR_BODY_SIZE"/s);
  });
});

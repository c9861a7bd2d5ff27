import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { hexlify, Wallet, ZeroHash } from "ethers";
import { deployResumably } from "../../scripts/cli/setup/deployResumably.ts";
import { startAnvil } from "../../scripts/cli/setup/startAnvil.ts";
import { makeApplicant, openGovernor, publishIssuerKeys } from "../../scripts/dev/chain/setUpUniversity.ts";
import { claimReference, writeClaimLink } from "../../sdk/consent/claimLink.ts";
import { connectChain } from "../../sdk/network/connectChain.ts";
import { connectNode } from "../../sdk/network/connectNode.ts";
import { memorySealingKey } from "../../sdk/seal/memorySealingKey.ts";
import { memoryTokenSigner } from "../../sdk/token/TokenSigner.ts";
import { fixedRandom } from "../fixtures/makeCredential.ts";
import { ownPort } from "../fixtures/ownPort.ts";

const CATEGORIES = ["higher_education"] as const;
const random = fixedRandom("examples");

/** A chain in a process of its own with an accredited university, and a folder for what the examples hand each other. */
export interface ExampleWorld {
  readonly folder: string;
  readonly url: string;
  /** The link the university sent to its graduate. */
  readonly link: string;
  /** Keys and addresses, as the examples want them in their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The hash of the block that is read now. */
  blockHash(): Promise<string>;
  close(): Promise<void>;
}

/** How the examples are run: as a reader of the repository does, or as one who installed the package. */
export interface ExampleRun {
  /** The folder the example files lie in; they find @cscss-me/sdk from there. */
  readonly examples: string;
  /** Options of Node: the condition for sources, or none. */
  readonly nodeOptions: readonly string[];
}

/** Opens it. Decisions take effect at once. */
export async function openExampleWorld(): Promise<ExampleWorld> {
  const folder = mkdtempSync(join(tmpdir(), "cscss-examples-"));
  const genesisTime = Math.floor(Date.now() / 1000) - 3600;
  const running = await startAnvil({
    folder: join(folder, "chain"),
    port: await ownPort(),
    chainId: 31_337,
    genesisTime,
  });
  const node = connectNode(running.url, 31_337, "free");
  const [governor, staff] = [new Wallet(hexlify(random(32)), node), new Wallet(hexlify(random(32)), node)];
  const network = await deployResumably(join(folder, "network.json"), {
    signer: staff,
    name: "examples",
    confirmations: 0,
    council: { members: [governor.address], threshold: 1 },
    admissionDelay: 0,
    adminDelay: 0,
  });
  const chain = connectChain(network, node);
  const roles = { registrar: staff.address, issuer: staff.address };
  const terms = { name: "Università di Esempio", ...roles, categories: CATEGORIES, evidence: ZeroHash };
  const organization = await makeApplicant(chain, staff, terms);
  const now = async (): Promise<number> => Math.floor(Date.now() / 1000);
  const decide = openGovernor({ chain, governor, relayer: governor, random, now });
  // One change of an organization in a second.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await decide(organization, { act: "admit", authority: "direct", categories: CATEGORIES, evidence: ZeroHash });
  const [signing, sealing, recordSecret] = [random(32), random(32), random(32)];
  await publishIssuerKeys(chain, staff, organization, {
    signer: memoryTokenSigner(signing),
    sealingKey: memorySealingKey(sealing),
    validity: 86_400,
    recordSecret,
    random,
  });
  const about = { chainId: network.chainId, organization };
  const reference = claimReference(recordSecret, { ...about, studentId: "S2026000001" });
  return {
    folder,
    url: running.url,
    link: writeClaimLink({ ...about, reference, salt: hexlify(random(16)).slice(2) }, "cscss:claim"),
    env: {
      ORGANIZATION: organization,
      STAFF_KEY: staff.privateKey,
      SIGNING_KEY: hexlify(signing),
      SEALING_KEY: hexlify(sealing),
      RECORD_SECRET: hexlify(recordSecret),
      HOLDER_KEY: hexlify(random(32)),
    },
    blockHash: async () => (await node.getBlock("latest"))?.hash ?? "",
    async close() {
      node.destroy();
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one example in the world's folder. @returns what it wrote; throws what it wrote to stderr if it failed. */
export async function runExample(
  world: ExampleWorld,
  { examples, nodeOptions }: ExampleRun,
  file: string,
  args: readonly string[],
): Promise<string> {
  const env = { PATH: process.env.PATH, NODE_ENV: "", ...world.env };
  const all = [...nodeOptions, join(examples, file), "network.json", ...args];
  const { stdout } = await promisify(execFile)(process.execPath, all, { cwd: world.folder, env });
  return stdout;
}

/** Runs all of them, each with what the ones before it left. @returns the last words of each, by file. */
export async function runExamples(world: ExampleWorld, run: ExampleRun): Promise<Record<string, string>> {
  const { url, link } = world;
  const verify = "verify-a-presentation.ts";
  const steps: readonly (readonly [file: string, args: () => Promise<readonly string[]> | readonly string[]])[] = [
    ["answer-a-claim-link.ts", () => [url, link, "consent.json"]],
    ["issue-a-diploma.ts", () => [url, link, "consent.json", "claim.json"]],
    [verify, () => [url, "request.json"]],
    ["open-and-answer.ts", () => [url, "claim.json", "request.json", "presentation.txt"]],
    [verify, () => [url, "request.json", "presentation.txt"]],
    ["verify-offline.ts", () => [url, "request.json", "presentation.txt", "bundle.json"]],
    ["verify-offline.ts", async () => [await world.blockHash(), "request.json", "bundle.json"]],
    ["read-the-registry.ts", () => [url]],
  ];
  const written: Record<string, string> = {};
  for (const [file, args] of steps) written[file] = await runExample(world, run, file, await args());
  return written;
}

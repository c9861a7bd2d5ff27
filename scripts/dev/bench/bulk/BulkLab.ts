import { hexlify } from "ethers";
import { nobleSecp256k1 } from "../../../../sdk/crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../../../../sdk/crypto/Secp256k1.ts";
import { didOf } from "../../../../sdk/did/didOf.ts";
import { openIssuingWorkers } from "../../../../sdk/issuing/openIssuingWorkers.ts";
import { prepareMany } from "../../../../sdk/issuing/prepareMany.ts";
import type { Award, IssuerContext } from "../../../../sdk/issuing/prepareRecord.ts";
import { answerRequest } from "../../../../sdk/presentation/answerRequest.ts";
import { createRequest } from "../../../../sdk/presentation/createRequest.ts";
import { memorySealingKey } from "../../../../sdk/seal/memorySealingKey.ts";
import { memoryTokenSigner } from "../../../../sdk/token/TokenSigner.ts";
import type { Presented } from "../../../../sdk/verify/examine.ts";
import type { NonceStore } from "../../../../sdk/verify/NonceStore.ts";
import type { Verifier } from "../../../../sdk/verify/openVerifier.ts";
import { openVerifier } from "../../../../sdk/verify/openVerifier.ts";
import type { VerifyWorkers } from "../../../../sdk/verify/openVerifyWorkers.ts";
import { openVerifyWorkers } from "../../../../sdk/verify/openVerifyWorkers.ts";
import { openAnvilChain } from "../../chain/openAnvilChain.ts";
import type { Stage } from "../../demo/Stage.ts";
import { openStage, randomBytes } from "../../demo/Stage.ts";
import type { Candidate } from "../harness/interleave.ts";
import { didJwtVcOf } from "../rivals/didJwtVc.ts";
import { REFERENCE_DIPLOMA } from "../subject/documents.ts";
import { issueOne } from "../subject/issueOne.ts";
import { makeHolders } from "../subject/makeHolders.ts";
import { WANTED } from "../subject/verifyAgain.ts";

/** DESIGN's figures are about two cores. */
const THREADS = 2;
const HOLDERS = 50;

/** Candidates that each do a thousand in a run. */
export interface BulkLab {
  readonly preparing: readonly Candidate[];
  readonly verifying: readonly Candidate[];
  close(): Promise<void>;
}

/** Takes every nonce for new, so that presentations can be verified again and again. */
const FORGETFUL: NonceStore = { use: async () => true };

/** Opens chains with some holders' diplomas on them, presented to as many requests as are wanted. */
export async function openBulkLab(count: number, say: (text: string) => void): Promise<BulkLab> {
  say(`${HOLDERS} holders get their wallets and diplomas on two chains; this is not measured`);
  const here = await openStage();
  const node = await openStage(undefined, openAnvilChain);
  const holders = await makeHolders(here, HOLDERS, [2]);
  const now = await here.local.now();
  const { context, keys } = here.university;
  const did = didOf(here.chain.chainId, here.university.address);
  const privateKey = randomBytes(32);
  const didJwtVc = didJwtVcOf(did, { privateKey, publicKey: memoryTokenSigner(privateKey).publicKey });

  const { claims } = REFERENCE_DIPLOMA;
  const awards = Array.from({ length: count }, (_, index): Award => {
    const holder = holders[index % HOLDERS] as (typeof holders)[number];
    return {
      wallet: { owner: holder.account.address, profile: 2, index: 0 },
      encryptionKey: holder.encryptionKey,
      award: hexlify(randomBytes(8)),
      category: "higher_education",
      recordType: "degree",
      claims,
      validFrom: Date.UTC(2026, 9, 4) / 1000,
    };
  });
  const { chainId, generation, organization, recordSecret } = context;
  const issuing = openIssuingWorkers(
    {
      chainId,
      generation,
      organization,
      recordSecret,
      signing: { privateKey: keys.signing, number: context.signing.number },
      sealing: { privateKey: keys.sealing, number: context.sealing.number },
    },
    { threads: THREADS },
  );
  const { curve: _fast, ...rest } = context;
  const plain: IssuerContext = {
    ...rest,
    signing: { ...context.signing, signer: memoryTokenSigner(keys.signing) },
    sealing: { ...context.sealing, key: memorySealingKey(keys.sealing) },
  };

  const tokens = await Promise.all(Array.from({ length: count }, () => didJwtVc.create(claims)));
  const threads = openVerifyWorkers({ threads: THREADS });
  const byHere = await verifyingOn(here, holders, count);
  const byNode = await verifyingOn(node, await makeHolders(node, HOLDERS, [2]), count);

  const prepare = async (by: Parameters<typeof prepareMany>[0]): Promise<void> => {
    let done = 0;
    for await (const { sealedPayload } of prepareMany(by, awards)) if (sealedPayload.length > 0) done++;
    if (done !== count) throw new Error(`${done} of ${count} were sealed.`);
  };
  return {
    preparing: [
      {
        name: "did-jwt-vc create",
        async run() {
          for (let index = 0; index < count; index++) await didJwtVc.create(claims);
        },
      },
      { name: "prepareMany, this thread, noble and eth-crypto", run: () => prepare(plain) },
      { name: "prepareMany, this thread", run: () => prepare(context) },
      { name: `prepareMany, ${THREADS} threads`, figure: "bulk.prepare", run: () => prepare(issuing) },
    ],
    verifying: [
      {
        name: "did-jwt-vc verifyCredential",
        async run() {
          for (const token of tokens) await didJwtVc.verify(token, now);
        },
      },
      { name: "verifyMany, this thread, noble", run: () => byHere(nobleSecp256k1) },
      { name: "verifyMany, this thread", run: () => byHere(context.curve) },
      { name: `verifyMany, ${THREADS} threads`, run: () => byHere(context.curve, threads) },
      { name: "verifyMany, this thread, the chain in anvil", run: () => byNode(context.curve) },
      {
        name: `verifyMany, ${THREADS} threads, the chain in anvil`,
        figure: "bulk.verify",
        run: () => byNode(context.curve, threads),
      },
    ],
    async close() {
      await issuing.close();
      await threads.close();
      await here.local.close();
      await node.local.close();
    },
  };
}

/** Presents the holders' diplomas that often, and gives what verifies them all. */
async function verifyingOn(stage: Stage, holders: Awaited<ReturnType<typeof makeHolders>>, count: number) {
  const now = await stage.local.now();
  const presented = await presentAll(stage, holders, count, now);
  const verifiers = new Map<Secp256k1 | undefined, Verifier>();
  return async (curve: Secp256k1 | undefined, workers?: VerifyWorkers): Promise<void> => {
    const verifier =
      verifiers.get(curve) ?? openVerifier(stage.chain, { now: () => now, nonces: FORGETFUL, ...(curve && { curve }) });
    verifiers.set(curve, verifier);
    let valid = 0;
    for await (const { verdict } of verifier.verifyMany(presented, workers && { workers })) {
      if (verdict === "valid") valid++;
    }
    if (valid !== count) throw new Error(`${valid} of ${count} are valid.`);
  };
}

/** Every holder answers many requests with the one diploma. */
async function presentAll(
  stage: Stage,
  holders: Awaited<ReturnType<typeof makeHolders>>,
  count: number,
  now: number,
): Promise<Presented[]> {
  const presented: Presented[] = [];
  for (const [index, holder] of holders.entries()) {
    const { opened } = await issueOne(stage, holder, REFERENCE_DIPLOMA, { profile: 2, award: `bulk ${index}` });
    for (let answers = 0; answers < count / HOLDERS; answers++) {
      const terms = { audience: "verifier", purpose: "-", claims: WANTED, expires: now + 3600 };
      const request = createRequest(terms, randomBytes);
      const presentation = await answerRequest(request, { credential: opened, signer: holder.signer, now });
      presented.push({ presentation, expected: { kind: "answer", request } });
    }
  }
  return presented;
}

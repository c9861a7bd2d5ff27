import type { Wallet } from "ethers";
import { openSecp256k1 } from "../../../sdk/crypto/openSecp256k1.ts";
import { deploySystem } from "../../../sdk/deploy/deploySystem.ts";
import type { IssuerContext } from "../../../sdk/issuing/prepareRecord.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import type { AccreditationAct } from "../../../sdk/registry/accreditationCall.ts";
import { memorySealingKey } from "../../../sdk/seal/memorySealingKey.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import type { Verifier } from "../../../sdk/verify/openVerifier.ts";
import { openVerifier } from "../../../sdk/verify/openVerifier.ts";
import type { LocalChain } from "../chain/LocalChain.ts";
import { openLocalChain } from "../chain/openLocalChain.ts";
import { makeApplicant, openGovernor, publishIssuerKeys } from "../chain/setUpUniversity.ts";
import type { Narrator } from "./narrator.ts";
import { silentNarrator } from "./narrator.ts";

/** The first day of the story, so that it runs alike on any day. */
const STARTS_AT = Date.UTC(2026, 10, 2, 8) / 1000;
export const DAY = 86_400;
const YEAR = 365 * DAY;
const CATEGORIES = ["higher_education", "vocational", "professional"] as const;
/** Stands for the hash of papers, which the story does not need. */
export const EVIDENCE = `0x${"e1".repeat(32)}`;

/** The chain with everything on it, and the people of the university and the governance body. */
export interface Stage {
  readonly local: LocalChain;
  readonly chain: Chain;
  readonly narrator: Narrator;
  /** Pays for what others signed, and has no rights. */
  readonly relayer: Wallet;
  readonly university: {
    readonly address: string;
    readonly admin: Wallet;
    readonly registrar: Wallet;
    readonly issuer: Wallet;
    /** Keys and secret; the signing key changes when it is rotated. */
    context: IssuerContext;
    /** The private keys it began with, 32 bytes each, for threads that are to hold them. */
    readonly keys: { readonly signing: Uint8Array; readonly sealing: Uint8Array };
  };
  /** Opens a verifier of its own, as every employer has. Its clock is the chain's, whose days pass faster than ours. */
  verifier(): Promise<Verifier>;
  /** The university's number for its next batch. */
  nextBatch(): bigint;
  /** The Council decides on an act of accreditation and, after its delay, it is carried out. */
  decide(act: AccreditationAct): Promise<void>;
}

/** Randomness of the machine. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

/**
 * Deploys the system on a chain, makes a university and accredits it; tells of it if there is a narrator.
 *
 * @param openChain - one in this process unless told. It is closed with the stage's `local`.
 */
export async function openStage(
  narrator: Narrator = silentNarrator(),
  openChain: (startsAt: number) => Promise<LocalChain> = (startsAt) => openLocalChain("default", { startsAt }),
): Promise<Stage> {
  const local = await openChain(STARTS_AT);
  const [deployer, relayer, admin, registrar, issuer, governor] = await Promise.all(
    ["deployer", "relayer", "university admin", "university registrar", "university issuer", "governor"].map((name) =>
      local.fundedWallet(name),
    ) as [Promise<Wallet>, Promise<Wallet>, Promise<Wallet>, Promise<Wallet>, Promise<Wallet>, Promise<Wallet>],
  );

  narrator.heading("A chain, and the system on it");
  let contracts = 0;
  const network = await deploySystem({
    signer: deployer,
    name: "demo",
    confirmations: 0,
    council: { members: [governor.address], threshold: 1 },
    admissionDelay: DAY,
    adminDelay: 2 * DAY,
    onContract: () => void contracts++,
  });
  const chain = connectChain(network, local.provider);
  narrator.say(`${contracts} contracts are in place on chain ${network.chainId}; the deployer has no rights any more.`);

  const decideOn = openGovernor({
    chain,
    governor,
    relayer,
    random: randomBytes,
    now: () => local.now(),
    passDelay: () => local.increaseTime(DAY),
  });

  narrator.heading("A university is accredited");
  const name = "Università di Esempio";
  const roles = { registrar: registrar.address, issuer: issuer.address };
  const address = await makeApplicant(chain, admin, { name, ...roles, categories: CATEGORIES, evidence: EVIDENCE });
  narrator.say(`${name} made its contract, named a registrar and an issuer, and applied.`);
  await decideOn(address, { act: "admit", authority: "direct", categories: CATEGORIES, evidence: EVIDENCE });
  narrator.say("The Council signed its admission; after a day's delay it took effect.");

  let batches = 1n;
  const curve = await openSecp256k1();
  const keys = { signing: randomBytes(32), sealing: randomBytes(32) };
  const context = await publishIssuerKeys(chain, admin, address, {
    signer: memoryTokenSigner(keys.signing, curve),
    sealingKey: memorySealingKey(keys.sealing, curve),
    validity: 5 * YEAR,
    recordSecret: randomBytes(32),
    random: randomBytes,
    curve,
  });
  narrator.say(
    `It published key ${context.signing.number} for signing and key ${context.sealing.number} for sealing in its DID document.`,
  );
  // Time passes, so that there is a day between accreditation and issuing.
  await local.increaseTime(2 * DAY);

  return {
    local,
    chain,
    narrator,
    relayer,
    university: {
      address,
      admin,
      registrar,
      issuer,
      context,
      keys,
    },
    async verifier() {
      const now = await local.now();
      return openVerifier(chain, { now: () => now, curve });
    },
    nextBatch: () => batches++,
    decide: (act) => decideOn(address, act),
  };
}

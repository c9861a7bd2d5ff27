// A wallet app as somebody else would write it, of public names alone. It is bundled for the browser by a plain vite.
import type { Chain, NetworkFile } from "@cscss-me/sdk";
import { connectChain, connectNode, decodeHex, encodeHex, memoryTokenSigner } from "@cscss-me/sdk";
import type { Award } from "@cscss-me/sdk/issue";
import { memorySealingKey, prepareRecord } from "@cscss-me/sdk/issue";
import type { PresentationRequest, Verdict } from "@cscss-me/sdk/verify";
import { openVerifier } from "@cscss-me/sdk/verify";
import type { ClaimFile, GrantTerms, SignedWalletAct, WalletAct } from "@cscss-me/sdk/wallet";
import {
  answerRequest,
  grantCommitment,
  memoryDecryptionKey,
  openRecords,
  presentStanding,
  signWalletAct,
} from "@cscss-me/sdk/wallet";
import { Wallet } from "ethers";

/** What every step needs. Bytes are hex with 0x. */
export interface Place {
  readonly network: NetworkFile;
  readonly rpcUrl: string;
  readonly privateKey: string;
  readonly wallet: string;
  readonly claimFiles: readonly ClaimFile[];
  /** Unix seconds. */
  readonly now: number;
}

const bytes = (hex: string): Uint8Array => decodeHex(hex, hex.length / 2 - 1);
const random = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length));

function chainOf({ network, rpcUrl }: Place): Chain {
  return connectChain(network, connectNode(rpcUrl, network.chainId, "auto"));
}

function openAll(place: Place) {
  const decryptionKey = memoryDecryptionKey(bytes(place.privateKey));
  return openRecords(chainOf(place), place.wallet, { decryptionKey, claimFiles: place.claimFiles });
}

async function openFirst(place: Place) {
  const { opened, unopened } = await openAll(place);
  const [credential] = opened;
  if (credential === undefined) throw unopened[0]?.error ?? new Error("The wallet is empty.");
  return credential;
}

const app = {
  /** What is there of Node's globals. */
  node: () => ["Buffer", "process", "require"].filter((name) => name in globalThis),

  /** Opens a wallet: the claims of what opened, and the codes of what did not. */
  async open(place: Place) {
    const { opened, unopened } = await openAll(place);
    return { claims: opened.map(({ claims }) => claims), codes: unopened.map(({ error }) => error.code) };
  },

  /** Answers a request and verifies the answer. */
  async answer(place: Place, request: PresentationRequest): Promise<{ text: string; verdict: Verdict }> {
    const credential = await openFirst(place);
    const signer = memoryTokenSigner(bytes(place.privateKey));
    const text = await answerRequest(request, { credential, signer, now: place.now });
    const verifier = openVerifier(chainOf(place), { now: () => place.now });
    const { verdict } = await verifier.verify(text, { kind: "answer", request });
    return { text, verdict };
  },

  /** Signs a grant, for a relayer to send, and presents under it. */
  async grant(place: Place, terms: GrantTerms): Promise<{ text: string; signed: SignedWalletAct }> {
    const chain = chainOf(place);
    const credential = await openFirst(place);
    const grantId = encodeHex(random(32));
    const act: WalletAct = { act: "grant", grantId, commitment: grantCommitment(terms), until: place.now + 86_400 };
    const account = new Wallet(place.privateKey, chain.provider);
    const signed = await signWalletAct(chain, account, place.wallet, act, { deadline: place.now + 3600 });
    const signer = memoryTokenSigner(bytes(place.privateKey));
    const text = await presentStanding({
      credential,
      signer,
      claims: ["awardTitle"],
      grantId,
      terms,
      now: place.now,
    });
    return { text, signed };
  },

  /** Signs and seals an award as an issuer. */
  async seal(place: Place, issuer: Issuer, award: Omit<Award, "encryptionKey"> & { readonly encryptionKey: string }) {
    const { chainId, generation } = chainOf(place);
    const context = {
      chainId,
      generation,
      organization: issuer.organization,
      signing: { signer: memoryTokenSigner(bytes(issuer.signing)), number: 1 },
      sealing: { key: memorySealingKey(bytes(issuer.sealing)), number: 2 },
      recordSecret: bytes(issuer.recordSecret),
      random,
    };
    const prepared = await prepareRecord(context, { ...award, encryptionKey: bytes(award.encryptionKey) });
    return { ...prepared, sealedPayload: encodeHex(prepared.sealedPayload) };
  },
};

/** An issuer's private keys, as hex. */
export interface Issuer {
  readonly organization: string;
  readonly signing: string;
  readonly sealing: string;
  readonly recordSecret: string;
}

/** What the test calls in the page. */
export type HolderApp = typeof app;

Object.assign(globalThis, { app });

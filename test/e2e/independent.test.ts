import { createHash, createPublicKey, ECDH, verify as nodeVerify } from "node:crypto";
import { SDJwtInstance } from "@sd-jwt/core";
import { verifyCredential } from "did-jwt-vc";
import { Resolver } from "did-resolver";
import { getAddress, keccak256 } from "ethers";
import { getResolver } from "ethr-did-resolver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nobleSecp256k1 } from "../../sdk/crypto/nobleSecp256k1.ts";
import { keyBytes } from "../../sdk/did/keyBytes.ts";
import { splitPresentation } from "../../sdk/disclosure/splitPresentation.ts";
import { connectOrganization } from "../../sdk/generated/Organization.ts";
import type { Held } from "../fixtures/issuing.ts";
import { issue } from "../fixtures/issuing.ts";
import { endKey, newSigningKey } from "../fixtures/keys.ts";
import { answer, requestOf } from "../fixtures/presenting.ts";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";

/** Nothing here takes our word: each part of a presentation is checked by software that is not ours. */
describe("A credential of ours", () => {
  let world: World;
  let held: Held;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
    // The key is rotated, so that whoever looks at the wrong block does not find it.
    await newSigningKey(world);
    await endKey(world, 1);
  });
  afterAll(() => world.close());

  const stockResolver = (): Resolver => {
    const { chainId, provider, generation } = world.chain;
    const network = { name: `0x${chainId.toString(16)}`, chainId, provider, registry: generation.didRegistry };
    return new Resolver(getResolver({ networks: [network] } as unknown as Parameters<typeof getResolver>[0]));
  };

  /** did-jwt asks for the DID alone; this asks for it as it was at one block. */
  const pinnedAt = (block: number) => {
    const resolver = stockResolver();
    return { resolve: (did: string) => resolver.resolve(`${did}?versionId=${block}`) };
  };
  type Resolvable = Parameters<typeof verifyCredential>[1];

  it("verifies with stock did-jwt-vc and ethr-did-resolver at the header's block", async () => {
    const now = await world.local.now();
    const resolver = pinnedAt(held.blockNumber) as unknown as Resolvable;
    const verified = await verifyCredential(held.record.token, resolver, { policies: { now } });
    const { verifiableCredential: credential } = verified;
    expect(credential.issuer).toEqual({ id: `did:ethr:0x7a69:${world.university.address}` });
    expect(credential.credentialSubject.id).toBe(`did:ethr:0x7a69:${world.graduate.account.address}`);
    expect(credential.type).toEqual(["VerifiableCredential", "CscssMeDegree"]);
    expect(credential.credentialStatus).toMatchObject({
      type: "CscssMeWalletRecord",
      wallet: held.wallet,
      sequence: 1,
    });
  });

  it("does not verify with them at any other block, or with another payload", async () => {
    const policies = { now: await world.local.now() };
    const head = await world.chain.provider.getBlockNumber();
    for (const block of [1, head]) {
      const resolver = pinnedAt(block) as unknown as Resolvable;
      await expect(verifyCredential(held.record.token, resolver, { policies })).rejects.toThrow();
    }
    const [header, payload, signature] = held.record.token.split(".");
    const altered = JSON.parse(Buffer.from(String(payload), "base64url").toString());
    altered.nbf -= 1;
    const forged = [header, Buffer.from(JSON.stringify(altered)).toString("base64url"), signature].join(".");
    const resolver = pinnedAt(held.blockNumber) as unknown as Resolvable;
    await expect(verifyCredential(forged, resolver, { policies })).rejects.toThrow("invalid_signature");
  });

  it("verifies with node:crypto alone under the key that the issuer's contract gives", async () => {
    const [input, signature] = partsOf(held.record.token);
    expect(nodeVerify("sha256", input, await issuerKey(1), signature)).toBe(true);
    expect(nodeVerify("sha256", input, await issuerKey(3), signature)).toBe(false);
    expect(nodeVerify("sha256", Buffer.concat([input, Buffer.from("A")]), await issuerKey(1), signature)).toBe(false);
  });

  it("has, as keccak256 of its signing input, the hash that the wallet keeps", async () => {
    const [input] = partsOf(held.record.token);
    const { records } = await world.chain.lens.sealedRecords(held.wallet, 0, 10);
    expect(records[0]?.entry.payloadHash).toBe(keccak256(input));
  });

  it("verifies as a whole presentation with @sd-jwt/core, key binding and disclosures included", async () => {
    const request = await requestOf(world, { claims: ["awardTitle", "givenName", "eqfLevel"] });
    const text = await answer(world, held, request);
    const { payload, kb } = await (await peer()).verify(text, { keyBindingNonce: request.nonce, ...(await clock()) });
    const { credentialSubject } = payload.vc as { credentialSubject: unknown };
    const { awardTitle, givenName, eqfLevel } = held.award.claims;
    expect(credentialSubject).toEqual({ awardTitle, givenName, eqfLevel });
    expect(kb?.payload).toMatchObject({ aud: request.audience, nonce: request.nonce });
    expect(kb?.header).toEqual({ alg: "ES256K", typ: "kb+jwt" });
  });

  it("is refused by @sd-jwt/core too when a disclosure was taken away, or the holder did not bind it", async () => {
    const request = await requestOf(world);
    const options = { keyBindingNonce: request.nonce, ...(await clock()) };
    const text = await answer(world, held, request);
    const { token, disclosures, keyBinding } = splitPresentation(text);
    const shortened = [token, ...disclosures.slice(1), keyBinding].join("~");
    await expect((await peer()).verify(shortened, options)).rejects.toThrow("sd_hash");
    const stolen = await answer(world, held, request, { signer: world.mallory.signer });
    await expect((await peer()).verify(stolen, options)).rejects.toThrow("Invalid JWT Signature");
  });

  /** A stock SD-JWT verifier; it is told only how to check a signature. */
  async function peer() {
    const key = await issuerKey(1);
    return new SDJwtInstance({
      hashAlg: "sha-256",
      hasher: (data, algorithm) => {
        const bytes = typeof data === "string" ? data : new Uint8Array(data);
        return createHash(algorithm.replace("-", "")).update(bytes).digest();
      },
      verifier: (data, signature) => nodeVerify("sha256", Buffer.from(data), key, Buffer.from(signature, "base64url")),
      kbVerifier: (data, signature, { cnf }) => {
        const { kid } = cnf as unknown as { kid: string };
        const holder = ecKey(world.graduate.signer.publicKey);
        expect(kid).toBe(`did:ethr:0x7a69:${getAddress(world.graduate.account.address)}#controller`);
        return nodeVerify("sha256", Buffer.from(data), holder, Buffer.from(signature, "base64url"));
      },
    });
  }

  async function clock(): Promise<{ currentDate: number }> {
    return { currentDate: await world.local.now() };
  }

  async function issuerKey(number: number) {
    const contract = connectOrganization(world.university.address, world.chain.provider);
    return ecKey(keyBytes(await contract.keyAt(number)));
  }
});

function partsOf(token: string): [Buffer, Buffer] {
  const cut = token.lastIndexOf(".");
  return [Buffer.from(token.slice(0, cut)), Buffer.from(token.slice(cut + 1), "base64url")];
}

/** A public key as node:crypto takes it for ES256K signatures. */
function ecKey(compressed: Uint8Array) {
  const point = ECDH.convertKey(compressed, "secp256k1", undefined, undefined, "uncompressed") as Buffer;
  // Our own arithmetic agrees, or the test would check one curve with another.
  expect(nobleSecp256k1.compress(point)).toEqual(Uint8Array.from(compressed));
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const key = createPublicKey({ key: { kty: "EC", crv: "secp256k1", x: String(x), y: String(y) }, format: "jwk" });
  return { key, dsaEncoding: "ieee-p1363" as const };
}

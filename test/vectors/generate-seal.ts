// Writes seal.json anew: node test/vectors/generate-seal.ts. The file is the standard others build to, so a change of
// one byte in it is a change of the format.
import { writeFileSync } from "node:fs";
import { encodeHex } from "../../sdk/bytes/hex.ts";
import { DICTIONARY } from "../../sdk/seal/dictionary.ts";
import { closeIssuerLayer } from "../../sdk/seal/issuerLayer.ts";
import { memoryDecryptionKey } from "../../sdk/seal/memoryDecryptionKey.ts";
import { memorySealingKey } from "../../sdk/seal/memorySealingKey.ts";
import type { OwnDictionary } from "../../sdk/seal/OwnDictionary.ts";
import { encodeDictionary } from "../../sdk/seal/OwnDictionary.ts";
import { pack } from "../../sdk/seal/pack.ts";
import { type SealInput, seal } from "../../sdk/seal/seal.ts";
import { sealAad } from "../../sdk/seal/sealAad.ts";
import { payloadHash } from "../../sdk/token/payloadHash.ts";
import { DIPLOMA, fixedAddress, fixedBytes, makeCredential } from "../fixtures/makeCredential.ts";

type Credential = Awaited<ReturnType<typeof makeCredential>>;

const sealingPrivateKey = fixedBytes("university/sealing", 32);
const holderPrivateKey = fixedBytes("graduate/encryption", 32);
const sealingKey = memorySealingKey(sealingPrivateKey);
const holderPublicKey = memoryDecryptionKey(holderPrivateKey).publicKey;

async function makeVector(name: string, credential: Credential, disclosures: string[], dictionary?: OwnDictionary) {
  const shredHalf = fixedBytes(`${name}/shred half`, 12);
  const [nonce, contentKey] = [fixedBytes(`${name}/nonce`, 12), fixedBytes(`${name}/content key`, 32)];
  const [iv, ephemeralPrivateKey] = [fixedBytes(`${name}/iv`, 16), fixedBytes(`${name}/ephemeral`, 32)];
  const answers = [nonce, contentKey, iv, ephemeralPrivateKey];
  const random = (): Uint8Array => answers.shift() ?? new Uint8Array();
  const packing = { ...credential, disclosures, ...(dictionary && { dictionary }) };
  const input: SealInput = { ...packing, sealingKey, holderPublicKey, shredHalf, random };
  const aad = sealAad(credential.context);
  const packed = pack(packing);
  const sharedX = await sealingKey.sharedX(holderPublicKey);
  const { chainId, wallet, recordId, payloadSequence, sealingKeyNumber } = credential.context;
  return {
    name,
    sealingPrivateKey: encodeHex(sealingPrivateKey),
    sealingPublicKey: encodeHex(sealingKey.publicKey),
    holderPrivateKey: encodeHex(holderPrivateKey),
    holderPublicKey: encodeHex(holderPublicKey),
    issuer: credential.issuer,
    holder: credential.holder,
    context: { chainId: String(chainId), wallet, recordId: encodeHex(recordId), payloadSequence, sealingKeyNumber },
    shredHalf: encodeHex(shredHalf),
    seed: encodeHex(credential.seed),
    random: {
      nonce: encodeHex(nonce),
      contentKey: encodeHex(contentKey),
      iv: encodeHex(iv),
      ephemeralPrivateKey: encodeHex(ephemeralPrivateKey),
    },
    token: credential.token,
    disclosures,
    ...(dictionary && { dataContracts: { [dictionary.number]: encodeHex(encodeDictionary(dictionary.bytes)) } }),
    payloadHash: payloadHash(credential.token),
    aad: encodeHex(aad),
    packed: encodeHex(packed),
    issuerLayer: encodeHex(await closeIssuerLayer({ sharedX, aad, nonce, data: packed })),
    sealed: encodeHex(await seal(input)),
  };
}

const diploma = await makeCredential();
const courses = Array.from({ length: 6 }, (_, index) => ({
  code: `LM-32-00${index}`,
  title: ["Linear Algebra", "Databases", "Cryptography", "Compilers", "Operating Systems", "Thesis"][index] ?? "",
  ects: 6,
  grade: "30",
  date: `2025-0${index + 1}-14`,
  language: "en",
}));
const transcript = await makeCredential({ claims: { ...DIPLOMA, courses }, label: "transcript" });
// A header and payload with line breaks: the compact form cannot hold them.
const [header = "", payload = "", signature = ""] = diploma.token.split(".");
const spaced = Buffer.from(JSON.stringify(JSON.parse(Buffer.from(payload, "base64url").toString()), undefined, 1));
const plain = { ...diploma, token: [header, spaced.toString("base64url"), signature].join(".") };

// As a university writes one for its own templates: what most of its diplomas say alike.
const dictionary: OwnDictionary = {
  number: 70_000,
  bytes: new TextEncoder().encode(
    '"gradingScale","66-110 (cum laude possible)"\n"distinction","cum laude"\n"organizationName","Università di Esempio"',
  ),
};

const [profile2, profile3, longer, written, own] = await Promise.all([
  makeVector("profile 2: identifying claims stay off chain", diploma, diploma.disclosures),
  makeVector("profile 3: every disclosure sealed", diploma, diploma.all),
  makeVector("a transcript", transcript, transcript.disclosures),
  makeVector("a token with line breaks: plain form", plain, plain.disclosures),
  makeVector("with the organization's dictionary", diploma, diploma.disclosures, dictionary),
]);

/** The first vector with something wrong in it; whatever is not named is as it was. */
function refusals({ sealed, context }: typeof profile2) {
  const flip = (at: number): string => {
    const digit = Number.parseInt(sealed.charAt(2 + 2 * at + 1), 16) ^ 1;
    return sealed.slice(0, 2 + 2 * at + 1) + digit.toString(16) + sealed.slice(2 + 2 * at + 2);
  };
  const moved = (change: Partial<typeof context>) => ({ context: { ...context, ...change } });
  return [
    { name: "nothing", sealed: "0x", layer: "form" },
    { name: "one byte", sealed: "0x01", layer: "form" },
    { name: "another version", sealed: flip(0), layer: "form" },
    { name: "another sealing key number", sealed: flip(2), layer: "form" },
    {
      name: "ephemeral key off the curve",
      sealed: `${sealed.slice(0, 8)}02${"00".repeat(31)}05${sealed.slice(74)}`,
      layer: "form",
    },
    { name: "the other point of the same x", sealed: flip(3), layer: "holder" },
    { name: "a bit of the iv", sealed: flip(36), layer: "holder" },
    { name: "a bit of the mac", sealed: flip(52), layer: "holder" },
    { name: "a bit of the wrapped key", sealed: flip(84), layer: "holder" },
    { name: "a bit of the holder layer", sealed: flip(132), layer: "holder" },
    { name: "a byte added", sealed: `${sealed}00`, layer: "holder" },
    { name: "a byte missing", sealed: sealed.slice(0, -2), layer: "holder" },
    { name: "another chain", ...moved({ chainId: "1" }), layer: "holder" },
    { name: "another wallet", ...moved({ wallet: fixedAddress("another wallet") }), layer: "holder" },
    { name: "another record", ...moved({ recordId: encodeHex(fixedBytes("another record", 16)) }), layer: "holder" },
    { name: "another sequence", ...moved({ payloadSequence: 2 }), layer: "holder" },
    { name: "another shred half", shredHalf: encodeHex(fixedBytes("another half", 12)), layer: "holder" },
    { name: "another holder's key", holderPrivateKey: encodeHex(fixedBytes("mallory", 32)), layer: "holder" },
    { name: "another issuer's key", sealingPublicKey: profile2.holderPublicKey, layer: "issuer" },
    { name: "another payload hash", payloadHash: payloadHash("a.b.c"), layer: "hash" },
    { name: "another issuer address", issuer: fixedAddress("mallory"), layer: "hash" },
  ];
}

/** The vector with the dictionary, and something else in its place. */
const ofOwn = [
  { name: "no such data contract", dataContracts: {}, layer: "dictionary" },
  { name: "a data contract of payloads", dataContracts: at("0x0001000707070707070707"), layer: "dictionary" },
  { name: "a dictionary of another version", dataContracts: at("0x00000207070707"), layer: "dictionary" },
  { name: "an empty dictionary", dataContracts: at("0x000001"), layer: "dictionary" },
  { name: "another dictionary", dataContracts: at("0x00000107070707"), layer: "pack" },
].map((refusal) => ({ ...refusal, of: 4 }));

function at(code: string): Record<string, string> {
  return { [dictionary.number]: code };
}

const file = new URL("./seal.json", import.meta.url);
const vectors = {
  dictionary: { name: "me-1", bytes: encodeHex(DICTIONARY) },
  opens: [profile2, profile3, longer, written, own],
  refused: [...refusals(profile2), ...ofOwn],
};
writeFileSync(file, `${JSON.stringify(vectors, undefined, 2)}\n`);

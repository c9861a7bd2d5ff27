import { hexlify, Wallet } from "ethers";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import type { OwnDictionary } from "../../../sdk/seal/OwnDictionary.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import type { Stage } from "../demo/Stage.ts";
import { openStage, randomBytes } from "../demo/Stage.ts";
import type { Benchmark, BenchReport, Cell, Column } from "./harness/Benchmark.ts";
import { median } from "./harness/median.ts";
import type { OtherSeals } from "./rivals/otherSeals.ts";
import { openOtherSeals } from "./rivals/otherSeals.ts";
import { openJson } from "./subject/credentialJson.ts";
import type { Document } from "./subject/Document.ts";
import { REFERENCE_DIPLOMA, readDiplomas, readTranscripts, STRANGE_DIPLOMA } from "./subject/documents.ts";
import type { Holder } from "./subject/makeHolders.ts";
import { ownDictionary, YEAR_GROUP } from "./subject/ownDictionary.ts";
import { prepare } from "./subject/prepare.ts";

const COLUMNS: readonly Column[] = [
  { header: "vs JWT", unit: "ratio" },
  { header: "profile 3 vs JWT", unit: "ratio" },
  { header: "of", unit: "text" },
  { header: "JSON", unit: "count" },
  { header: "JWT", unit: "count" },
  { header: "SD-JWT", unit: "count" },
  { header: "sealed, profile 2", unit: "count" },
  { header: "sealed, profile 3", unit: "count" },
  { header: "JWE in JWE", unit: "count" },
  { header: "JWE in JWE, deflated", unit: "count" },
  { header: "eth-crypto twice, hex", unit: "count" },
  { header: "eth-crypto twice, bytes", unit: "count" },
];

const OWN_COLUMNS: readonly Column[] = [
  { header: "vs JWT", unit: "ratio" },
  { header: "of", unit: "text" },
  { header: "profile 2", unit: "count" },
  { header: "with it", unit: "count" },
  { header: "profile 3", unit: "count" },
  { header: "with it", unit: "count" },
  { header: "dictionary", unit: "count" },
];

/** How large a doubly encrypted credential is, ours and by other means. */
export const bytes: Benchmark = {
  name: "bytes",
  title: "Bytes of a doubly encrypted credential",
  async run(): Promise<BenchReport> {
    const stage = await openStage();
    try {
      return await measure(stage);
    } finally {
      await stage.local.close();
    }
  },
};

async function measure(stage: Stage): Promise<BenchReport> {
  const groups: [figure: string, name: string, documents: readonly Document[]][] = [
    ["reference", "the reference diploma", [REFERENCE_DIPLOMA]],
    ["strange", "a diploma in words the dictionary lacks", [STRANGE_DIPLOMA]],
    ["class", "diplomas of the demo's class, median", readDiplomas()],
    ["transcripts", "transcripts of 18 to 35 courses, median", readTranscripts()],
  ];
  const seals = await openOtherSeals();
  const rows: Cell[][] = [];
  const withOwn: Cell[][] = [];
  const figures: Record<string, number> = {};
  for (const [figure, name, documents] of groups) {
    const sizes: Sizes[] = [];
    for (const document of documents) sizes.push(await sizesOf(stage, seals, document));
    const of = (measured: keyof Sizes): number => median(sizes.map((size) => size[measured]));
    const [jwt, two, three] = [of("jwt"), of("profile2"), of("profile3")];
    figures[`bytes.profile2.${figure}`] = two / jwt;
    figures[`bytes.profile3.${figure}`] = three / jwt;
    const dictionary = await ownDictionary(documents, stage.chain.chainId);
    const shorter: Sealed[] = [];
    for (const document of documents) shorter.push(await sealedSizes(stage, newHolder(), document, dictionary));
    const shared = (profile: keyof Sealed): number => median(shorter.map((size) => size[profile]));
    withOwn.push([
      shared("profile2") / jwt,
      name,
      two,
      shared("profile2"),
      three,
      shared("profile3"),
      dictionary.bytes.length,
    ]);
    figures[`bytes.dictionary.${figure}`] = shared("profile2") / jwt;
    rows.push([
      two / jwt,
      three / jwt,
      name,
      of("json"),
      jwt,
      of("sdJwt"),
      two,
      three,
      of("jwe"),
      of("jweDeflated"),
      of("ethCryptoHex"),
      of("ethCryptoBytes"),
    ]);
  }
  return {
    tables: [
      {
        title: "One credential, every claim disclosable",
        columns: COLUMNS,
        rows,
        notes: [
          "JWT: the signed token alone. SD-JWT: the token with all its disclosures, which is what the other ways encrypt.",
          "Profile 2 leaves out what identifies a person, which the others carry; profile 3 carries everything, and the identity's salt.",
          "JWE: ECDH-ES+A256KW and A256GCM, compact, to the issuer's and then to the holder's key (jose).",
          "The dictionary was written for diplomas like the demo's: the second row shows what it is worth elsewhere.",
        ],
      },
      {
        title: "The same with a dictionary the organization published",
        columns: OWN_COLUMNS,
        rows: withOwn,
        notes: [
          `Made of ${YEAR_GROUP} graduates with these awards in turn, as cscss org dictionary make does: no names, days or results.`,
        ],
      },
    ],
    figures,
  };
}

type Sizes = Awaited<ReturnType<typeof sizesOf>>;

async function sizesOf(stage: Stage, seals: OtherSeals, document: Document) {
  const holder = newHolder();
  const one = await prepare(stage, holder, document, { profile: 1, award: "1" });
  const { token = "", disclosures } = one.claimFile;
  const sdJwt = `${[token, ...disclosures].join("~")}~`;
  const place = { chainId: stage.chain.chainId, issuer: stage.university.address, holder: holder.account.address };
  const twice = await seals.ethCryptoTwice(sdJwt, holder.encryptionKey);
  return {
    json: Buffer.byteLength(openJson(document, place)),
    jwt: token.length,
    sdJwt: sdJwt.length,
    ...(await sealedSizes(stage, holder, document)),
    jwe: (await seals.jweTwice(sdJwt)).length,
    jweDeflated: (await seals.jweTwiceDeflated(sdJwt)).length,
    ethCryptoHex: twice.length,
    ethCryptoBytes: twice.length / 2,
  };
}

type Sealed = Awaited<ReturnType<typeof sealedSizes>>;

async function sealedSizes({ university }: Stage, holder: Holder, document: Document, dictionary?: OwnDictionary) {
  const by = { university: { context: { ...university.context, ...(dictionary && { dictionary }) } } };
  const [two, three] = [
    await prepare(by, holder, document, { profile: 2, award: "1" }),
    await prepare(by, holder, document, { profile: 3, award: "1" }),
  ];
  return { profile2: two.sealedPayload.length, profile3: three.sealedPayload.length };
}

function newHolder(): Holder {
  const privateKey = randomBytes(32);
  const signer = memoryTokenSigner(privateKey);
  const account = new Wallet(hexlify(privateKey));
  return { account, signer, decryptionKey: memoryDecryptionKey(privateKey), encryptionKey: signer.publicKey };
}

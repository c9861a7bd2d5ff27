import { encodeBase64url } from "../bytes/base64url.ts";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import { deriveAccessKey, recordIdOf } from "../credential/accessKey.ts";
import { applyTemplate } from "../credential/applyTemplate.ts";
import { decodeCredential } from "../credential/decodeCredential.ts";
import type { IssuerTemplate } from "../credential/IssuerTemplate.ts";
import { identityCommitment } from "../credential/identityCommitment.ts";
import { isIdentifying } from "../credential/isIdentifying.ts";
import { isSealable } from "../credential/isSealable.ts";
import type { CategoryName, RecordTypeName } from "../credential/recordTypes.ts";
import { CATEGORIES, RECORD_TYPES } from "../credential/recordTypes.ts";
import { signCredential } from "../credential/signCredential.ts";
import { validateClaims } from "../credential/validateClaims.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import { createDisclosure } from "../disclosure/createDisclosure.ts";
import { deriveSalt } from "../disclosure/deriveSalt.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { ItemInput } from "../generated/structs.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { Generation } from "../network/NetworkFile.ts";
import type { OwnDictionary } from "../seal/OwnDictionary.ts";
import type { SealingKey } from "../seal/SealingKey.ts";
import { seal } from "../seal/seal.ts";
import { wrapOver } from "../seal/wrapOver.ts";
import { payloadHash } from "../token/payloadHash.ts";
import type { TokenSigner } from "../token/TokenSigner.ts";
import type { ClaimFile } from "../wallet/ClaimFile.ts";
import type { WalletRef } from "../wallet/WalletRef.ts";
import { walletAddress } from "../wallet/walletAddress.ts";

/** Who issues, on which chain, with which keys. */
export interface IssuerContext {
  readonly chainId: bigint;
  readonly generation: Generation;
  /** Address of the organization. */
  readonly organization: string;
  readonly signing: { readonly signer: TokenSigner; readonly number: number };
  readonly sealing: { readonly key: SealingKey; readonly number: number };
  /** 32 bytes, from which the accessKeys derive. */
  readonly recordSecret: Uint8Array;
  /** The organization's own, as readDictionary gives it: used where that makes a payload shorter. */
  readonly dictionary?: OwnDictionary;
  /** Source of randomness: crypto.getRandomValues, or fixed bytes in a test. */
  readonly random: (length: number) => Uint8Array;
  /** A faster backend than plain JavaScript and eth-crypto, for the same bytes; see openSecp256k1. The keys have their own. */
  readonly curve?: Secp256k1;
}

/** One award to one holder. */
export interface Award {
  readonly wallet: WalletRef;
  /** The key to seal to, 33 bytes, as the holder published it. Not used in profile 1. */
  readonly encryptionKey: Uint8Array;
  /** The issuer's own number of the award: the same one always means the same record. */
  readonly award: string;
  /** 0, and one more after each revocation of this award's record. */
  readonly attempt?: number;
  /** 1 to issue; to amend, the record's next sequence. */
  readonly sequence?: number;
  readonly category: CategoryName;
  readonly recordType: RecordTypeName;
  readonly claims: JsonObject;
  /** What the issuer presets for records of this kind, and the fields it adds. */
  readonly template?: IssuerTemplate;
  /** The award date the issuer states, in Unix seconds. */
  readonly validFrom: number;
  readonly validUntil?: number;
}

/** An award made ready for a batch: nothing was sent yet. */
export interface PreparedRecord {
  /** For Organization.issueBatch, without the places that the batch decides. */
  readonly item: Omit<ItemInput, "blob" | "place">;
  readonly category: CategoryName;
  /** Empty in profile 1. */
  readonly sealedPayload: Uint8Array;
  /** For the holder: what is not on chain. */
  readonly claimFile: ClaimFile;
  /** The whole credential with every disclosure, `token~disclosure~…~`, for whoever approves what is issued. */
  readonly credential: string;
}

/**
 * Signs and seals one award. Every claim can be disclosed by itself. What identifies a person is sealed in profile 3
 * only; in profile 2 it reaches the holder in the claim file, and in profile 1 everything does.
 *
 * @returns the item for a batch, the sealed payload and the claim file.
 * @throws ERR_CLAIMS for claims that do not fit the schema; ERR_CATEGORY for a record type the category does not issue;
 * ERR_TEMPLATE for the template of another record type; ERR_ARGUMENT for a record secret or an owner that is none;
 * ERR_PUBLIC_KEY; ERR_SEAL_SIZE, ERR_TOKEN_SIZE.
 * @example
 * const { claimFile, item } = await prepareRecord(context, award);
 */
export async function prepareRecord(issuer: IssuerContext, given: Award): Promise<PreparedRecord> {
  const award = withTemplate(given);
  const { recordType, category, template, sequence = 1, attempt = 0 } = award;
  const { profile, owner } = award.wallet;
  requireCategory(recordType, category);
  if (Object.hasOwn(award.claims, "identityOpening")) {
    throw new CscssError("ERR_CLAIMS", "The claim identityOpening is made by the SDK, in profile 3. Leave it out.");
  }
  validateClaims(recordType, award.claims, { category, ...(template && { template }) });

  const wallet = walletAddress(issuer.generation, award.wallet);
  const place = { chainId: issuer.chainId, wallet, award: award.award, attempt };
  const accessKey = deriveAccessKey(issuer.recordSecret, place);
  const seed = issuer.random(16);
  const { claims, commitment } =
    profile === 3 ? commitToIdentity(issuer, award) : { claims: award.claims, commitment: ZERO };
  const disclosures = Object.entries(claims).map(([name, value]) => {
    const sealable = isSealable(recordType, name, value, template);
    const salt = sealable ? deriveSalt(seed, name) : issuer.random(16);
    return { ...createDisclosure({ salt, name, value }), sealable };
  });
  const token = await signCredential(
    {
      chainId: issuer.chainId,
      issuer: issuer.organization,
      holder: owner,
      wallet,
      accessKey,
      sequence,
      recordType,
      uuid: uuidFrom(issuer.random(16)),
      validFrom: award.validFrom,
      ...(award.validUntil === undefined ? {} : { validUntil: award.validUntil }),
      visible: {},
      digests: disclosures.map(({ digest }) => digest),
    },
    issuer.signing,
  );

  // Whatever a verifier would refuse is refused here, before it is on chain for good.
  decodeCredential(token);

  const isSealed = (sealable: boolean): boolean => profile === 3 || (profile === 2 && sealable);
  const parted = (sealed: boolean) => disclosures.filter(({ sealable }) => isSealed(sealable) === sealed);
  const recordId = recordIdOf(accessKey);
  const shredHalf = profile === 1 ? new Uint8Array(12) : issuer.random(12);
  const sealedPayload =
    profile === 1
      ? new Uint8Array()
      : await seal({
          token,
          disclosures: parted(true),
          seed,
          context: {
            chainId: issuer.chainId,
            wallet,
            recordId: decodeHex(recordId, 16),
            payloadSequence: sequence,
            sealingKeyNumber: issuer.sealing.number,
          },
          issuer: issuer.organization,
          holder: owner,
          sealingKey: issuer.sealing.key,
          holderPublicKey: award.encryptionKey,
          shredHalf,
          random: issuer.random,
          ...(issuer.dictionary && { dictionary: issuer.dictionary }),
          ...(issuer.curve && { curve: issuer.curve, wrap: wrapOver(issuer.curve) }),
        });
  return {
    category,
    sealedPayload,
    item: {
      record: { owner, profile, walletIndex: award.wallet.index, recordId },
      sequence,
      recordType: RECORD_TYPES[recordType].number,
      validUntil: award.validUntil ?? 0,
      payloadHash: payloadHash(token),
      shredHalf: encodeHex(shredHalf),
      identityCommitment: commitment,
    },
    claimFile: {
      type: "CscssMeClaimFile",
      version: 1,
      chainId: Number(issuer.chainId),
      issuer: issuer.organization,
      wallet,
      recordId,
      sequence,
      ...(profile === 1 ? { token } : {}),
      disclosures: parted(false).map(({ encoded }) => encoded),
    },
    credential: [token, ...disclosures.map(({ encoded }) => encoded), ""].join("~"),
  };
}

const ZERO = `0x${"0".repeat(64)}`;

/** The award with its claims as the template completes them. */
function withTemplate(award: Award): Award {
  const { template, recordType, claims } = award;
  if (template === undefined) return award;
  if (template.recordType !== recordType) {
    throw new CscssError("ERR_TEMPLATE", `The template "${template.name}" is for a ${template.recordType}.`, {
      details: { template: template.recordType, recordType },
    });
  }
  return { ...award, claims: applyTemplate(template, claims) };
}

/** Adds the claim that opens the header's commitment to the identifying claims. */
function commitToIdentity(issuer: IssuerContext, award: Award): { claims: JsonObject; commitment: string } {
  const identity = Object.fromEntries(
    Object.entries(award.claims).filter(([name]) => isIdentifying(award.recordType, name, award.template)),
  );
  if (Object.keys(identity).length === 0) {
    throw new CscssError(
      "ERR_CLAIMS",
      "Profile 3 needs at least one claim that identifies the holder, for instance givenName.",
    );
  }
  const salt = encodeBase64url(issuer.random(32));
  const identityOpening = { salt, claims: Object.keys(identity).sort() };
  return { claims: { ...award.claims, identityOpening }, commitment: identityCommitment(salt, identity) };
}

function requireCategory(recordType: RecordTypeName, category: CategoryName): void {
  const { categories } = RECORD_TYPES[recordType];
  if (!Object.hasOwn(CATEGORIES, category) || !categories.some((allowed) => allowed === category)) {
    throw new CscssError(
      "ERR_CATEGORY",
      `A ${recordType} cannot be issued in the category "${category}"; its categories are ${categories.join(", ")}.`,
      { details: { recordType, category } },
    );
  }
}

/** A version 4 UUID made of 16 random bytes. @source RFC 9562, section 5.4 */
function uuidFrom(bytes: Uint8Array): string {
  const marked = Uint8Array.from(bytes, (byte, index) =>
    index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  return encodeHex(marked)
    .slice(2)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

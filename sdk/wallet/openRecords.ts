import { decodeHex } from "../bytes/hex.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { toPlainFields } from "../call/toPlain.ts";
import type { DecodedCredential } from "../credential/decodeCredential.ts";
import { decodeCredential } from "../credential/decodeCredential.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import type { DictionaryReader } from "../dictionary/openDictionaryReader.ts";
import { openDictionaryReader } from "../dictionary/openDictionaryReader.ts";
import { keyBytes } from "../did/keyBytes.ts";
import { resolveDisclosures } from "../disclosure/resolveDisclosures.ts";
import { CscssError } from "../errors/CscssError.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import { KeyPurpose } from "../generated/enums.ts";
import { connectICredentialWallet } from "../generated/ICredentialWallet.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { SealedRecord } from "../generated/structs.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { Chain } from "../network/connectChain.ts";
import { isNodeDoubt } from "../network/nodeDoubt.ts";
import type { HeldCredential } from "../presentation/HeldCredential.ts";
import type { DecryptionKey } from "../seal/DecryptionKey.ts";
import { decodeSealedForm } from "../seal/form.ts";
import { open } from "../seal/open.ts";
import { payloadHash } from "../token/payloadHash.ts";
import type { ClaimFile } from "./ClaimFile.ts";
import { requireActive } from "./requireActive.ts";

const PAGE = 50;

/** What opens records. */
export interface OpenOptions {
  readonly decryptionKey: DecryptionKey;
  /** In any order, also of other wallets; in profile 1 a record opens only with its own. */
  readonly claimFiles: readonly ClaimFile[];
  /** Reads the dictionaries of organizations; one that other calls share saves reading them again. */
  readonly dictionaryOf?: DictionaryReader;
  /** Plain JavaScript unless told; see openSecp256k1. The decryption key has its own. */
  readonly curve?: Secp256k1;
}

/** A record as its holder has it after opening. */
export interface OpenedRecord extends HeldCredential {
  readonly credential: DecodedCredential;
  /** All claims: from the chain and from the claim file. */
  readonly claims: JsonObject;
  /** Address of the organization. */
  readonly issuer: string;
}

/** A record that is in the wallet but could not be opened, and why. */
export interface UnopenedRecord {
  readonly recordId: string;
  readonly issuer: string;
  readonly error: CscssError;
}

/**
 * Reads a wallet's records and opens them with the holder's key and the claim files the issuers handed out.
 *
 * @returns what opened, and what did not with the reason. A record that opens is signed by its issuer and has the hash
 * the wallet holds for it; whether it is still good is for a verifier to say.
 * @throws ERR_WALLET_UNKNOWN, ERR_WALLET_DEACTIVATED, ERR_WALLET_DESTROYED; ERR_NODE_*; what the decryption key throws but for
 * ERR_SEAL_OPEN.
 * @example
 * const decryptionKey = memoryDecryptionKey(privateKey);
 * const { opened, unopened } = await openRecords(chain, wallet, { decryptionKey, claimFiles });
 * for (const { claims } of opened) console.log(claims.awardTitle);
 */
export async function openRecords(
  chain: Chain,
  address: string,
  given: OpenOptions,
): Promise<{ opened: OpenedRecord[]; unopened: UnopenedRecord[] }> {
  const options = { dictionaryOf: openDictionaryReader(chain), ...given };
  const wallet = checksumAddress(address);
  const opened: OpenedRecord[] = [];
  const unopened: UnopenedRecord[] = [];
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await readPage(chain, wallet, offset);
    total = page.total;
    for (const record of page.records) {
      try {
        opened.push(await openRecord(chain, wallet, page.owner, record, options));
      } catch (error) {
        // What is wrong with the node or with this program is not held against a record.
        if (!(error instanceof CscssError) || isNodeDoubt(error)) throw error;
        unopened.push({ recordId: record.entry.recordId, issuer: record.organization, error });
      }
    }
  }
  return { opened, unopened };
}

async function readPage(chain: Chain, wallet: string, offset: number) {
  try {
    const { lens, provider } = chain;
    const result = await lens.sealedRecords(wallet, offset, PAGE);
    const page = toPlainFields(lens.sealedRecords.fragment.outputs, result) as {
      state: bigint;
      total: bigint;
      records: SealedRecord[];
    };
    requireActive(wallet, page.state);
    const { owner } = await connectICredentialWallet(wallet, provider).summary();
    return { total: Number(page.total), records: page.records, owner };
  } catch (error) {
    throw fromRevert(error);
  }
}

async function openRecord(
  chain: Chain,
  wallet: string,
  owner: string,
  { entry, organization, sealedPayload }: SealedRecord,
  options: OpenOptions & { readonly dictionaryOf: DictionaryReader },
): Promise<OpenedRecord> {
  const claimFile = options.claimFiles.find(
    (file) =>
      file.chainId === chain.network.chainId &&
      file.wallet === wallet &&
      file.issuer === organization &&
      file.recordId === entry.recordId &&
      file.sequence === Number(entry.payloadSequence),
  );
  const { curve = nobleSecp256k1 } = options;
  const issuer = connectOrganization(organization, chain.provider);
  const parts = sealedPayload === "0x" ? fromClaimFile(claimFile) : await openSealed();
  const disclosures = [...parts.disclosures, ...(sealedPayload === "0x" ? [] : (claimFile?.disclosures ?? []))];
  const credential = decodeCredential(parts.token);
  const { claims, problems } = resolveDisclosures(credential.token.payload, disclosures);
  const [problem] = problems;
  if (problem !== undefined)
    throw new CscssError(problem.code, `${problem.message} Use the claim file as it was issued.`);
  await requireGenuine(credential, parts.token);
  return { token: parts.token, disclosures, credential, claims, issuer: organization };

  async function keyAt(number: number) {
    try {
      return await issuer.keyAt(number);
    } catch (error) {
      throw fromRevert(error);
    }
  }

  async function openSealed() {
    const sealed = decodeHex(sealedPayload, (sealedPayload.length - 2) / 2);
    const { sealingKeyNumber } = decodeSealedForm(sealed, curve);
    return open({
      sealed,
      context: {
        chainId: chain.chainId,
        wallet,
        recordId: decodeHex(entry.recordId, 16),
        payloadSequence: Number(entry.payloadSequence),
        sealingKeyNumber,
      },
      issuer: organization,
      holder: owner,
      issuerSealingKey: keyBytes(await keyAt(sealingKeyNumber)),
      decryptionKey: options.decryptionKey,
      shredHalf: decodeHex(entry.shredHalf, 12),
      payloadHash: entry.payloadHash,
      dictionaryOf: (number) => options.dictionaryOf(organization, number),
      curve,
    });
  }

  async function requireGenuine(decoded: DecodedCredential, token: string): Promise<void> {
    const key = await keyAt(decoded.keyNumber);
    const { signature, signingInput } = decoded.token;
    const genuine =
      payloadHash(token) === entry.payloadHash &&
      decoded.issuer.address === organization &&
      decoded.holder.address === owner &&
      decoded.wallet === wallet &&
      decoded.recordId === entry.recordId &&
      key.purpose === BigInt(KeyPurpose.Signing) &&
      curve.verify(signature, encodeUtf8(signingInput), keyBytes(key));
    if (!genuine) {
      throw new CscssError("ERR_SIGNATURE", "What was opened is not the credential its issuer signed for this record.");
    }
  }
}

function fromClaimFile(claimFile: ClaimFile | undefined): HeldCredential {
  if (claimFile?.token === undefined) {
    throw new CscssError(
      "ERR_CLAIM_FILE",
      "This record is not sealed on chain (profile 1): it opens only with the claim file its issuer handed out.",
    );
  }
  return { token: claimFile.token, disclosures: claimFile.disclosures };
}

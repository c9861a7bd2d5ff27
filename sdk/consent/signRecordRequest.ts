import type { Signer } from "ethers";
import { hexlify } from "ethers";
import type { RecordTypeName } from "../credential/recordTypes.ts";
import { RECORD_TYPES } from "../credential/recordTypes.ts";
import { signMessage } from "../eip712/signMessage.ts";
import type { Chain } from "../network/connectChain.ts";
import { signWalletCreation } from "../wallet/createWallet.ts";
import type { WalletRef } from "../wallet/WalletRef.ts";
import { documentHash, documentsHash } from "./hashDocuments.ts";
import type { RecordRequest } from "./RecordRequest.ts";

/**
 * Asks an organization for one record, as the holder. Costs nothing; the organization reviews the papers and sends the
 * consent when it accepts. The holder need not be enrolled.
 *
 * @param holder - acts for the wallet's owner.
 * @param wish.documents - the papers: their names and bytes. Only their salted hashes are in the request.
 * @param wish.encryptionKey - 33 bytes: the key the record will be sealed to.
 * @param wish.deadline - Unix seconds after which the organization cannot accept it any more.
 * @param wish.message - what the holder has to say, at most 2,000 characters.
 * @param wish.random - source of randomness, asked for 32 bytes for each paper and once more for the nonce.
 * @returns the request; its JSON is handed to the organization, with the papers beside it.
 * @throws ERR_PUBLIC_KEY; what the signer throws.
 * @source EIP-712; the message is EIP712_TYPES.RequestRecord.
 * @example
 * const documents = [{ name: "diploma.pdf", content }];
 * const wish = { organization, recordType: "recognition_statement", message: "For an application.", documents } as const;
 * const wallet = { owner, profile: 2, index: 0 } as const;
 * const request = await signRecordRequest(chain, holder, { ...wish, wallet, encryptionKey, deadline, random });
 */
export async function signRecordRequest(
  chain: Chain,
  holder: Signer,
  wish: {
    readonly organization: string;
    readonly recordType: RecordTypeName;
    readonly message: string;
    readonly documents: readonly { readonly name: string; readonly content: Uint8Array }[];
    readonly wallet: WalletRef;
    readonly encryptionKey: Uint8Array;
    readonly deadline: number;
    readonly random: (length: number) => Uint8Array;
  },
): Promise<RecordRequest> {
  const { organization, recordType, message, wallet, encryptionKey, deadline, random } = wish;
  const documents = wish.documents.map(({ name, content }) => {
    const salt = hexlify(random(32));
    return { name, salt, hash: documentHash(salt, content) };
  });
  const consent = { documents: documentsHash(documents), nonce: String(BigInt(hexlify(random(32)))), deadline };
  const place = { chainId: chain.chainId, contract: organization };
  const signature = await signMessage(holder, place, "RequestRecord", {
    holder: wallet.owner,
    organization,
    profile: wallet.profile,
    walletIndex: wallet.index,
    recordType: RECORD_TYPES[recordType].number,
    ...consent,
  });
  return {
    type: "CscssMeRecordRequest",
    version: 1,
    chainId: chain.network.chainId,
    organization,
    recordType,
    message,
    documents,
    wallet,
    creation: await signWalletCreation(chain, holder, wallet, { encryptionKey, deadline }),
    consent: { ...consent, signature },
  };
}

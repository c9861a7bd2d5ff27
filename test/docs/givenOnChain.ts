// What the examples of the SDK take for given besides given.ts: things that need a chain or a file. They are type-checked
// with these, and not run.

import type { Provider, Signer } from "ethers";
import type { ChosenConsents } from "../../sdk/consent/chooseConsents.ts";
import type { Certificate } from "../../sdk/document/Certificate.ts";
import type { Decision } from "../../sdk/governance/decide.ts";
import type { Proposal } from "../../sdk/governance/proposals.ts";
import type { IssueRowsOptions } from "../../sdk/issuing/issueRows.ts";
import type { JournalHead } from "../../sdk/issuing/journalEntries.ts";
import type { IssuingKeys } from "../../sdk/issuing/openIssuingWorkers.ts";
import type { PreparedBatch } from "../../sdk/issuing/PreparedBatch.ts";
import type { Award, IssuerContext } from "../../sdk/issuing/prepareRecord.ts";
import type { Chain } from "../../sdk/network/connectChain.ts";
import type { NetworkFile } from "../../sdk/network/NetworkFile.ts";
import type { Act } from "../../sdk/network/readActs.ts";
import type { AccreditationAct } from "../../sdk/registry/accreditationCall.ts";
import type { SenderOptions } from "../../sdk/sending/openSender.ts";
import type { SentTransaction } from "../../sdk/sending/TransactionJournal.ts";
import type { Presented } from "../../sdk/verify/examine.ts";
import type { Verifier } from "../../sdk/verify/openVerifier.ts";
import type { ClaimFile } from "../../sdk/wallet/ClaimFile.ts";

export declare const network: NetworkFile;
export declare const provider: Provider;
export declare const chain: Chain;
/** Accounts, each connected to the node of `chain`. The holder acts for `owner`. */
export declare const holder: Signer;
export declare const relayer: Signer;
export declare const admin: Signer;
export declare const registrar: Signer;
export declare const issuer: Signer;
export declare const member: Signer;
/** Addresses. */
export declare const owner: string;
export declare const wallet: string;
export declare const organization: string;
/** Bytes of a file. */
export declare const bytes: Uint8Array;
export declare const content: Uint8Array;
/** Text of a file. */
export declare const text: string;
export declare const publicKey: Uint8Array;
export declare const recordSecret: Uint8Array;
export declare const oldKey: Uint8Array;
export declare const newKey: Uint8Array;
export declare const claimFiles: readonly ClaimFile[];
export declare const verifier: Verifier;
export declare const presented: readonly Presented[];
export declare const context: IssuerContext;
export declare const keys: IssuingKeys;
export declare const award: Award;
export declare const options: IssueRowsOptions;
export declare const head: JournalHead;
export declare const prepared: PreparedBatch;
export declare const batchHash: string;
export declare const chosenConsents: ChosenConsents;
export declare const act: AccreditationAct;
export declare const acts: readonly Act[];
export declare const decision: Decision;
export declare const certificate: Certificate;
export declare function askSomebodyTrusted(): Promise<string>;
export declare const senderOptions: SenderOptions<string, SentTransaction>;
export declare const proposal: Proposal;

/** When something happened on chain; rows are ordered by both numbers. */
interface OnChain {
  readonly block: number;
  /** Log index in the block. */
  readonly position: number;
}

/** What the indexer knows of the chain. Addresses are checksummed, hashes 0x and hex, times Unix seconds. */
export interface IndexTables {
  /** One row: whose index it is, and how far it goes. */
  checkpoint: {
    readonly id: number;
    readonly genesis: string;
    readonly registries: string;
    readonly block: number;
    readonly hash: string;
    readonly time: number;
  };
  /** The newest headers, to find where a reorganisation began. */
  headers: { readonly block: number; readonly hash: string };
  /** Blocks in which something of ours happened. */
  blocks: { readonly block: number; readonly hash: string; readonly time: number; readonly transactions: number };
  organizations: OnChain & { readonly address: string; readonly name: string; readonly country: string };
  /** The registry's numbers of organizations, given at the first application. */
  registrations: OnChain & { readonly number: number; readonly registry: string; readonly organization: string };
  intervals: OnChain & {
    readonly registry: string;
    readonly organization: string;
    readonly start: number;
    readonly status: number;
    readonly authority: number;
    readonly categories: number;
    readonly reason: number;
    readonly until: number;
    readonly evidence: string;
  };
  frauds: OnChain & { readonly registry: string; readonly organization: string; readonly since: number };
  /** `kind` is published, ended or compromised; `time` is until when, 0, or since when. */
  keys: OnChain & {
    readonly organization: string;
    readonly number: number;
    readonly kind: string;
    readonly purpose: number;
    readonly time: number;
  };
  batches: OnChain & {
    readonly organization: string;
    readonly category: number;
    readonly items: number;
    readonly refused: number;
  };
  /** Only what tells a wallet's events from those of others: no owner, no keys, nothing that links persons. */
  wallets: OnChain & { readonly address: string; readonly profile: number };
  /** What happened to records, without the wallet and without the record's id. */
  records: OnChain & { readonly organization: string; readonly kind: string };
  /** Counts a day (Unix days); `organization` is empty for all together. */
  daily: { readonly day: number; readonly organization: string; readonly kind: string; readonly count: number };
  /** The same of all days together. */
  totals: { readonly organization: string; readonly kind: string; readonly count: number };
}

/** What the service itself remembers. JSON is text. */
export interface ServiceTables {
  requests: { readonly nonce: string; readonly request: string; readonly expires: number; readonly used: number };
  applications: {
    readonly id: string;
    readonly organization: string;
    readonly evidence: string;
    readonly media_type: string;
    /** Base64; empty once the application was decided. */
    readonly papers: string;
    readonly received: number;
  };
  /** One row: how many bytes the papers of all applications have. */
  papers_kept: { readonly id: number; readonly bytes: number };
  notes: {
    readonly id: string;
    readonly application: string;
    readonly member: string;
    readonly text: string;
    readonly signature: string;
    readonly written: number;
  };
  decisions: {
    readonly id: string;
    readonly application: string | null;
    readonly organization: string;
    /** What it does in the end, in words' form: JSON of the act. */
    readonly act: string;
    readonly call: string;
    readonly target: string;
    readonly data: string;
    readonly nonce: string;
    readonly deadline: number;
    readonly proposed: number;
  };
  approvals: {
    readonly decision: string;
    readonly member: string;
    readonly signature: string;
    /** When the member first agreed, Unix seconds. */
    readonly given: number;
  };
  relays: {
    readonly id: string;
    readonly decision: string;
    /** enact or execute. */
    readonly step: string;
    /** waiting, signed, mined, final or failed. */
    readonly state: string;
    readonly not_before: number;
    readonly nonce: number | null;
    readonly raw: string | null;
    readonly hash: string | null;
    readonly block_hash: string | null;
    readonly problem: string | null;
    /** When its transaction was signed, Unix seconds. */
    readonly signed: number | null;
    /** JSON of the cheaper transactions with the same nonce, or their hashes: each may be the one that is mined. */
    readonly earlier: string | null;
    /** How often it was mined and refused. */
    readonly reverted: number;
  };
  audit: {
    readonly sequence: number;
    readonly time: number;
    readonly kind: string;
    readonly body: string;
    readonly previous: string;
    readonly hash: string;
  };
  audit_head: { readonly id: number; readonly sequence: number; readonly hash: string };
  alerts: {
    readonly kind: string;
    readonly subject: string;
    readonly message: string;
    readonly first: number;
    readonly last: number;
    readonly count: number;
    readonly open: number;
  };
}

/** All tables. */
export interface Database extends IndexTables, ServiceTables {}

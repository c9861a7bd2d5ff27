/**
 * What an issuer hands the holder beside the chain. In profile 1 the whole credential; in profile 2 the disclosures that
 * identify the person; in profile 3 no disclosure at all. Keep it like the diploma itself.
 */
export interface ClaimFile {
  readonly type: "CscssMeClaimFile";
  readonly version: 1;
  readonly chainId: number;
  /** Address of the organization. */
  readonly issuer: string;
  readonly wallet: string;
  /** 0x and 32 hex digits. */
  readonly recordId: string;
  /** The payload sequence these disclosures belong to. */
  readonly sequence: number;
  /** The compact JWT, where it is not on chain. */
  readonly token?: string;
  readonly disclosures: readonly string[];
}

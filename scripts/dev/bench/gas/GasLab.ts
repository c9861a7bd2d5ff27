import { keccak256, toUtf8Bytes } from "ethers";
import type { PreparedRecord } from "../../../../sdk/issuing/prepareRecord.ts";
import type { Profile } from "../../../../sdk/wallet/WalletRef.ts";
import type { Stage } from "../../demo/Stage.ts";
import { openStage } from "../../demo/Stage.ts";
import type { Sent } from "../harness/sendInFew.ts";
import type { Eas } from "../rivals/eas.ts";
import { deployEas } from "../rivals/eas.ts";
import type { Place } from "../subject/credentialJson.ts";
import { openJson } from "../subject/credentialJson.ts";
import type { Document } from "../subject/Document.ts";
import type { Size } from "../subject/documents.ts";
import { documentsBySize, SIZES } from "../subject/documents.ts";
import { issueCalls } from "../subject/issueCalls.ts";
import type { Holder } from "../subject/makeHolders.ts";
import { makeHolders } from "../subject/makeHolders.ts";
import { prepare } from "../subject/prepare.ts";

export const PROFILES = [1, 2, 3] as const;
export const BATCHES = [1, 10, 50, 100] as const;
const MOST = 100;
/** So many credentials are really signed and sealed; the others are copies, with a place of their own. */
const GENUINE = 10;

/** The same credential in every form: ours per profile, and what the others put on chain. */
export interface Specimen {
  readonly holder: Holder;
  readonly document: Document;
  readonly records: Readonly<Record<Profile, PreparedRecord>>;
  readonly json: Uint8Array;
  readonly hash: string;
}

/** A chain with our system and EAS on it, holders with wallets, and their credentials, signed and sealed. */
export interface GasLab {
  readonly stage: Stage;
  readonly eas: Eas;
  readonly ours: ReturnType<typeof issueCalls>;
  /** 100 of each size, of as many holders. */
  readonly specimens: Readonly<Record<Size, readonly Specimen[]>>;
  /** Does something and takes it back: what was on the chain before is there afterwards. */
  aside<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Makes everything that gas is measured on. */
export async function openGasLab(say: (text: string) => void): Promise<GasLab> {
  const stage = await openStage();
  say(`${MOST} holders with three wallets each`);
  const holders = await makeHolders(stage, MOST, PROFILES);
  const documents = documentsBySize();
  const specimens = {} as Record<Size, Specimen[]>;
  for (const size of SIZES) {
    say(`credentials of ${size}, in three profiles`);
    const genuine: Specimen[] = [];
    for (const holder of holders.slice(0, GENUINE)) {
      genuine.push(await specimenOf(stage, holder, documents[size], size));
    }
    specimens[size] = holders.map((holder, i) => copyFor(holder, genuine[i % GENUINE] as Specimen));
  }
  const eas = await deployEas(stage.university.issuer);
  return {
    stage,
    eas,
    ours: issueCalls(stage),
    specimens,
    async aside(work) {
      const goBack = await stage.local.snapshot();
      try {
        return await work();
      } finally {
        await goBack();
      }
    },
  };
}

/** Gas for each of so many. */
export function each({ gas }: Pick<Sent, "gas">, count: number): number {
  return Number(gas) / count;
}

async function specimenOf(stage: Stage, holder: Holder, document: Document, award: string): Promise<Specimen> {
  const [one, two, three] = [
    await prepare(stage, holder, document, { profile: 1, award }),
    await prepare(stage, holder, document, { profile: 2, award }),
    await prepare(stage, holder, document, { profile: 3, award }),
  ];
  const json = toUtf8Bytes(openJson(document, placeOf(stage, holder)));
  return { holder, document, records: { 1: one, 2: two, 3: three }, json, hash: keccak256(json) };
}

function placeOf({ chain, university }: Stage, holder: Holder): Place {
  return { chainId: chain.chainId, issuer: university.address, holder: holder.account.address };
}

/** The same credential for somebody else: contracts do not look into what is sealed, so it costs what another one costs. */
function copyFor(holder: Holder, specimen: Specimen): Specimen {
  const [one, two, three] = PROFILES.map((profile) => forHolder(specimen.records[profile], holder)) as [
    PreparedRecord,
    PreparedRecord,
    PreparedRecord,
  ];
  const hash = keccak256(toUtf8Bytes(`${specimen.hash} ${holder.account.address}`));
  return { ...specimen, holder, records: { 1: one, 2: two, 3: three }, hash };
}

/** A copy of a record for somebody else, with an id of its own. */
export function forHolder(record: PreparedRecord, { account }: Pick<Holder, "account">): PreparedRecord {
  const owner = account.address;
  return renumber({ ...record, item: { ...record.item, record: { ...record.item.record, owner } } }, owner);
}

/** The same record under another id, which a label decides. */
export function renumber(record: PreparedRecord, label: string): PreparedRecord {
  const recordId = keccak256(toUtf8Bytes(`${record.item.record.recordId} ${label}`)).slice(0, 34);
  return { ...record, item: { ...record.item, record: { ...record.item.record, recordId } } };
}

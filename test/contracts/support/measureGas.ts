import { getBytes, hexlify, id } from "ethers";
import { Authority, Category, RecordStatus, StatusReason } from "../../../sdk/generated/enums.ts";
import { encodeBlobs } from "../../../sdk/issuing/encodeBlobs.ts";
import { mined, openSystem } from "./openSystem.ts";
import { accredited, ENCRYPTION_KEY, enrol, IN_PERSON, itemFor, newWallet, SIGNING_KEY } from "./steps.ts";

/** Sealed bytes of the reference diploma. */
const PAYLOAD_SIZE = 790;
const CLASS_SIZE = 50;

/**
 * What the contracts cost, in gas for each record and act. Nothing in it depends on time or chance, so two runs of the
 * same contracts give the same numbers.
 */
export async function measureGas(): Promise<Readonly<Record<string, number>>> {
  const system = await openSystem("default");
  const { graduate, issuer, employer } = system.people;
  const university = await accredited(system, "University", Authority.Direct);
  await enrol(system, university, graduate);
  const asIssuer = university.connect(issuer);
  const measured: Record<string, number> = {};
  let awards = 0;
  /** The award in the first wallet of a profile, one of its class. */
  let firstOfClass = 0;

  const creation = system.wallets.connect(graduate).create(graduate, 1, 999, ENCRYPTION_KEY, IN_PERSON);
  note("create a wallet", (await mined(creation)).gasUsed);
  note("enrol", (await enrol(system, university, employer)).gasUsed);

  for (const profile of [1, 2, 3]) {
    for (let index = 0; index < CLASS_SIZE; index++) await newWallet(system, profile, index);
    const name = `profile ${profile}`;
    firstOfClass = awards + 1;
    note(`${name}, batch of 50, fresh wallets`, await issueBatch(profile, 50), 50);
    note(`${name}, batch of 50, second records`, await issueBatch(profile, 50), 50);
    note(`${name}, batch of 50, later records`, await issueBatch(profile, 50), 50);
    note(`${name}, batch of 10, later records`, await issueBatch(profile, 10), 10);
    note(`${name}, batch of 1, later record`, await issueBatch(profile, 1));
    await newWallet(system, profile, CLASS_SIZE);
    note(`${name}, single issue, fresh wallet`, await issueOne(profile, 1, CLASS_SIZE));
    await issueOne(profile, 1, CLASS_SIZE);
    note(`${name}, single issue, later record`, await issueOne(profile, 1, CLASS_SIZE));
    awards--;
    note(`${name}, amend`, await issueOne(profile, 2, CLASS_SIZE));
  }

  const { record } = itemFor(system, 3, awards, { walletIndex: CLASS_SIZE });
  const changes = { "suspend, batch of 50": RecordStatus.Suspended, "revoke, batch of 50": RecordStatus.Revoked };
  for (const [name, to] of Object.entries(changes)) {
    const records = Array.from(
      { length: CLASS_SIZE },
      (_, walletIndex) => itemFor(system, 3, firstOfClass + walletIndex, { walletIndex }).record,
    );
    const changed = asIssuer.changeStatuses(1, to, StatusReason.Unspecified, records);
    note(name, (await mined(changed)).gasUsed, CLASS_SIZE);
  }
  note("suspend", (await mined(asIssuer.suspend(record, StatusReason.UnderReview))).gasUsed);
  note("reinstate", (await mined(asIssuer.reinstate(record, StatusReason.ReviewClosed))).gasUsed);
  note("revoke", (await mined(asIssuer.revoke(record, StatusReason.IssuedInError))).gasUsed);
  await system.chain.close();
  return measured;

  /** One record into each of the first wallets of a profile. */
  async function issueBatch(profile: number, count: number): Promise<bigint> {
    const payloads = Array.from({ length: count }, (_, index) => payloadOf(`${profile} ${awards + index}`));
    const blobs = profile === 1 ? [] : encodeBlobs(payloads);
    const places = new Map(
      blobs.flatMap(({ members }, blob) => members.map((member, place) => [member, { blob: blob + 1, place }])),
    );
    const items = Array.from({ length: count }, (_, walletIndex) =>
      itemFor(system, profile, ++awards, { walletIndex, ...places.get(walletIndex) }),
    );
    const bytes = blobs.map((blob) => hexlify(blob.bytes));
    const batch = asIssuer.issueBatch(1, Category.HigherEducation, SIGNING_KEY, items, bytes);
    return (await mined(batch)).gasUsed;
  }

  async function issueOne(profile: number, sequence: number, walletIndex: number): Promise<bigint> {
    const item = itemFor(system, profile, ++awards, { sequence, walletIndex });
    const payload = payloadOf(`${profile} ${awards} ${sequence}`);
    const blob = profile === 1 ? "0x" : hexlify(encodeBlobs([payload])[0]!.bytes);
    const issued = asIssuer.issue(1, Category.HigherEducation, SIGNING_KEY, item, blob);
    return (await mined(issued)).gasUsed;
  }

  function note(what: string, gas: bigint, records = 1): void {
    measured[what] = Math.round(Number(gas) / records);
  }
}

/** Bytes that look like chance, as sealed ones do, and are always the same: bytes that are 0 cost less. */
function payloadOf(seed: string): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(PAYLOAD_SIZE / 32) }, (_, block) => getBytes(id(`${seed} ${block}`)));
  return Uint8Array.from(blocks.flatMap((block) => [...block])).subarray(0, PAYLOAD_SIZE);
}

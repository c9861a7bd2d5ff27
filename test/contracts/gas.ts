// Prints what the contracts cost, per record and per act: node test/contracts/gas.ts
import { hexlify, randomBytes } from "ethers";
import { Authority, Category, RecordStatus, StatusReason } from "../../sdk/generated/enums.ts";
import { encodeBlobs } from "../../sdk/organization/encodeBlobs.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { accredited, ENCRYPTION_KEY, enrol, IN_PERSON, itemFor, newWallet, SIGNING_KEY } from "./support/steps.ts";

/** Sealed bytes of the reference diploma. */
const PAYLOAD_SIZE = 790;
const CLASS_SIZE = 50;
/** What the design asks for. */
const TARGETS: Readonly<Record<string, number>> = {
  "create a wallet": 88_000,
  "profile 1, batch of 50, fresh wallets": 100_000,
  "profile 2, batch of 50, fresh wallets": 293_000,
  revoke: 50_000,
};

const system = await openSystem("default");
const { graduate, issuer, employer } = system.people;
const university = await accredited(system, "University", Authority.Direct);
await enrol(system, university, graduate);
const asIssuer = university.connect(issuer);
let awards = 0;
/** The award in the first wallet of a profile, one of its class. */
let firstOfClass = 0;

const creation = system.wallets.connect(graduate).create(graduate, 1, 999, ENCRYPTION_KEY, IN_PERSON);
print("create a wallet", (await mined(creation)).gasUsed);
print("enrol", (await enrol(system, university, employer)).gasUsed);

for (const profile of [1, 2, 3]) {
  for (let index = 0; index < CLASS_SIZE; index++) await newWallet(system, profile, index);
  const name = `profile ${profile}`;
  firstOfClass = awards + 1;
  print(`${name}, batch of 50, fresh wallets`, await issueBatch(profile, 50), 50);
  print(`${name}, batch of 50, second records`, await issueBatch(profile, 50), 50);
  print(`${name}, batch of 50, later records`, await issueBatch(profile, 50), 50);
  print(`${name}, batch of 10, later records`, await issueBatch(profile, 10), 10);
  print(`${name}, batch of 1, later record`, await issueBatch(profile, 1));
  await newWallet(system, profile, CLASS_SIZE);
  print(`${name}, single issue, fresh wallet`, await issueOne(profile, 1, CLASS_SIZE));
  await issueOne(profile, 1, CLASS_SIZE);
  print(`${name}, single issue, later record`, await issueOne(profile, 1, CLASS_SIZE));
  awards--;
  print(`${name}, amend`, await issueOne(profile, 2, CLASS_SIZE));
}

const { record } = itemFor(system, 3, awards, { walletIndex: CLASS_SIZE });
const changes = { "suspend, batch of 50": RecordStatus.Suspended, "revoke, batch of 50": RecordStatus.Revoked };
for (const [name, to] of Object.entries(changes)) {
  const records = Array.from(
    { length: CLASS_SIZE },
    (_, walletIndex) => itemFor(system, 3, firstOfClass + walletIndex, { walletIndex }).record,
  );
  const changed = asIssuer.changeStatuses(1, to, StatusReason.Unspecified, records);
  print(name, (await mined(changed)).gasUsed, CLASS_SIZE);
}
print("suspend", (await mined(asIssuer.suspend(record, StatusReason.UnderReview))).gasUsed);
print("reinstate", (await mined(asIssuer.reinstate(record, StatusReason.ReviewClosed))).gasUsed);
print("revoke", (await mined(asIssuer.revoke(record, StatusReason.IssuedInError))).gasUsed);
await system.chain.close();

/** One record into each of the first wallets of a profile. */
async function issueBatch(profile: number, count: number): Promise<bigint> {
  const blobs = profile === 1 ? [] : encodeBlobs(Array.from({ length: count }, () => randomBytes(PAYLOAD_SIZE)));
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
  const blob = profile === 1 ? "0x" : hexlify(encodeBlobs([randomBytes(PAYLOAD_SIZE)])[0]!.bytes);
  const issued = asIssuer.issue(1, Category.HigherEducation, SIGNING_KEY, item, blob);
  return (await mined(issued)).gasUsed;
}

function print(what: string, gas: bigint, records = 1): void {
  const each = Math.round(Number(gas) / records);
  const target = TARGETS[what];
  const verdict = target === undefined ? "" : `  ${each <= target ? "within" : "over"} ${target.toLocaleString("en")}`;
  process.stdout.write(`${what.padEnd(40)}${each.toLocaleString("en").padStart(10)}${verdict}\n`);
}

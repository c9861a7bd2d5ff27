import { ZeroAddress } from "ethers";
import { describe, expect, it } from "vitest";
import { identityCommitment } from "../../../sdk/credential/identityCommitment.ts";
import { judgeDisclosures } from "../../../sdk/verify/checks/disclosures.ts";
import { judgeGrant, judgeHolderBinding } from "../../../sdk/verify/checks/holder.ts";
import { judgeIdentity } from "../../../sdk/verify/checks/identity.ts";
import { judgeAccreditation, judgeKeyStanding } from "../../../sdk/verify/checks/issuer.ts";
import { judgeNetwork } from "../../../sdk/verify/checks/network.ts";
import { judgeHeader, judgeSequence, judgeStatus } from "../../../sdk/verify/checks/record.ts";
import type { Facts } from "../../../sdk/verify/Facts.ts";
import type { Judgement } from "../../../sdk/verify/Verification.ts";
import { factsOf, NOW, TERMS } from "../../fixtures/facts.ts";

type Changes = Parameters<typeof factsOf>[0];
/** What is changed, and what the check then says: its code, or part of its sentence. */
type Case = readonly [what: string, changes: Changes, said: string];

const ISSUED = BigInt(NOW - 3600);
const at = (seconds: number) => BigInt(NOW + seconds);
const SALT = "A".repeat(43);
const IDENTITY = { givenName: "Márta", identityOpening: { salt: SALT, claims: ["givenName"] } };
const committed = { header: { identityCommitment: identityCommitment(SALT, { givenName: "Márta" }) } };

/** Every limit from both sides, without a chain: what the chain says is made up, also what no contract would say. */
describe.each<[string, (facts: Facts) => Judgement | Promise<Judgement>, readonly Case[]]>([
  [
    "network",
    judgeNetwork,
    [
      ["nothing", {}, "Read from the chain at block 9."],
      ["a wallet that is none", { answer: { wallet: { state: 0n } } }, "ERR_WALLET_UNKNOWN"],
    ],
  ],
  [
    "header",
    judgeHeader,
    [
      ["nothing", {}, "since 2027-01-15 07:00 UTC."],
      ["a deactivated wallet", { answer: { wallet: { state: 2n } } }, "ERR_WALLET_DEACTIVATED"],
      ["a destroyed wallet", { answer: { wallet: { state: 3n } } }, "ERR_WALLET_DESTROYED"],
      ["a state there is none", { answer: { wallet: { state: 4n } } }, "ERR_NODE_BLOCK"],
      ["no record", { answer: { header: { sequence: 0n } } }, "ERR_RECORD_UNKNOWN"],
      ["another type", { answer: { header: { recordType: 4n } } }, "the record on chain says transcript."],
      ["a type there is none", { answer: { header: { recordType: 99n } } }, "the record on chain says number 99."],
    ],
  ],
  [
    "key-standing",
    judgeKeyStanding,
    [
      ["nothing", {}, "The key was good when this was issued."],
      ["a key for sealing", { answer: { key: { purpose: 2n } } }, "ERR_KEY_STANDING"],
      ["a key from that second on", { answer: { key: { from: ISSUED } } }, "The key was good"],
      ["a key from the next second on", { answer: { key: { from: ISSUED + 1n } } }, "ERR_KEY_STANDING"],
      ["a key up to that second", { answer: { key: { until: ISSUED } } }, "The key was good"],
      ["a key up to the second before", { answer: { key: { until: ISSUED - 1n } } }, "ERR_KEY_STANDING"],
      ["wrong hands from that second on", { answer: { key: { compromisedSince: ISSUED } } }, "ERR_KEY_COMPROMISED"],
      ["wrong hands from the next second", { answer: { key: { compromisedSince: ISSUED + 1n } } }, "The key was good"],
      ["a key that was ended", { answer: { key: { ended: at(0) } } }, "It was ended on 2027-01-15 08:00 UTC, which"],
    ],
  ],
  [
    "accreditation",
    judgeAccreditation,
    [
      ["nothing", {}, "and still is."],
      ["an issuer suspended since", { answer: { issuer: { status: 3n } } }, "today it is suspended."],
      ["a closed issuer", { answer: { issuer: { status: 4n, reason: 1n } } }, "today it is withdrawn (closed)."],
      ["fraud from that second on", { answer: { issuer: { fraudSince: ISSUED } } }, "ERR_ISSUER_FRAUD"],
      ["fraud from the next second on", { answer: { issuer: { fraudSince: ISSUED + 1n } } }, "and still is."],
      ["an issuer suspended then", { answer: { atIssuance: { status: 3n } } }, "ERR_NOT_ACCREDITED"],
      ["a type that several categories issue", { credential: { recordType: "transcript" } }, "and still is."],
      ["other categories", { answer: { atIssuance: { categories: 0b11011n } } }, "ERR_NOT_ACCREDITED"],
      [
        "a category that issues none",
        { answer: { header: { category: 6n }, atIssuance: { categories: 0b1000000n } } },
        "as device, which issues none.",
      ],
    ],
  ],
  [
    "sequence",
    judgeSequence,
    [
      ["nothing", {}, "It is the latest version."],
      ["a newer version", { answer: { header: { payloadSequence: 2n } } }, "ERR_SUPERSEDED"],
      ["a version not reached", { credential: { sequence: 2 } }, "ERR_SEQUENCE"],
    ],
  ],
  [
    "status",
    judgeStatus,
    [
      ["nothing", {}, "Not revoked, not suspended, no end of validity."],
      [
        "a revocation",
        { answer: { header: { status: 3n, reason: 2n, statusAt: at(0) } } },
        "The issuer revoked it on 2027-01-15 08:00 UTC (issued in error).",
      ],
      ["a suspension", { answer: { header: { status: 2n } } }, "ERR_SUSPENDED"],
      ["a status there is none", { answer: { header: { status: 0n } } }, "ERR_NODE_BLOCK"],
      ["an end in this second", ends(at(0)), "Valid until 2027-01-15 08:00 UTC."],
      ["an end in the second before", ends(at(-1)), "ERR_EXPIRED"],
      ["an end by the clock alone", { ...ends(at(-1)), blockTime: NOW - 99 }, "ERR_EXPIRED"],
      ["an end by the block alone", { ...ends(at(-1)), now: NOW - 99 }, "ERR_EXPIRED"],
      ["an end that only the token states", { credential: { validUntil: NOW } }, "ERR_VALIDITY"],
      ["an end that only the record states", { answer: { header: { validUntil: at(0) } } }, "ERR_VALIDITY"],
      [
        "another end in an older version",
        { answer: { header: { validUntil: at(0), payloadSequence: 2n } } },
        "Valid until 2027-01-15 08:00 UTC.",
      ],
    ],
  ],
  [
    "holder-binding",
    (facts) => judgeHolderBinding(facts, async () => undefined),
    [
      ["nothing", {}, 'Released by the holder for "hr.example"; who shows it need not be the holder.'],
      ["an agent", { presenters: ["0x01"], answer: { presenterRights: 1n } }, "Released by an agent the holder"],
      ["an agent's other key", { presenters: ["0x01", "0x02"], answer: { presenterRights: 2n } }, "by an agent"],
      [
        "a wallet that nobody acts for",
        { presenters: [ZeroAddress], answer: { wallet: { controller: ZeroAddress }, presenterRights: 1n } },
        "ERR_NOT_THE_HOLDER",
      ],
      ["60 seconds ahead", { keyBinding: { iat: NOW + 60 } }, "Released by the holder"],
      ["61 seconds ahead", { keyBinding: { iat: NOW + 61 } }, "ERR_KEY_BINDING_TIME"],
      ["great age", { keyBinding: { iat: 0 } }, "Released by the holder"],
      ["another audience than the grant's", { keyBinding: { aud: "any" } }, "ERR_AUDIENCE"],
      [
        "a verifier of another name",
        { expected: { kind: "standing", audience: "x" } },
        'for "hr.example", not for "x".',
      ],
      ["a verifier without a name", { expected: { kind: "standing" } }, 'for "hr.example", not for "anybody".'],
      ["no grant", { keyBinding: { grant: undefined } }, "ERR_KEY_BINDING"],
      ["anybody", { ...forAnybody(), expected: { kind: "standing" } }, "Released by the holder for anybody;"],
      ["anybody, for a verifier with a name", forAnybody(), "Released by the holder for anybody;"],
    ],
  ],
  [
    "grant",
    judgeGrant,
    [
      ["nothing", {}, 'Granted for "Personnel file", until the holder withdraws it.'],
      ["no grant", { keyBinding: { grant: undefined } }, "An answer to a request needs no grant."],
      ["other terms", { keyBinding: { grant: { ...TERMS, purpose: "x" } } }, "no grant of these terms"],
      ["another record", { credential: { recordId: "0xbb" } }, 'other records than this one. {"grantId":"0x01"}'],
      ["a withdrawal", { answer: { grant: { withdrawn: true } } }, "ERR_GRANT_WITHDRAWN"],
      ["an end in this second", { answer: { grant: { until: at(0) } } }, "until 2027-01-15 08:00 UTC."],
      ["an end in the second before", { answer: { grant: { until: at(-1) } } }, "ERR_GRANT_ENDED"],
    ],
  ],
  [
    "identity",
    judgeIdentity,
    [
      [
        "all of it",
        { answer: committed, claims: IDENTITY },
        "The disclosed identity is the one the record commits to.",
      ],
      [
        "all of it in profile 2",
        { answer: { ...committed, wallet: { profile: 2n } }, claims: IDENTITY },
        "Only profile 3",
      ],
      ["no opening", { answer: committed, claims: { givenName: "Márta" } }, "The identity was not disclosed."],
      [
        "the opening alone",
        { answer: committed, claims: { identityOpening: IDENTITY.identityOpening } },
        "The identity was not disclosed in full.",
      ],
      ["another name", { answer: committed, claims: { ...IDENTITY, givenName: "Mallory" } }, "ERR_IDENTITY"],
      [
        "a longer salt",
        { answer: committed, claims: opening({ salt: `${SALT}A`, claims: ["givenName"] }) },
        "its form",
      ],
      [
        "a salt with more before it",
        { answer: committed, claims: opening({ salt: `A\n${SALT}`, claims: [] }) },
        "form",
      ],
      ["no names", { answer: committed, claims: opening({ salt: SALT, claims: [] }) }, "not of its form"],
      [
        "a number among the names",
        { answer: committed, claims: opening({ salt: SALT, claims: ["givenName", 1] }) },
        "form",
      ],
      [
        "a list for a salt",
        { answer: committed, claims: opening({ salt: [SALT], claims: ["givenName"] }) },
        "its form",
      ],
      [
        "one name of two",
        { answer: committed, claims: opening({ salt: SALT, claims: ["givenName", "x"] }) },
        "in full",
      ],
      ["null in its place", { answer: committed, claims: opening(null) }, "not of its form"],
      ["no salt", { answer: committed, claims: opening({ claims: ["givenName"] }) }, "not of its form"],
      ["no list of names", { answer: committed, claims: opening({ salt: SALT, claims: "givenName" }) }, "its form"],
      ["text in its place", { answer: committed, claims: opening("open sesame") }, "not of its form"],
    ],
  ],
])("The check %s", (_, judge, cases) => {
  it.each(cases)("with %s", async (_what, changes, said) => {
    const { code, message, evidence } = await judge(factsOf(changes));
    expect(`${code} ${message} ${JSON.stringify(evidence)}`).toContain(said);
  });
});

describe("The check disclosures", () => {
  it("says what was disclosed", () => {
    expect(judgeDisclosures({ disclosed: [], problems: [] }).message).toBe("Nothing was disclosed.");
    expect(judgeDisclosures({ disclosed: ["a", "b"], problems: [] }).message).toBe("Disclosed: a, b.");
  });
});

function ends(validUntil: bigint): Changes {
  return { answer: { header: { validUntil } }, credential: { validUntil: Number(validUntil) } };
}

function forAnybody(): NonNullable<Changes> {
  return { keyBinding: { aud: "any", grant: { ...TERMS, audience: "any" } } };
}

function opening(identityOpening: unknown) {
  return { ...IDENTITY, identityOpening };
}

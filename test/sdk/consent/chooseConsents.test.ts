import { describe, expect, it } from "vitest";
import { chooseConsents } from "../../../sdk/consent/chooseConsents.ts";
import type { HolderConsent } from "../../../sdk/consent/HolderConsent.ts";
import type { Refusal } from "../../../sdk/consent/Refusal.ts";

const ADA = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const MALLORY = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

function consentOf(studentId: string, owner: string, more: { index?: number; deadline?: number } = {}): HolderConsent {
  const { index = 0, deadline = 1000 } = more;
  const wallet = { owner, profile: 2, index } as const;
  const consent = { deadline, signature: "0x00" };
  const enrolment = { holder: owner, profiles: 4, nonce: "1", deadline };
  return {
    type: "CscssMeConsent",
    version: 1,
    chainId: 31_337,
    studentId,
    wallet,
    creation: { wallet, encryptionKey: "0x00", consent },
    enrolment: { organization: MALLORY, enrolment, signature: "0x00" },
  };
}

/** Stands for the contracts, and holds what they were asked about. */
function refusing(refusals: ReadonlyMap<HolderConsent, Refusal> = new Map(), asked: HolderConsent[] = []) {
  return async (consents: readonly HolderConsent[]) => {
    asked.push(...consents);
    return refusals;
  };
}

describe("which consent counts for a student", () => {
  const own = consentOf("S1", ADA);
  const strange = consentOf("S1", MALLORY);

  it("is the claimed one, whatever else comes with the number", async () => {
    const chosen = await chooseConsents({ claimed: [own], unclaimed: [strange] }, false, refusing());
    expect([...chosen.byStudent]).toEqual([["S1", own]]);
    expect([...chosen.refused]).toEqual([]);
  });

  it("is none for a bare number, unless the organization wants it", async () => {
    const bare = await chooseConsents({ claimed: [], unclaimed: [own] }, false, refusing());
    expect([...bare.byStudent]).toEqual([]);
    expect(bare.refused.get("S1")).toContain("--allow-unclaimed-consents");
    expect((await chooseConsents({ claimed: [], unclaimed: [own] }, true, refusing())).byStudent.get("S1")).toBe(own);
  });

  it.each([
    ["of different owners", { claimed: [own, strange], unclaimed: [] }],
    ["of different wallets of one owner", { claimed: [own, consentOf("S1", ADA, { index: 1 })], unclaimed: [] }],
    ["one of them bare", { claimed: [own], unclaimed: [strange] }],
    ["both bare", { claimed: [], unclaimed: [strange, own] }],
  ])("is none where several disagree, %s; others keep theirs", async (_, { claimed, unclaimed }) => {
    const other = consentOf("S2", ADA);
    const chosen = await chooseConsents({ claimed: [...claimed, other], unclaimed }, true, refusing());
    expect([...chosen.byStudent]).toEqual([["S2", other]]);
    expect([...chosen.refused.keys()]).toEqual(["S1"]);
    expect(chosen.refused.get("S1")).toContain("2 consents for different wallets");
  });

  it("is the claimed one even where bare ones are taken, and one of them says the same wallet", async () => {
    const bare = consentOf("S1", ADA, { deadline: 10 });
    const chosen = await chooseConsents({ claimed: [own], unclaimed: [bare] }, true, refusing());
    expect(chosen.byStudent.get("S1")).toBe(own);
  });

  it("can be used as long as both of its signatures", async () => {
    const short = { ...own, creation: { ...own.creation, consent: { ...own.creation.consent, deadline: 9000 } } };
    const other = {
      ...own,
      enrolment: { ...own.enrolment, enrolment: { ...own.enrolment.enrolment, deadline: 9000 } },
    };
    const longer = consentOf("S1", ADA, { deadline: 1001 });
    const chosen = await chooseConsents({ claimed: [short, other, longer], unclaimed: [] }, false, refusing());
    expect(chosen.byStudent.get("S1")).toBe(longer);
  });

  it("tells how many there are that disagree, and which wallets differ by profile alone", async () => {
    const elsewhere = { ...own, wallet: { ...own.wallet, profile: 3 as const } };
    const { refused } = await chooseConsents({ claimed: [own, elsewhere, own], unclaimed: [] }, false, refusing());
    expect(refused.get("S1")).toMatch(/^3 consents/);
  });

  it("is of several for one wallet the one that can be used longest", async () => {
    const longer = consentOf("S1", ADA, { deadline: 2000 });
    const chosen = await chooseConsents({ claimed: [own, longer, own], unclaimed: [] }, false, refusing());
    expect(chosen.byStudent.get("S1")).toBe(longer);
  });

  it("is none that is forged, whatever deadline or wallet it says", async () => {
    const later = consentOf("S1", ADA, { deadline: 9000 });
    const elsewhere = consentOf("S1", ADA, { index: 1, deadline: 9000 });
    const judge = refusing(new Map([later, elsewhere].map((one) => [one, "forged"])));
    const chosen = await chooseConsents({ claimed: [later, own, elsewhere], unclaimed: [] }, false, judge);
    expect([...chosen.byStudent]).toEqual([["S1", own]]);
    expect([...chosen.refused]).toEqual([]);
  });

  it("is none that was taken back while another is good, but one for another wallet still needs a person", async () => {
    const later = consentOf("S1", ADA, { deadline: 9000 });
    const judge = refusing(
      new Map([
        [later, "unusable"],
        [strange, "unusable"],
      ]),
    );
    const chosen = await chooseConsents({ claimed: [later, own], unclaimed: [] }, false, judge);
    expect(chosen.byStudent.get("S1")).toBe(own);
    const disagreeing = await chooseConsents({ claimed: [strange, own], unclaimed: [] }, false, judge);
    expect([...disagreeing.byStudent]).toEqual([]);
  });

  it("is asked of the contracts only where there are several, and left to them where all are forged", async () => {
    const other = consentOf("S2", ADA);
    const later = consentOf("S1", ADA, { deadline: 9000 });
    const asked: HolderConsent[] = [];
    const judge = refusing(new Map([own, later].map((one) => [one, "forged"])), asked);
    const chosen = await chooseConsents({ claimed: [own, other, later], unclaimed: [] }, false, judge);
    expect(asked).toEqual([own, later]);
    expect(chosen.byStudent.get("S1")).toBe(later);
  });
});

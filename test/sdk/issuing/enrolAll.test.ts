import { Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKeystore } from "../../../scripts/cli/keys/keystore.ts";
import type { HolderConsent } from "../../../sdk/consent/HolderConsent.ts";
import { enrolAll, findAllGaps, isOpen } from "../../../sdk/issuing/enrolAll.ts";
import type { University } from "../../fixtures/university.ts";
import { openUniversity, studentKey } from "../../fixtures/university.ts";

describe("enrolling many", () => {
  let university: University;
  beforeAll(async () => {
    university = await openUniversity();
  });
  afterAll(() => university.close());

  it("goes on past a consent that the contracts cannot even be asked with", async () => {
    const { chain, organization, node } = university;
    const secret = await openKeystore(`${university.folder}/staff.json`, "correct horse");
    const registrar = new Wallet(`0x${Buffer.from(secret).toString("hex")}`, node);
    const [first, last] = [
      await university.consentOf("S1", studentKey("S1")),
      await university.consentOf("S2", studentKey("S2")),
    ];
    // No parser lets it through; who uses this without one must not lose the others.
    const { enrolment } = first.enrolment;
    const bad: HolderConsent = {
      ...first,
      enrolment: { ...first.enrolment, enrolment: { ...enrolment, nonce: "9".repeat(78) } },
    };
    const open = await findAllGaps(chain, organization, [bad, last]);
    expect(open.every(isOpen)).toBe(true);
    const refused = await enrolAll(chain, organization, open, { registrar, mostPrice: 0n, onDone: () => undefined });
    expect([...refused]).toEqual([[bad, expect.stringContaining("out-of-bounds")]]);
    const [ofBad, ofLast] = await findAllGaps(chain, organization, [bad, last]);
    expect(ofBad?.needsEnrolment).toBe(true);
    expect(ofLast).toMatchObject({ needsWallet: false, needsEnrolment: false });
  });
});

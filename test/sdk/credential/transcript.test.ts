import { describe, expect, it } from "vitest";
import { MAX_SEALED } from "../../../sdk/seal/limits.ts";
import { openSealed, placesOfClaims, prepareOffline } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const { transcript } = RECORD_CLAIMS;

describe("a transcript", () => {
  it.each([2, 3] as const)(
    "of 35 courses fits into a tenth of the cap in profile %d, and opens unchanged",
    async (profile) => {
      expect(transcript.courses).toHaveLength(35);
      const prepared = await prepareOffline("transcript", transcript, { profile });
      expect(prepared.sealedPayload.length).toBeLessThan(MAX_SEALED / 10);
      const { disclosures } = await openSealed(prepared);
      const texts = disclosures.map((text) => Buffer.from(text, "base64url").toString());
      expect(texts.some((text) => text.endsWith(`"courses",${JSON.stringify(transcript.courses)}]`))).toBe(true);
    },
  );

  it("of 200 courses, the most there may be, still fits", async () => {
    const courses = Array.from({ length: 200 }, (_, index) => ({
      ...transcript.courses[index % 35],
      title: `Seminar ${(index * 7919) % 100_000} of ${(index * 104_729) % 100_000}`,
    }));
    const prepared = await prepareOffline("transcript", { ...transcript, courses }, { profile: 3 });
    expect(prepared.sealedPayload.length).toBeLessThan(MAX_SEALED / 4);
    expect((await placesOfClaims(prepared)).sealed).toContain("courses");
    const tooMany = prepareOffline("transcript", { ...transcript, courses: [...courses, { title: "One more" }] });
    await expect(tooMany).rejects.toThrow("At /courses: found a list of 201 entries");
  });
});

import { describe, expect, it } from "vitest";
import { givenIn, givenInHash } from "../../../oracle-service/page/src/input/givenIn.ts";
import { makeLink } from "../../../sdk/link/makeLink.ts";
import { createRequest } from "../../../sdk/presentation/createRequest.ts";
import { fixedRandom } from "../../fixtures/makeCredential.ts";

const PRESENTATION = "aa.bb.cc~ZGQ~ee.ff.gg";
const REQUEST = '{"type":"CscssMeRequest","nonce":"x"}';

describe("givenIn", () => {
  it.each([
    ["the text itself", `  ${PRESENTATION}\n`],
    ["a link", `https://verify.example/path?query#p=${PRESENTATION}`],
    ["a link with nothing but the presentation after the #", `https://verify.example/#${PRESENTATION}`],
    ["a fragment", `#p=${PRESENTATION}`],
    ["JSON", JSON.stringify({ file: null, presentation: PRESENTATION })],
  ])("finds a presentation in %s", (_, text) => {
    expect(givenIn(text)).toEqual({ presentation: PRESENTATION });
  });

  it("tells a request from a presentation", () => {
    expect(givenIn(`\n${REQUEST}`)).toEqual({ request: REQUEST });
  });

  it.each(["", "hello", "{", '{"presentation":1}', '{"presentation":"a","presentation":"b"}', "[1]"])(
    "leaves %j to the verifier, who says what is wrong with it",
    (text) => {
      expect(givenIn(text)).toEqual({ presentation: text });
    },
  );
});

describe("a packed link", () => {
  const request = createRequest(
    { audience: "hr.example.com", purpose: "Application", claims: ["awardTitle"], expires: 1_800_000_000 },
    fixedRandom("link"),
  );

  it("gives what it carries, in the page's address or as text", () => {
    const link = makeLink({ request }, "https://verify.example/");
    for (const given of [givenIn(link), givenInHash(link.slice(link.indexOf("#")))]) {
      expect(JSON.parse((given as { request: string }).request)).toEqual(request);
    }
  });

  it("is left to the verifier where it was cut", () => {
    const cut = makeLink({ request }).slice(0, -3);
    expect(givenIn(cut)).toEqual({ presentation: cut });
  });
});

describe("givenInHash", () => {
  it("knows a presentation from the name of a view", () => {
    expect(givenInHash(`#p=${PRESENTATION}`)).toEqual({ presentation: PRESENTATION });
    expect(givenInHash(`#${PRESENTATION}`)).toEqual({ presentation: PRESENTATION });
    for (const hash of ["", "#", "#verify", "#issuers", "#governance", `#issuers/0x${"11".repeat(20)}`]) {
      expect(givenInHash(hash)).toBeUndefined();
    }
  });
});

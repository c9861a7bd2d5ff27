import type { Wallet } from "ethers";
import { keccak256, Signature } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkAudit } from "../../../oracle-service/governance/auditLog.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, EVIDENCE, openWorld } from "../../fixtures/world.ts";
import { ask, expectProblem, post } from "../support/ask.ts";
import { applicant, draftOf, PAPERS, propose, seatCouncil, signDraft, signNote, submit } from "../support/council.ts";
import type { TestService } from "../support/openService.ts";
import { openService } from "../support/openService.ts";

const OTHERS = Buffer.from(PAPERS).reverse();
/** An application that nobody made. */
const UNKNOWN = "3b0e2f0e-6f0c-4b7e-9d6a-2f1f0c3f2a11";
const TOKEN = "review-token-of-the-tests-0123456789";

let world: World;
let service: TestService;
let members: readonly [Wallet, Wallet, Wallet];
let stranger: Wallet;
let academy: string;
let another: string;
let deadline: number;

const suspension = () => ({ issuer: world.university.address, act: { act: "suspend", evidence: EVIDENCE }, deadline });

beforeAll(async () => {
  world = await openWorld();
  members = [world.governor, world.relayer, world.university.account];
  stranger = world.mallory.account;
  await seatCouncil(world, members);
  academy = await applicant(world);
  another = await applicant(world, OTHERS);
  service = await openService(world, { reviewToken: TOKEN });
  deadline = (await world.local.now()) + DAY;
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await world.close();
});

describe("POST /v1/applications", () => {
  it("takes the papers that the application on chain names, once", async () => {
    const first = await submit(service, academy);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ organization: `did:ethr:0x7a69:${academy}`, evidence: keccak256(PAPERS) });
    const again = await submit(service, academy);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await ask(service, "/v1/applications")).body).toEqual({ total: 1, items: [first.body] });
    expect((await ask(service, `/v1/applications/${first.body.id}`)).body).toEqual(first.body);
  });

  it("takes no others, whoever sends them", async () => {
    expectProblem(await submit(service, academy, Buffer.from("other papers")), 409, "ERR_EVIDENCE");
    expectProblem(await submit(service, academy, Buffer.alloc(0)), 409, "ERR_EVIDENCE");
    expectProblem(await submit(service, world.university.address), 409, "ERR_EVIDENCE");
    expectProblem(await submit(service, stranger.address), 404, "ERR_ISSUER_UNKNOWN");
    for (const type of ["text/html; x=<script>", "x/", "", `a/${"b".repeat(100)}`]) {
      const { status, body } = await submit(service, academy, PAPERS, type);
      expect([status, body.code]).toEqual(
        type.includes("/") && type !== "x/" ? [400, "ERR_ARGUMENT"] : [415, "ERR_MEDIA_TYPE"],
      );
    }
    const unnamed = { method: "POST", url: "/v1/applications", payload: PAPERS } as const;
    expectProblem(await ask(service, { ...unnamed, headers: { "content-type": "a/b" } }), 400, "ERR_ARGUMENT");
  });

  it("takes no more than there is room for: of one, and in all; and those it has already", async () => {
    const { store } = await openService(world);
    const small = await openService(world, { store, limits: { papersBytes: PAPERS.length - 1 } });
    expectProblem(await submit(small, academy), 413, "ERR_BODY_SIZE");
    const full = await openService(world, { store, limits: { papersTotalBytes: 2 * PAPERS.length - 1 } });
    expect((await submit(full, academy)).status).toBe(201);
    expectProblem(await submit(full, another, OTHERS), 507, "ERR_PAPERS_FULL");
    expect((await submit(full, academy)).status).toBe(200);
    expect((await ask(full, "/v1/applications")).body.total).toBe(1);
    expect(await checkAudit(store)).toMatchObject({ whole: true, entries: 1 });
    const large = await openService(world, { store, limits: { papersTotalBytes: 2 * PAPERS.length } });
    expect((await submit(large, another, OTHERS)).status).toBe(201);
    await Promise.all([small, full, large].map(({ app }) => app.close()));
  });

  it("shows papers and notes to holders of the review token only", async () => {
    const { body } = await submit(service, academy);
    const url = `/v1/applications/${body.id}/review`;
    for (const authorization of [undefined, "", TOKEN, `Bearer ${TOKEN}x`, `Basic ${TOKEN}`]) {
      const headers = authorization === undefined ? {} : { authorization };
      expectProblem(await ask(service, { url, headers }), 403, "ERR_FORBIDDEN");
      expectProblem(await ask(service, { url: "/v1/audit", headers }), 403, "ERR_FORBIDDEN");
    }
    const headers = { authorization: `Bearer ${TOKEN}` };
    const { status, body: review } = await ask(service, { url, headers });
    expect([status, review.papers]).toEqual([200, PAPERS.toString("base64")]);
    const without = await openService(world, { store: service.store });
    expectProblem(await ask(without, { url, headers }), 403, "ERR_FORBIDDEN");
    await without.app.close();
    expect(service.log.join("")).not.toContain(TOKEN);
  });
});

describe("POST /v1/applications/{id}/notes", () => {
  it("takes what a member of the Council signed, once, and nothing else", async () => {
    const { body: application } = await submit(service, academy);
    const url = `/v1/applications/${application.id}/notes`;
    const note = await signNote(world, members[1], application.id, "Statuto in ordine.");
    expect((await post(service, url, note)).status).toBe(201);
    expect((await post(service, url, note)).status).toBe(201);
    expectProblem(await post(service, url, { ...note, text: "Changed." }), 403, "ERR_SIGNATURE_WRONG");
    expectProblem(await post(service, url, { ...note, member: members[0].address }), 403, "ERR_SIGNATURE_WRONG");
    expectProblem(await post(service, url, { ...note, signature: "0x00" }), 403, "ERR_SIGNATURE_WRONG");
    const foreign = await signNote(world, stranger, application.id, "Buy now!");
    expectProblem(await post(service, url, foreign), 403, "ERR_NOT_A_MEMBER");
    const elsewhere = await signNote(world, members[1], UNKNOWN, "Statuto in ordine.");
    expectProblem(await post(service, url, elsewhere), 403, "ERR_SIGNATURE_WRONG");
    const missing = `/v1/applications/${UNKNOWN}/notes`;
    expectProblem(await post(service, missing, note), 404, "ERR_APPLICATION_UNKNOWN");
    const headers = { authorization: `Bearer ${TOKEN}` };
    const { body } = await ask(service, { url: `/v1/applications/${application.id}/review`, headers });
    expect(body.notes).toMatchObject([{ member: members[1].address, text: "Statuto in ordine." }]);
  });
});

describe("H5: a decision", () => {
  it("is collected from members, each of whom counts once", async () => {
    const { draft, answer } = await propose(service, suspension(), members[0]);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ id: draft.id, act: { act: "suspend" }, relays: [] });
    expect(draft.delay).toBe(0);
    const url = `/v1/decisions/${draft.id}/approvals`;
    for (let times = 0; times < 2; times++) await post(service, url, await signDraft(members[0], draft));
    expect((await ask(service, `/v1/decisions/${draft.id}`)).body.approvals).toHaveLength(1);
    const { body } = await post(service, url, await signDraft(members[2], draft));
    expect(body.approvals.map(({ member }: { member: string }) => member).sort()).toEqual(
      [members[0].address, members[2].address].sort(),
    );
    expect((await ask(service, "/v1/decisions")).body.items).toContainEqual(body);
  });

  it("that takes effect after a delay is signed as its scheduling, and says how long", async () => {
    const act = { act: "admit", authority: "direct", categories: ["vocational"], evidence: EVIDENCE };
    const draft = await draftOf(service, { issuer: academy, act, deadline });
    expect(draft.delay).toBe(DAY);
    expect(draft.decision.target).toBe(world.chain.generation.governance.manager);
  });

  it("without, with a wrong, a stranger's or another decision's signature is refused, and leaves nothing", async () => {
    const before = (await ask(service, "/v1/decisions")).body.total;
    const proposal = suspension();
    const draft = await draftOf(service, proposal);
    const { nonce } = draft.decision;
    const good = await signDraft(members[0], draft);
    const other = await signDraft(members[0], await draftOf(service, proposal));
    const flipped = `${good.signature.slice(0, -2)}${good.signature.endsWith("1b") ? "1c" : "1b"}`;
    const highS = `${good.signature.slice(0, 66)}${"f".repeat(64)}${good.signature.slice(130)}`;
    const tries: [object | undefined, number, string][] = [
      [undefined, 400, "ERR_ARGUMENT"],
      [{ ...good, signature: "0x" }, 400, "ERR_ARGUMENT"],
      [{ ...good, signature: `0x${"00".repeat(65)}` }, 403, "ERR_SIGNATURE_WRONG"],
      [{ ...good, signature: flipped }, 403, "ERR_SIGNATURE_WRONG"],
      [{ ...good, signature: highS }, 403, "ERR_SIGNATURE_WRONG"],
      // EIP-2098's short form: the same signature, but not for the Council's contract.
      [{ ...good, signature: Signature.from(good.signature).compactSerialized }, 403, "ERR_SIGNATURE_WRONG"],
      [{ ...good, member: members[1].address }, 403, "ERR_SIGNATURE_WRONG"],
      [other, 403, "ERR_SIGNATURE_WRONG"],
      [await signDraft(stranger, draft), 403, "ERR_NOT_A_MEMBER"],
    ];
    for (const [approval, status, code] of tries) {
      expectProblem(await post(service, "/v1/decisions", { ...proposal, nonce, approval }), status, code);
    }
    const changed = { ...proposal, act: { act: "reinstate", evidence: EVIDENCE }, nonce, approval: good };
    expectProblem(await post(service, "/v1/decisions", changed), 403, "ERR_SIGNATURE_WRONG");
    const late = { ...proposal, deadline: deadline + 1, nonce, approval: good };
    expectProblem(await post(service, "/v1/decisions", late), 403, "ERR_SIGNATURE_WRONG");
    expect((await ask(service, "/v1/decisions")).body.total).toBe(before);
  });

  it("that is over, unknown, or for an application of somebody else is refused", async () => {
    const proposal = suspension();
    const over = { ...proposal, deadline: await world.local.now() };
    expectProblem(await post(service, "/v1/decisions/drafts", over), 409, "ERR_DECISION");
    const unknown = `/v1/decisions/0x${"00".repeat(32)}`;
    expectProblem(await ask(service, unknown), 404, "ERR_DECISION_UNKNOWN");
    const signed = { member: members[0].address, signature: `0x${"11".repeat(65)}` };
    expectProblem(await post(service, `${unknown}/approvals`, signed), 404, "ERR_DECISION_UNKNOWN");
    const { body: application } = await submit(service, academy);
    const { answer } = await propose(service, { ...proposal, application: application.id }, members[0]);
    expectProblem(answer, 404, "ERR_APPLICATION_UNKNOWN");
    const later = await openService(world, { store: service.store, now: () => deadline + 1 });
    const { items } = (await ask(service, "/v1/decisions")).body;
    const approval = { member: members[1].address, signature: `0x${"11".repeat(65)}` };
    expectProblem(await post(later, `/v1/decisions/${items[0].id}/approvals`, approval), 409, "ERR_DECISION");
    await later.app.close();
  });
});

describe("the audit log", () => {
  it("tells of every act, and is one chain", async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const { items } = (await ask(service, { url: "/v1/audit", headers })).body;
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual([
      "application_received",
      "note_written",
      "decision_proposed",
      "decision_approved",
      "decision_approved",
    ]);
    expect((await ask(service, { url: "/v1/audit?behind=3", headers })).body.items).toEqual(items.slice(3));
    expect(await checkAudit(service.store)).toEqual({ whole: true, entries: 5, head: items.at(-1).hash });
    expect(JSON.stringify(items)).not.toContain(PAPERS.toString("base64"));
  });
});

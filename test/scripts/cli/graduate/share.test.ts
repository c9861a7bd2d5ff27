import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCertificate } from "../../../../sdk/document/readCertificate.ts";
import { parseLink } from "../../../../sdk/link/parseLink.ts";
import type { Graduate } from "../../../fixtures/graduate.ts";
import { openGraduate } from "../../../fixtures/graduate.ts";
import { runCscss } from "../../../fixtures/runCscss.ts";

const CLAIMS = {
  givenName: "Жанна محمد 佐藤",
  familyName: "Þórsdóttir-Ελένη",
  awardTitle: "Bachelor of Science",
  awardDate: "2026-07-22",
  finalGrade: "110",
};
const HR = "hr.example.com";

interface SharedResult {
  readonly link: string;
  readonly grantId: string;
}

describe("what a graduate shows and an employer checks", () => {
  let graduate: Graduate;
  const path = (...names: string[]): string => join(graduate.folder, ...names);
  const text = (...names: string[]): string => readFileSync(path(...names), "utf8");
  const release = (...more: string[]) =>
    graduate.json<SharedResult>([
      ...["wallet", "share", "1", "--for", HR, "--claims", "givenName,awardTitle,finalGrade", "--purpose", "File"],
      ...["--claim", "claim.json", "--yes", ...more],
    ]);
  const verify = (what: string, ...more: string[]) => graduate.run(["verify", what, "--audience", HR, ...more]);

  beforeAll(async () => {
    graduate = await openGraduate({ claims: CLAIMS });
    const files = ["--out", "shown.txt", "--qr", "shown.png", "--pdf", "shown.pdf"];
    const { link } = await release(...files, "--link-base", "https://verify.example/check/");
    writeFileSync(path("shown.link"), `${link}\n`);
  });
  afterAll(() => graduate.close());

  it.each(["shown.txt", "shown.link", "shown.png", "shown.pdf"])("says VALID first for %s, then why", async (file) => {
    const { code, stdout } = await verify(file);
    const [first, , ...rest] = stdout.split("\n");
    expect(first).toBe("VALID");
    expect(code).toBe(0);
    expect(rest.join("\n")).toMatch(/issued by +Università di Esempio \(IT\), today accredited/);
    expect(rest.join("\n")).toMatch(/checked at +block \d+, \d{4}-/);
    expect(stdout).toContain("Жанна محمد 佐藤");
    expect(stdout).toMatch(/holder-binding +passed/);
  });

  it("takes a link as it is, and every form on stdin, without opening any address", async () => {
    const link = text("shown.link").trim();
    expect((await verify(link)).code).toBe(0);
    expect((await verify(link.slice(link.indexOf("#")))).code).toBe(0);
    expect((await verify(link.replace("#", "?x#"))).stderr).toContain("ERR_LINK");
    const env = { ...graduate.university.env };
    for (const file of ["shown.pdf", "shown.link"]) {
      const stdin = readFileSync(path(file)) as unknown as string;
      const { code, stdout } = await runCscss(graduate.folder, ["verify", "-", "--audience", HR], { env, stdin });
      expect(stdout.split("\n")[0]).toBe("VALID");
      expect(code).toBe(0);
    }
  }, 120_000);

  it("prints the link on stdout alone, and keeps what it writes to its owner", async () => {
    const args = [
      "wallet",
      "share",
      "1",
      "--for",
      "any",
      "--claims",
      "awardTitle",
      "--purpose",
      "CV",
      "--yes",
      "--quiet",
    ];
    const { stdout, stderr } = await graduate.run([...args, "--out", "cv.txt", "--qr", "cv.svg"]);
    expect(stderr).toBe("");
    expect(parseLink(stdout.trim())).toEqual({ presentation: text("cv.txt").trim() });
    expect(stdout).toMatch(/^cscss-me:verify#me1=[\w-]+\n$/);
    expect(text("cv.svg")).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"/);
    for (const file of ["cv.txt", "cv.svg", "shown.pdf"]) expect(statSync(path(file)).mode & 0o777).toBe(0o600);
    expect((await graduate.run(["verify", "cv.txt"])).code).toBe(0);
  });

  it("draws the QR code where it fits, and says how wide it is where it does not", async () => {
    const args = ["wallet", "share", "1", "--for", "any", "--claims", "awardTitle", "--purpose", "CV", "--yes"];
    const wide = await graduate.run(args, { columns: 200 });
    expect(wide.stderr).toContain("\u001B[97;40m████");
    expect(wide.stdout).toBe(`${wide.stdout.trim()}\n`);
    const narrow = await graduate.run(args, { columns: 80 });
    expect(narrow.stderr).toMatch(/A terminal 1\d\d columns wide would show the QR code/);
    expect((await graduate.run([...args, "--quiet"], { columns: 200 })).stderr).toBe("");
  });

  it("asks a person which claims, for whom, what for and how long, and shows nothing on a no", async () => {
    const share = ["wallet", "share", "1", "--claim", "claim.json", "--out", "asked.txt"];
    const refused = await graduate.run(share, { typed: ["ACME", "awardTitle", "A job", "30d", "n"] });
    expect(refused.stderr).toContain("ERR_CANCELLED");
    expect(existsSync(path("asked.txt"))).toBe(false);
    const typed = ["ACME", "awardTitle, awardDate", "A job", "30d", "y"];
    const { code, stderr } = await graduate.run(share, { typed });
    expect(stderr).toMatch(/Showing awardTitle, awardDate to "ACME", for "A job", until \d{4}/);
    expect(code).toBe(0);
    const { stdout } = await graduate.run(["verify", "asked.txt", "--audience", "ACME", "--json"]);
    expect(JSON.parse(stdout).disclosed).toEqual({ awardTitle: CLAIMS.awardTitle, awardDate: CLAIMS.awardDate });
  });

  it("answers a request that came as a link or as a picture of its QR code", async () => {
    const request = ["verify", "request", "--audience", HR, "--purpose", "Application 17", "--claims", "awardTitle"];
    const { link } = await graduate.json<SharedResult>([...request, "--out", "r.json", "--qr", "r.png"]);
    for (const asked of [link, "r.png", "r.json"]) {
      const answer = ["wallet", "share", "1", "--request", asked, "--yes"];
      const out = `answer-${asked.slice(0, 2)}-${asked.length}.txt`;
      expect((await graduate.run([...answer, "--out", out])).code).toBe(0);
      const again = await graduate.run(["verify", out, "--request", "r.json"]);
      // The same request: the first answer counts, the others come too late.
      expect(again.stdout.split("\n")[0]).toMatch(asked === link ? /^VALID$/ : /^NOT VALID because: .*answered before/);
      expect((await graduate.run([...answer, "--pdf", "x.pdf"])).code).toBe(2);
    }
    const { code, stderr } = await graduate.run(["verify", "r.png"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("That is a request")]);
  });

  it("lets no request draw on the holder's terminal, nor an answer on the employer's", async () => {
    const purpose = "A job\u001B[2J\u001B]0;VALID\u0007";
    const request = [
      "verify",
      "request",
      "--audience",
      `${HR}\u001B[31m`,
      "--purpose",
      purpose,
      "--claims",
      "awardTitle",
    ];
    await graduate.json([...request, "--out", "draw.json"]);
    const answer = ["wallet", "share", "1", "--request", "draw.json", "--yes", "--out", "draw.txt"];
    const written = [
      await graduate.run(answer),
      await verify("draw.txt"),
      await graduate.run(["verify", "draw~\u001B[2J.txt"]),
    ];
    expect(written.map(({ code }) => code)).toEqual([0, 3, 1]);
    for (const { stdout, stderr } of written) expect(stdout + stderr).not.toMatch(/(?!\n)\p{Control}/u);
  });

  it("marks letters a certificate cannot print, and the certificate carries them all the same", async () => {
    const { stderr } = await graduate.run([
      ...["wallet", "share", "1", "--for", "any", "--claims", "givenName", "--purpose", "CV", "--claim", "claim.json"],
      ...["--yes", "--pdf", "letters.pdf"],
    ]);
    expect(stderr).toContain("printed as an empty box");
    const { stdout } = await graduate.run(["verify", "letters.pdf", "--json"]);
    expect(JSON.parse(stdout).disclosed.givenName).toBe(CLAIMS.givenName);
    expect(readCertificate(readFileSync(path("letters.pdf")))).toMatch(/^eyJ/);
  });

  it("exits 4 for what the holder took back, and says so first", async () => {
    const { grantId } = await release("--pdf", "back.pdf");
    const grants = await graduate.json<{ grantId: string }[]>(["wallet", "grants"]);
    const number = grants.findIndex((one) => one.grantId === grantId) + 1;
    expect((await graduate.run(["wallet", "grants"])).stdout).not.toContain("0x");
    expect((await graduate.run(["wallet", "withdraw", "99"])).code).toBe(2);
    await graduate.json(["wallet", "withdraw", String(number)]);
    const { code, stdout } = await verify("back.pdf");
    expect(code).toBe(4);
    expect(stdout.split("\n")[0]).toMatch(/^NOT VALID because: Withdrawn by the holder/);
    expect(stdout).toContain("Its claims, which are not to be believed:");
  });

  describe("many at once", () => {
    const rows = (file: string) =>
      text(file)
        .replace("\u{FEFF}", "")
        .trimEnd()
        .split("\r\n")
        .map((line) => line.split(","));

    it("writes a row for each file of a folder, and ends as the worst of them", async () => {
      mkdirSync(path("pile"));
      for (const file of ["shown.txt", "shown.png", "shown.pdf"])
        writeFileSync(path("pile", file), readFileSync(path(file)));
      const many = (out: string) => graduate.run(["verify-many", "pile", "--audience", HR, "--out", out]);
      const good = await many("good.csv");
      expect(good.code).toBe(0);
      expect(rows("good.csv").map(([name, verdict]) => [name, verdict])).toEqual([
        ["input", "verdict"],
        ["shown.pdf", "VALID"],
        ["shown.png", "VALID"],
        ["shown.txt", "VALID"],
      ]);
      expect(good.stderr).toContain("3 of 3 presentations");
      expect(text("good.csv")).toContain("Given name: Жанна");
      // No account stands beside a name unless that is asked for.
      expect(text("good.csv")).not.toContain("did:ethr");
      const args = ["verify-many", "pile", "--audience", HR, "--out", "with.csv", "--with-addresses"];
      expect((await graduate.run(args)).code).toBe(0);
      expect(text("with.csv")).toContain(`:${graduate.owner}`);

      writeFileSync(path("pile", "=HYPERLINK(1).txt"), "no presentation");
      writeFileSync(path("pile", "a.b.c~1.txt"), readFileSync(path("shown.txt")));
      writeFileSync(path("pile", "back.pdf"), readFileSync(path("back.pdf")));
      writeFileSync(path("pile", "broken.pdf"), "%PDF-1.7 nothing");
      const bad = await many("bad.csv");
      expect(bad.code).toBe(3);
      const found = new Map(rows("bad.csv").map(([name = "", verdict, code]) => [name, [verdict, code]]));
      expect(found.get("back.pdf")).toEqual(["NOT VALID", "ERR_GRANT_WITHDRAWN"]);
      expect(found.get("a.b.c~1.txt")).toEqual(["VALID", ""]);
      expect(found.get("broken.pdf")).toEqual(["NOT READ", "ERR_DOCUMENT"]);
      // A spreadsheet shows it, and runs nothing (H8).
      expect(found.get(`"'=HYPERLINK(1).txt"`)).toEqual(["NOT VALID", "ERR_DISCLOSURE_FORMAT"]);
      expect((await many("bad.csv")).stderr).toContain("already exists");
    });

    it("takes a CSV of files, links and presentations, with audiences and requests, within its folder only", async () => {
      mkdirSync(path("list"));
      await graduate.json([
        ...[
          "verify",
          "request",
          "--audience",
          HR,
          "--purpose",
          "x",
          "--claims",
          "awardDate",
          "--out",
          "list/asked.json",
        ],
      ]);
      await graduate.run(["wallet", "share", "1", "--request", "list/asked.json", "--yes", "--out", "list/answer.txt"]);
      symlinkSync(path("shown.txt"), path("list", "inside.txt"));
      const lines = [
        "presentation;audience;request",
        `${text("shown.link").trim()};${HR};`,
        `${text("cv.txt").trim()};;`,
        "answer.txt;;asked.json",
        "answer.txt;;asked.json",
        "../shown.txt;;",
        "inside.txt;;",
        ";;",
        "missing.txt;;",
      ];
      writeFileSync(path("list", "all.csv"), lines.join("\n"));
      const { code } = await graduate.run(["verify-many", "list/all.csv", "--out", "all.csv"]);
      expect(rows("all.csv").map(([name, verdict, why]) => [name, verdict, why])).toEqual([
        ["input", "verdict", "code"],
        ["line 2", "VALID", ""],
        ["line 3", "VALID", ""],
        ["answer.txt", "VALID", ""],
        ["answer.txt", "NOT VALID", "ERR_NONCE_USED"],
        ["line 6", "NOT READ", "ERR_FILE"],
        ["line 7", "NOT READ", "ERR_FILE"],
        ["line 9", "NOT READ", "ERR_FILE"],
      ]);
      expect(code).toBe(3);
    });

    it("says where nothing is to be done", async () => {
      mkdirSync(path("empty"));
      expect((await graduate.run(["verify-many", "empty", "--out", "e.csv"])).code).toBe(2);
      expect((await graduate.run(["verify-many", "nowhere", "--out", "e.csv"])).stderr).toContain("ERR_FILE");
      writeFileSync(path("other.csv"), "name,grade\nAna,1\n");
      expect((await graduate.run(["verify-many", "other.csv", "--out", "e.csv"])).stderr).toContain("ERR_CSV");
    });

    it("could not check anything where no node answers", async () => {
      const args = ["verify-many", "pile", "--audience", HR, "--out", "off.csv", "--rpc-url", "http://127.0.0.1:1"];
      const { stderr } = await graduate.run(args);
      expect(stderr).not.toContain("cscss failed");
      expect(rows("off.csv").filter(([, verdict]) => verdict === "COULD NOT CHECK")).toHaveLength(5);
    });
  });

  it("refuses a keystore that others can read, for showing as for everything (H9)", async () => {
    chmodSync(path("me.json"), 0o644);
    const { code, stderr } = await graduate.run(["wallet", "share", "1", "--for", "any", "--claims", "awardTitle"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("can be read by others")]);
  });
});

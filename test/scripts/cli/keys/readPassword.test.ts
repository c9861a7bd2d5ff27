import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readPassword } from "../../../../scripts/cli/keys/readPassword.ts";

const folder = mkdtempSync(join(tmpdir(), "cscss-password-"));
const file = join(folder, "pw");
afterAll(() => rmSync(folder, { recursive: true }));

/** Types these answers, and keeps what was asked. */
function typing(...answers: string[]) {
  const asked: string[] = [];
  const askSecret = async (question: string, instead: string) => {
    asked.push(`${question} ${instead}`);
    return answers.shift() ?? "";
  };
  return { asked, prompt: { interactive: true, ask: async () => "shown on the screen", askSecret } };
}
const read = (prompt: ReturnType<typeof typing>["prompt"], more: object = {}) =>
  readPassword(prompt, { file: undefined, option: "password-file", of: "me.json", ...more });

describe("a password", () => {
  it("is the first line of a file that is its owner's alone; then nobody is asked", async () => {
    const { prompt, asked } = typing();
    for (const content of ["correct horse\r\nmore\n", "correct horse\n", "correct horse"]) {
      writeFileSync(file, content);
      chmodSync(file, 0o600);
      expect(await read(prompt, { file, twice: true })).toBe("correct horse");
    }
    chmodSync(file, 0o644);
    await expect(read(prompt, { file })).rejects.toMatchObject({ code: "ERR_KEYSTORE" });
    expect(asked).toEqual([]);
  });

  it("is typed without being shown, twice where it is a new one", async () => {
    const once = typing("correct horse");
    expect(await read(once.prompt)).toBe("correct horse");
    expect(once.asked).toEqual([expect.stringMatching(/me\.json.* --password-file FILE$/)]);
    const twice = typing("correct horse", "correct horse");
    expect(await read(twice.prompt, { twice: true })).toBe("correct horse");
    expect(twice.asked).toHaveLength(2);
    await expect(read(typing("correct horse", "correct house").prompt, { twice: true })).rejects.toMatchObject({
      code: "ERR_PASSWORD",
    });
  });

  it("is not nothing, from a file or from a person", async () => {
    writeFileSync(file, "\nsecond line\n");
    chmodSync(file, 0o600);
    for (const more of [{ file }, {}]) {
      await expect(read(typing("").prompt, more)).rejects.toMatchObject({ code: "ERR_PASSWORD" });
    }
  });
});

import { describe, expect, it } from "vitest";
import { decodeText } from "../../../sdk/inputs/decodeText.ts";

const utf8 = (text: string) => decodeText(new TextEncoder().encode(text));

describe("decodeText", () => {
  it.each([
    "Sébastien,Müller",
    "Öz,Ünal",
    "Łukasz,Żółć",
    "Dvořák,Čapek",
    "Nguyễn Thị Ánh",
    "Иван,Петрович",
    "Γιώργος,Παπαδόπουλος",
    "Ἀθηνᾶ",
    "محمد,عبد الله",
    "דוד,כהן",
    "王小明,谢伟",
    "김민수",
    "Ñu,É",
    "ศรี,श्री",
  ])("has no doubt about names that UTF-8 is written for: %s", (names) => {
    expect(utf8(`student_id,name\nS1,${names}\n`)).toMatchObject({ text: expect.stringContaining(names) });
  });

  it.each<[string, number[]]>([
    ["谢 in GB18030, which is a Cyrillic letter in UTF-8", [0xd0, 0xbb]],
    ["魏 in GB18030, which is a Greek one", [0xce, 0xba]],
    ["叶 in GB18030, which is a rare Cyrillic one", [0xd2, 0xb6]],
    ["郑 in GB18030, which is a Hebrew point without a letter", [0xd6, 0xa3]],
  ])("asks about %s", (_, bytes) => {
    const file = Uint8Array.from([...new TextEncoder().encode("student_id,family_name\nS1,"), ...bytes, 0x0a]);
    expect(decodeText(file)).toHaveProperty("problem.expected", expect.stringContaining("--encoding utf-8 or"));
    expect(decodeText(file, "utf-8")).toHaveProperty("text");
    expect(decodeText(file, "gb18030")).toHaveProperty("text");
  });

  it.each<[string, readonly number[], string]>([
    ["utf-8", [0xef, 0xbb, 0xbf, 0xc3, 0xa9], "é"],
    ["utf-16le", [0xff, 0xfe, 0xe9, 0x00], "é"],
    ["utf-16be", [0xfe, 0xff, 0x00, 0xe9], "é"],
  ])("reads what its first bytes mark as %s", (_, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes))).toMatchObject({ text });
  });

  it("says that bytes are not what somebody said", () => {
    const decoded = decodeText(Uint8Array.of(0x61, 0xff, 0xff), "shift_jis");
    expect(decoded).toHaveProperty("problem.found", "bytes that are not shift_jis");
  });

  it("offers the encodings in which every byte is part of a word", () => {
    const latin = Uint8Array.from([
      ...new TextEncoder().encode("name\nM"),
      0xfc,
      ...new TextEncoder().encode("ller\n"),
    ]);
    expect(decodeText(latin)).toHaveProperty(
      "expected",
      expect.stringContaining("--encoding windows-1252 reads “Müller”"),
    );
  });
});

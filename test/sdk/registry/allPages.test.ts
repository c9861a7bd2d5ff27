import { describe, expect, it } from "vitest";
import { allPages } from "../../../sdk/registry/allPages.ts";
import type { Page } from "../../../sdk/registry/Page.ts";

describe("all pages of a list", () => {
  const listOf = (total: number) => {
    const asked: Page[] = [];
    const read = async (page: Page) => {
      asked.push(page);
      const length = Math.max(0, Math.min(page.limit, total - page.offset));
      return { total, items: Array.from({ length }, (_, index) => page.offset + index) };
    };
    return { asked, read };
  };

  it.each([
    [0, 1],
    [99, 1],
    [100, 1],
    [250, 3],
  ])("are those of %d entries, in %d questions", async (total, questions) => {
    const { asked, read } = listOf(total);
    expect(await allPages(read)).toEqual(Array.from({ length: total }, (_, index) => index));
    expect(asked).toHaveLength(questions);
  });

  it("come to an end with a node that promises more than it gives", async () => {
    expect(await allPages(async () => ({ total: 5, items: [] }))).toEqual([]);
  });
});

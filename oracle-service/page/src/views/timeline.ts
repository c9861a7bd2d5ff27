import { el, svg } from "../dom/element.ts";
import type { Text } from "../messages/Text.ts";
import type { Segment } from "../registry/segmentsOf.ts";
import { statusWords } from "../registry/standingWords.ts";

const WIDTH = 1000;
const HEIGHT = 34;
/** A day's suspension in ten years must still be seen. */
const LEAST_WIDTH = 5;

/** A history as a coloured band from its first day to now, with a legend; the list beside it has the exact times. */
export function drawTimeline(text: Text, segments: readonly Segment[], fraudSince?: number): HTMLElement {
  const { messages, fill, day } = text;
  const { page } = messages;
  const from = segments[0]?.from ?? 0;
  const to = Math.max(segments.at(-1)?.to ?? 0, from + 1);
  const place = (time: number): number => Math.round(((time - from) / (to - from)) * WIDTH);
  const spoken = segments.map((one) => `${statusWords(text, one.status, one.reason)}, ${day(one.from)}`);
  const bands = segments.map((one) => {
    const x = Math.min(place(one.from), WIDTH - LEAST_WIDTH);
    const width = Math.max(LEAST_WIDTH, place(one.to) - x);
    const title = `${statusWords(text, one.status, one.reason)}: ${fill(page.fromTo, { from: day(one.from), to: day(one.to) })}`;
    return svg("rect", { x, width, y: 0, height: HEIGHT, class: `band ${one.status}` }, svg("title", {}, title));
  });
  const drawing = svg(
    "svg",
    {
      class: "timeline",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: "none",
      role: "img",
      "aria-label": fill(page.timeline, { from: day(from), to: day(to), parts: text.list(spoken) }),
    },
    ...bands,
    fraudSince !== undefined &&
      svg("rect", { x: place(fraudSince), width: 3, y: 0, height: HEIGHT, class: "band fraud" }),
  );
  const statuses = [...new Set(segments.map(({ status }) => status))];
  return el(
    "figure",
    { class: "line" },
    drawing,
    el(
      "div",
      { class: "ends", "aria-hidden": "true" },
      el("span", {}, day(from)),
      el("span", {}, `${day(to)} · ${page.today}`),
    ),
    el(
      "figcaption",
      {},
      ...statuses.map((status) => el("span", { class: `standing ${status}` }, statusWords(text, status))),
    ),
  );
}

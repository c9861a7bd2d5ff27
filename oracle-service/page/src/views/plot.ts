import { el, svg } from "../dom/element.ts";
import type { Text } from "../messages/Text.ts";

/** One figure over time. */
export interface Series {
  readonly name: string;
  /** Unix seconds and a value, oldest first. */
  readonly points: readonly { readonly time: number; readonly value: number }[];
}

const WIDTH = 320;
const HEIGHT = 96;

/** A figure with its latest value and its course as a line. */
export function drawPlot(text: Text, { name, points }: Series): HTMLElement {
  const { page } = text.messages;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined)
    return el("figure", { class: "plot" }, el("figcaption", {}, name), page.notAvailable);
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)];
  const span = Math.max(1, last.time - first.time);
  const at = ({ time, value }: { time: number; value: number }): string => {
    const x = ((time - first.time) / span) * WIDTH;
    const y = HEIGHT - ((value - low) / (high - low)) * HEIGHT;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const line = points.length === 1 ? `${at(first)} ${WIDTH},${at(first).split(",")[1]}` : points.map(at).join(" ");
  const told = text.fill(page.plot, {
    name,
    first: text.number(first.value),
    last: text.number(last.value),
    from: text.day(first.time),
    to: text.day(last.time),
  });
  return el(
    "figure",
    { class: "plot" },
    el("figcaption", {}, name, el("strong", {}, text.number(last.value))),
    svg(
      "svg",
      { viewBox: `0 -3 ${WIDTH} ${HEIGHT + 6}`, preserveAspectRatio: "none", role: "img", "aria-label": told },
      svg("polygon", { class: "area", points: `0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}` }),
      svg("polyline", { class: "course", points: line }),
    ),
    el(
      "div",
      { class: "ends", "aria-hidden": "true" },
      el("span", {}, text.day(first.time)),
      el("span", {}, text.day(last.time)),
    ),
  );
}

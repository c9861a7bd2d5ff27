import { el, svg } from "../dom/element.ts";
import type { Text } from "../messages/Text.ts";
import type { Figure } from "../registry/readMonitoring.ts";

const WIDTH = 320;
const HEIGHT = 96;

/** A figure since the beginning, and its days as bars. */
export function drawPlot(text: Text, { name, total, days }: Figure): HTMLElement {
  const { page, figures } = text.messages;
  const caption = el("figcaption", {}, figures[name], el("strong", {}, text.number(total)));
  const [first, last] = [days[0], days.at(-1)];
  const nothing = days.every(({ count }) => count === 0);
  if (first === undefined || last === undefined || nothing) return el("figure", { class: "plot" }, caption);
  const most = Math.max(...days.map(({ count }) => count));
  const width = WIDTH / days.length;
  const bars = days.map(({ time, count }, index) => {
    const height = (count / most) * HEIGHT;
    const place = { x: (index * width).toFixed(2), y: (HEIGHT - height).toFixed(2) };
    const size = { width: (width * 0.85).toFixed(2), height: height.toFixed(2) };
    return svg("rect", { ...place, ...size }, svg("title", {}, `${text.day(time)}: ${text.number(count)}`));
  });
  const told = text.fill(page.plot, {
    name: figures[name],
    total: text.number(total),
    from: text.day(first.time),
    to: text.day(last.time),
    most: text.number(most),
  });
  const drawing = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": told };
  return el(
    "figure",
    { class: "plot" },
    caption,
    svg("svg", drawing, ...bars),
    el(
      "div",
      { class: "ends", "aria-hidden": "true" },
      el("span", {}, text.day(first.time)),
      el("span", {}, text.day(last.time)),
    ),
  );
}

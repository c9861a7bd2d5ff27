import { svg } from "./element.ts";

const SHAPES = {
  passed: "M5 12.5 10 17.5 19 7",
  failed: "M6.5 6.5 17.5 17.5 M17.5 6.5 6.5 17.5",
  notCheckable: "M8.8 9.2a3.3 3.3 0 1 1 4.6 3c-1 .5-1.4 1-1.4 2.2 M12 17.7v.1",
  skipped: "M7 12h10",
  file: "M7 3.5h7l4 4v13H7z M14 3.5v4h4 M9.5 12.5h6 M9.5 16h6",
  camera: "M4 8h3.5l1.5-2h6l1.5 2H20v11H4z M12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z",
  print: "M7 9V4h10v5 M7 17H4.5V9h15v8H17 M7 14h10v6H7z",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.5 15.5 20 20",
  shield: "M12 3 19 5.6v5.6c0 4.3-2.9 7.5-7 9-4.1-1.5-7-4.7-7-9V5.6z M8.8 11.8l2.3 2.3 4.2-4.5",
} as const;

/** A drawing that says nothing by itself: its words stand beside it. */
export function icon(name: keyof typeof SHAPES, size = 24): SVGSVGElement {
  const drawing = { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", focusable: "false" };
  return svg("svg", { ...drawing, class: `icon icon-${name}` }, svg("path", { d: SHAPES[name] }));
}

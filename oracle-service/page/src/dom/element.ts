/** What a node can hold. Text stays text: nothing here reads markup. */
export type Child = Node | string | undefined | false;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Makes an HTML element.
 *
 * @param attributes - `true` sets an empty attribute, `false` and `undefined` none.
 * @example el("p", { class: "lead" }, "Issued by ", el("strong", {}, name));
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), attributes, children);
}

/** Makes an SVG element. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** A button that does something. */
export function button(
  attributes: Attributes,
  label: Child | readonly Child[],
  onClick: () => void,
): HTMLButtonElement {
  const made = el("button", { type: "button", ...attributes }, ...(Array.isArray(label) ? label : [label as Child]));
  made.addEventListener("click", onClick);
  return made;
}

function fill<Made extends Element>(made: Made, attributes: Attributes, children: readonly Child[]): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

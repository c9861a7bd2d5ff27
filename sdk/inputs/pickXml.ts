import type { RowProblem } from "./GraduateRow.ts";
import type { XmlElement } from "./readXml.ts";

/** Takes what it knows out of an element, and tells in the end what nobody took. */
export interface XmlPicker {
  readonly path: string;
  readonly element: XmlElement;
  /** The children of a name. */
  many(name: string): XmlPicker[];
  /** The only child of a name; a second one is a problem. */
  one(name: string): XmlPicker | undefined;
  /** The text of the only child of a name; undefined where it is missing or empty. */
  text(name: string): string | undefined;
  /** The text in a language if there is one, else the first; and the first of the others. */
  inLanguage(name: string, language: string): { readonly chosen?: string; readonly other?: string };
  problem(field: string, found: string, expected: string): void;
  /** A child of a name that says what a record cannot carry; it may be left out. */
  unusable(name: string, found: string, expected: string): void;
  /** Every child that nobody took is a problem, here and in all that was taken. */
  finish(): void;
}

/** What all pickers of one document share. */
export interface PickerRules {
  readonly place: string;
  readonly problems: RowProblem[];
  /** Names of elements that are left out, because the user said so. */
  readonly leftOut: readonly string[];
  readonly namespace: string;
}

/** Opens a picker for an element. */
export function pickXml(element: XmlElement, path: string, rules: PickerRules): XmlPicker {
  const taken = new Set<XmlElement>();
  const inner: XmlPicker[] = [];
  const { children } = element;
  const problem = (field: string, found: string, expected: string): void => {
    rules.problems.push({ place: rules.place, field, found, expected });
  };
  const alike = Map.groupBy(children, ({ name }) => name);
  const places = new Map(
    [...alike.values()].flatMap((some) => some.map((child, index) => [child, index + 1] as const)),
  );
  const nameIn = (child: XmlElement): string => {
    const isOnly = alike.get(child.name)?.length === 1;
    return isOnly ? `${path}/${child.name}` : `${path}/${child.name}[${places.get(child)}]`;
  };
  const take = (child: XmlElement): XmlPicker => {
    taken.add(child);
    const picker = pickXml(child, nameIn(child), rules);
    inner.push(picker);
    return picker;
  };
  // What is left out is not there, whether or not a record has a place for it.
  const named = (name: string): XmlElement[] =>
    rules.leftOut.includes(name)
      ? []
      : children.filter((child) => child.name === name && child.namespace === rules.namespace);

  const picker: XmlPicker = {
    path,
    element,
    problem,
    unusable: (name, found, expected) => problem(`${path}/${name}`, found, `${expected}. Or give --leave-out ${name}`),
    many: (name) => named(name).map(take),
    one(name) {
      const [first, second] = named(name).map(take);
      if (second !== undefined) problem(second.path, "a second one", "one element of this name");
      return first;
    },
    text(name) {
      const text = picker.one(name)?.element.text;
      return text === "" ? undefined : text;
    },
    inLanguage(name, language) {
      const texts = picker.many(name).map((one) => one.element);
      const chosen = texts.find(({ attributes }) => attributes["xml:lang"] === language) ?? texts[0];
      const other = texts.find((text) => text !== chosen);
      return { ...(chosen?.text && { chosen: chosen.text }), ...(other?.text && { other: other.text }) };
    },
    finish() {
      for (const child of children) {
        if (taken.has(child) || rules.leftOut.includes(child.name)) continue;
        const found = child.children.length > 0 ? `<${child.name}> with elements inside` : child.text.slice(0, 80);
        problem(nameIn(child), found, `nothing: it has no place in a record. Or give --leave-out ${child.name}`);
      }
      for (const one of inner) one.finish();
    },
  };
  return picker;
}

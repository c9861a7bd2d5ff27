/** One kind of finding at one place: `Contract.function`, `Contract.function.parameter` or `Contract`. */
export interface Finding {
  readonly detector: string;
  readonly place: string;
}

/** A finding that was looked into, and why it is no fault. */
export interface Explained extends Finding {
  readonly reason: string;
}

/** What Slither found, as it writes it with --json. */
export interface SlitherReport {
  readonly success: boolean;
  readonly error: string | null;
  readonly results: {
    readonly detectors?: readonly { readonly check: string; readonly elements: readonly Element[] }[];
  };
}

interface Element {
  readonly name: string;
  readonly type: string;
  readonly type_specific_fields?: { readonly parent?: Element };
}

/** The findings of a report, each detector and place once, in order. */
export function findingsOf({ results }: SlitherReport): readonly Finding[] {
  const found = (results.detectors ?? []).map(({ check, elements: [first] }) => `${check} ${placeOf(first)}`);
  return [...new Set(found)].sort().map((line) => {
    const [detector = "", place = ""] = line.split(" ");
    return { detector, place };
  });
}

/** The rows `| detector | place | why |` of a page. */
export function explainedIn(page: string): readonly Explained[] {
  return [...page.matchAll(/^\| `([a-z-]+)` \| `([\w.]+)` \| (.+) \|$/gm)].map(
    ([, detector = "", place = "", reason = ""]) => ({ detector, place, reason }),
  );
}

/** What is found but not explained, and what is explained but not found any more. */
export function compareFindings(
  found: readonly Finding[],
  explained: readonly Explained[],
): { readonly fresh: readonly Finding[]; readonly gone: readonly Explained[] } {
  const isSame = (a: Finding, b: Finding): boolean => a.detector === b.detector && a.place === b.place;
  return {
    fresh: found.filter((one) => !explained.some((other) => isSame(one, other))),
    gone: explained.filter((one) => !found.some((other) => isSame(one, other))),
  };
}

/** Names from the contract inwards; a source file is no name. */
function placeOf(element: Element | undefined): string {
  if (element === undefined || element.type === "source") return "";
  const outer = placeOf(element.type_specific_fields?.parent);
  return outer === "" ? element.name : `${outer}.${element.name}`;
}

import { CscssError } from "../../../../sdk/errors/CscssError.ts";
import type { App } from "../App.ts";
import { button, el } from "../dom/element.ts";
import { reasonByCode } from "./reasons.ts";

/** Shows what is still being read once it is there, or why it could not be read, with a way to try again. */
export function later<Value>(app: App, read: () => Promise<Value>, draw: (value: Value) => HTMLElement): HTMLElement {
  const { messages, fill } = app.text;
  const { page } = messages;
  const box = el("div", { class: "later" });
  const fillBox = async (): Promise<void> => {
    box.replaceChildren(el("p", { class: "hint" }, page.loading));
    try {
      box.replaceChildren(draw(await read()));
    } catch (error) {
      // Without a code it was the service that did not answer.
      const code = error instanceof CscssError ? error.code : "ERR_NODE_UNREACHABLE";
      const reason = reasonByCode(app.text, code);
      box.replaceChildren(
        el("p", { class: "problem", role: "alert" }, fill(page.because, { reason })),
        button({ class: "button" }, page.retry, () => void fillBox()),
      );
    }
  };
  void fillBox();
  return box;
}

import { CscssError } from "@cscss-me/sdk";
import { button, el } from "../dom/element.ts";
import type { Text } from "../messages/Text.ts";
import { ServiceProblem } from "../registry/askService.ts";
import type { App } from "./App.ts";
import { reasonByCode } from "./reasons.ts";

/** Shows what is still being read once it is there, or why it could not be read, with a way to try again. */
export function later<Value>(
  { text }: App,
  read: () => Promise<Value>,
  draw: (value: Value) => HTMLElement,
): HTMLElement {
  const { page } = text.messages;
  const box = el("div", { class: "later" });
  const fillBox = async (): Promise<void> => {
    box.replaceChildren(el("p", { class: "hint" }, page.loading));
    try {
      box.replaceChildren(draw(await read()));
    } catch (error) {
      box.replaceChildren(
        el("p", { class: "problem", role: "alert" }, problemIn(text, error)),
        button({ class: "button" }, page.retry, () => void fillBox()),
      );
    }
  };
  void fillBox();
  return box;
}

/** Why something could not be read, in words. @throws the error itself if it is neither the chain's nor the service's. */
function problemIn(text: Text, error: unknown): string {
  const { page } = text.messages;
  if (!(error instanceof CscssError || error instanceof ServiceProblem)) throw error;
  if (error.code === "ERR_ISSUER_UNKNOWN") return page.unknownIssuer;
  if (error instanceof ServiceProblem) return text.fill(page.serviceFailed, { code: error.code });
  return text.fill(page.because, { reason: reasonByCode(text, error.code) });
}

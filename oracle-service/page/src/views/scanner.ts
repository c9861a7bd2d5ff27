import { button, el } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { App } from "./App.ts";

/** A button that opens the camera, and what it sees while it looks for a QR code. The camera is asked for on the click only. */
export function drawScanner({ text, announce }: App, found: (text: string) => void): HTMLElement {
  const { page } = text.messages;
  const box = el("div", { class: "scanner" });
  const start = button({ class: "button quiet" }, [icon("camera", 20), page.scan], () => void scan());
  box.append(start);

  async function scan(): Promise<void> {
    const ended = new AbortController();
    const video = el("video", { playsinline: true, muted: true, "aria-hidden": "true" });
    const stop = button({ class: "button quiet" }, page.scanStop, () => ended.abort());
    box.replaceChildren(video, el("p", { class: "hint" }, page.scanning), stop);
    stop.focus();
    announce(page.scanning);
    // Leaving the view takes the scanner off the page; the camera goes with it.
    const left = new MutationObserver(() => {
      if (!box.isConnected) ended.abort();
    });
    left.observe(document.body, { childList: true, subtree: true });
    try {
      const { scanQr } = await import("../input/readQr.ts");
      const code = await scanQr(video, ended.signal);
      if (code !== undefined) return found(code);
      box.replaceChildren(start);
      start.focus();
    } catch (error) {
      const problem = text.fill(page.scanDenied, { problem: error instanceof Error ? error.message : String(error) });
      box.replaceChildren(start, el("p", { class: "problem", role: "alert" }, problem));
    } finally {
      left.disconnect();
    }
  }
  return box;
}

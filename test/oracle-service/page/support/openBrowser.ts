import { existsSync } from "node:fs";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";

/** The browser of Debian's package, or the one CSCSS_CHROMIUM names; undefined where there is none. */
export const CHROMIUM = [process.env.CSCSS_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

/** A tab, with everything it asked for and everything it complained about. */
export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every address that was requested, by whatever. */
  readonly requests: readonly string[];
  /** Violations of the policy, errors of scripts, and errors on the console. */
  readonly complaints: readonly string[];
}

/** Starts the browser; it can resolve no name, so nothing can leave this machine. Close it in afterAll. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error("There is no Chromium: apt-get install chromium");
  const args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-dev-shm-usage", ...more];
  // As root, as in containers, Chromium's own sandbox cannot start.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/**
 * Opens a tab of its own, in English unless told.
 *
 * @param now - Unix seconds: what the browser takes for the time.
 */
export async function openTab(browser: Browser, now: number, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Rome", ...options });
  await context.clock.setFixedTime(now * 1000);
  await context.addInitScript(
    `document.addEventListener("securitypolicyviolation", (event) =>
       console.error("policy: " + event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile))`,
  );
  const page = await context.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  context.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  return { page, context, requests, complaints };
}

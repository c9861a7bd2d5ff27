import { ServiceProblem } from "./askService.ts";

/** What came back, as it was. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly milliseconds: number;
}

const TIMEOUT_MS = 60_000;

/** Sends a request to the service that serves this page. @throws ServiceProblem if nothing comes back. */
export async function sendRequest(path: string, request: RequestInit): Promise<Answer> {
  const from = performance.now();
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(path, { ...request, credentials: "omit", signal });
    const text = await response.text();
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    return { status: response.status, type, text, milliseconds: Math.round(performance.now() - from) };
  } catch (cause) {
    throw new ServiceProblem("no answer", "The service does not answer.", { cause });
  }
}

/** The service answered with an error, or not at all. */
export class ServiceProblem extends Error {
  override readonly name = "ServiceProblem";
  /** As in the service's problem+json; the HTTP status where there is none. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const TIMEOUT_MS = 15_000;

/**
 * Asks the oracle service that serves this page.
 *
 * @param path - relative to the page.
 * @throws ServiceProblem
 */
export async function askService<Answer>(path: string): Promise<Answer> {
  const request = { headers: { accept: "application/json" }, credentials: "omit" } as const;
  try {
    const response = await fetch(path, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return (await response.json()) as Answer;
    const problem = (await response.json()) as { readonly code?: unknown };
    throw new ServiceProblem(String(problem.code ?? response.status), `The service answered with ${response.status}.`);
  } catch (cause) {
    if (cause instanceof ServiceProblem) throw cause;
    throw new ServiceProblem("no answer", "The service does not answer.", { cause });
  }
}

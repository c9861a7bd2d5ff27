/** The service answered with an error, or not as a service does. */
export class ServiceProblem extends Error {
  override readonly name = "ServiceProblem";
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
  const response = await fetch(path, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new ServiceProblem(`The service answered with ${response.status}.`);
  return (await response.json()) as Answer;
}

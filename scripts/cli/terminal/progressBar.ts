import { cutText } from "./textWidth.ts";

/** Where a progress bar draws: process.stderr, so that data on stdout stays clean. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What a progress bar shows. */
export interface ProgressOptions {
  readonly label: string;
  readonly total: number;
  /** What is counted, in the plural: rows, records. */
  readonly unit: string;
  readonly stream: ProgressStream;
  /** Milliseconds that only go up: performance.now. */
  readonly clock: () => number;
}

/** A bar under way. */
export interface ProgressBar {
  /** Reports how many are done by now. */
  update(done: number): void;
  /** Ends the bar with a line that stays; to be called in any case, errors included. */
  finish(): void;
}

const REDRAW_EVERY_MS = 100;
const PLAIN_EVERY_MS = 5000;
const BAR_WIDTH = 24;
const CLEAR_LINE = "\r\u001B[2K";

/**
 * Starts a progress bar. On a terminal it redraws one line; elsewhere, in logs, it writes a plain
 * line every five seconds.
 *
 * @example
 * const { stderr: stream } = process;
 * const bar = startProgress({ label: "Issuing", total: 500, unit: "rows", stream, clock: performance.now.bind(performance) });
 */
export function startProgress(options: ProgressOptions): ProgressBar {
  const { label, total, unit, stream, clock } = options;
  const start = clock();
  const terminal = stream.isTTY === true;
  let done = 0;
  // A bar shows at once; a log hears of what takes long only.
  let drawnAt = terminal ? Number.NEGATIVE_INFINITY : start;

  const state = (): string => {
    const seconds = (clock() - start) / 1000;
    const rate = seconds > 0 ? done / seconds : 0;
    const left = rate > 0 && done < total ? `, ${duration((total - done) / rate)} left` : "";
    return `${done} of ${total} ${unit}, ${rate.toFixed(rate < 10 ? 1 : 0)} ${unit}/s${left}`;
  };
  const draw = (): void => {
    const filled = total > 0 ? Math.floor((BAR_WIDTH * done) / total) : BAR_WIDTH;
    const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    stream.write(CLEAR_LINE + cutText(`${label} ${bar} ${state()}`, (stream.columns ?? 80) - 1));
  };

  return {
    update(now) {
      done = now;
      if (terminal && clock() - drawnAt >= REDRAW_EVERY_MS) {
        drawnAt = clock();
        draw();
      }
      if (!terminal && clock() - drawnAt >= PLAIN_EVERY_MS && done < total) {
        drawnAt = clock();
        stream.write(`${label}: ${state()}\n`);
      }
    },
    finish() {
      stream.write(`${terminal ? CLEAR_LINE : ""}${label}: ${state()} in ${duration((clock() - start) / 1000)}\n`);
    },
  };
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

// When to stop: a first interrupt ends the generation, a second ends at once, a time limit is kept in advance.

/** Share of a time limit that is at most held back for re-scoring. */
const LARGEST_RESERVE = 0.5;
/** Tasks take longer at times; this much of the longest so far is allowed for. */
const MARGIN = 1.5;

export interface Stop {
  /** True after a first interrupt: finish what has begun, begin nothing large. */
  readonly asked: boolean;
  /** True after a second interrupt: results still under way are thrown away. */
  readonly halted: boolean;
  /**
   * True where one more task, and after it `reserve` seconds of other work, would pass the time limit. Of what the reserve
   * leaves, at most half is kept for `next`, seconds of a search that is still to come (0 unless given).
   */
  outOfTime(reserve: number, next?: number): boolean;
  /** Longest task so far, s. */
  readonly longest: number;
  /** Told after every task, s. */
  taskTook(seconds: number): void;
  /** What to do at a second interrupt; replaces what was there. */
  onHalt(action: () => void): void;
  /** An interrupt, from the keyboard or a test. */
  interrupt(): void;
}

/** @param limit s from now; Infinity for none  @param now a clock, s */
export function createStop(limit: number, now: () => number = clock): Stop {
  const start = now();
  let interrupts = 0;
  let longest = 0;
  let action = (): void => {};
  return {
    get asked() {
      return interrupts > 0;
    },
    get halted() {
      return interrupts > 1;
    },
    get longest() {
      return longest;
    },
    outOfTime: (reserve, next = 0) => {
      const free = limit - Math.min(reserve, LARGEST_RESERVE * limit);
      return now() - start + MARGIN * longest + Math.min(next, free / 2) > free;
    },
    taskTook: (seconds) => {
      longest = Math.max(longest, seconds);
    },
    onHalt: (next) => {
      action = next;
    },
    interrupt: () => {
      interrupts += 1;
      if (interrupts === 2) action();
    },
  };
}

/** Listens to SIGINT and SIGTERM until the returned function is called; `tell` says what was understood. */
export function listen(stop: Stop, tell: (message: string) => void): () => void {
  const heard = (): void => {
    stop.interrupt();
    if (stop.halted) tell("stopping now; what is recorded stays");
    else tell("finishing this generation, then stopping; interrupt again to stop at once");
  };
  process.on("SIGINT", heard);
  process.on("SIGTERM", heard);
  return () => {
    process.off("SIGINT", heard);
    process.off("SIGTERM", heard);
  };
}

function clock(): number {
  return performance.now() / 1000;
}

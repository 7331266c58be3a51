// When a task ran and on which thread, on a clock that all threads of a program share. No result depends on it.

export interface TaskSpan {
  /** Scratch area of the thread that played it: one per worker, from 0. */
  readonly thread: number;
  /** s on `sharedClock`. */
  readonly start: number;
  readonly end: number;
}

/** Seconds since 1970: a thread's own clock starts with the thread. */
export function sharedClock(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}

// A mistake of the user's: every problem found, each with its place, in words that help to mend it.

/** One problem: where it is and what is wrong with it, for example place "tune > funding.kp > to". */
export interface Problem {
  readonly place: string;
  /** "found X; expected Y; remedy". */
  readonly message: string;
}

/** Thrown at the doors (files, options); the command line prints it without a stack and exits with `exitCode`. */
export class UserError extends Error {
  readonly subject: string;
  readonly problems: readonly Problem[];
  readonly exitCode: number;

  /** @param subject what was being read, for example the file  @param exitCode 2 for a configuration error */
  constructor(subject: string, problems: readonly Problem[], exitCode = 2) {
    super(describe(subject, problems));
    this.name = "UserError";
    this.subject = subject;
    this.problems = problems;
    this.exitCode = exitCode;
  }
}

function describe(subject: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(({ place, message }) => (place === "" ? `  ${message}` : `  ${place}: ${message}`));
  return [`${subject}: ${count}`, ...lines].join("\n");
}

/** The candidate nearest to `word` by edit distance, or null when none is close (more than half of it differs). */
export function nearestName(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(word.length / 2)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  return best;
}

/** Levenshtein distance by one rolling row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

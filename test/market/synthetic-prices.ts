// Seeded price series and jump times for tests: nothing here is real market data.

/** Uniform numbers in (0, 1): mulberry32 with two words for 53 bits. */
export function seededUniform(seed: number): () => number {
  let state = seed >>> 0;
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6) + 0.5) / 2 ** 53;
}

/** Standard normal by Box and Muller. */
export function seededNormal(uniform: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Times in (0, until] of a Hawkes process by Ogata's thinning. */
export function hawkesTimes(
  uniform: () => number,
  base: number,
  branching: number,
  decay: number,
  until: number,
): number[] {
  const times: number[] = [];
  let now = 0;
  let level = 0; // excitation just after `now`
  for (;;) {
    const bound = base + level;
    const wait = -Math.log(uniform()) / bound;
    now += wait;
    if (now > until) return times;
    level *= Math.exp(-decay * wait);
    if (uniform() * bound < base + level) {
      times.push(now);
      level += branching * decay;
    }
  }
}

/** CSV text of bars that open at the previous close. @param returns log return of each bar @param start epoch seconds */
export function csvOfReturns(returns: readonly number[], barSeconds: number, start = 1_600_000_200): string {
  const lines = ["t,open,high,low,close,volume"];
  let open = 100;
  for (const [i, r] of returns.entries()) {
    const close = open * Math.exp(r);
    lines.push(
      [start + i * barSeconds, open, Math.max(open, close), Math.min(open, close), close, 1 + (i % 7)].join(","),
    );
    open = close;
  }
  return `${lines.join("\n")}\n`;
}

/** A file record around a CSV text; the hash is that of nothing. */
export function priceFile(text: string, name = "prices.csv"): { name: string; sha256: string; text: string } {
  return { name, sha256: "0".repeat(64), text };
}

// What a report takes as studies grow: seconds and bytes of its HTML, and how far from linear the time is.
import { renderReport } from "../../src/report/report.ts";
import { metricTable } from "../../src/study/model.ts";
import { syntheticRecord } from "./synthetic-record.ts";
import { median, spread, table } from "./table.ts";

const TRIALS = [1_000, 10_000, 100_000] as const;
const GOALS = 3;
const ROUNDS = 3;

/** Prints a table for people, and last a line of JSON: seconds and bytes by number of trials. */
export function measureReport(): void {
  const rows: string[][] = [];
  const seconds: Record<number, number> = {};
  const bytes: Record<number, number> = {};
  let before: { readonly trials: number; readonly seconds: number } | null = null;
  for (const trials of TRIALS) {
    const record = syntheticRecord(trials, GOALS);
    const times: number[] = [];
    let html = "";
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      ({ html } = renderReport({ record, fans: null, stability: null, metricTable, reproduce: "" }));
      times.push((performance.now() - start) / 1000);
    }
    const middle = median(times);
    seconds[trials] = middle;
    bytes[trials] = Buffer.byteLength(html);
    const growth = before === null ? "" : `${(middle / before.seconds).toFixed(1)} for ${trials / before.trials}`;
    rows.push([trials.toLocaleString("en"), spread(times), `${(Buffer.byteLength(html) / 1e6).toFixed(2)} MB`, growth]);
    before = { trials, seconds: middle };
  }
  console.log(
    `Reports of invented studies: 9 parameters, ${GOALS} goals, racing, families, 8 workers; no fan charts, no stability`,
  );
  console.log(`seconds, median [least to most] of ${ROUNDS} rounds; growth: times longer for times the trials\n`);
  console.log(table([["trials", "seconds", "HTML", "growth"], ...rows]));
  console.log(JSON.stringify({ seconds, bytes }));
}

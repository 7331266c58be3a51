// What a reader of a market profile must know before using it: doubts about the data and about what the numbers mean.

import type { Findings } from "./findings.ts";
import { fewestForClustering } from "./jump-estimate.ts";
import type { Provenance } from "./price-history.ts";

/** A bar repeated so many times is more likely a frozen feed than a quiet market. */
const frozenRun = 3;

/** Notes in sentences, the data first. */
export function profileNotes(findings: Findings, data: { volatility: Provenance; jumps: Provenance }): string[] {
  const other = data.jumps !== data.volatility;
  return [
    ...dataNotes(data.volatility),
    ...(other ? dataNotes(data.jumps) : []),
    ...(other ? otherSourceNotes(findings) : []),
    ...clusteringNotes(findings),
    ...meaningNotes(findings),
  ];
}

function dataNotes({ files, gaps, gapSeconds, duplicates, frozen, longestFrozen }: Provenance): string[] {
  const what = files.length === 1 ? (files[0]?.name ?? "") : `${files.length} files from ${files[0]?.name}`;
  const notes: string[] = [];
  if (gaps > 0) notes.push(`${what}: gaps: ${gaps}, together ${days(gapSeconds)}; no return is formed across them.`);
  if (duplicates > 0) notes.push(`${what}: bars repeated exactly and dropped: ${duplicates}.`);
  if (longestFrozen >= frozenRun) {
    const run = `the longest run repeats ${longestFrozen} times`;
    notes.push(
      `${what}: ${frozen} bars repeat the one before in every price and in volume (${run}); a frozen feed looks calm.`,
    );
  }
  return notes;
}

function otherSourceNotes({ ownJumps }: Findings): string[] {
  const notes = [
    "Volatility and jumps come from different data: the rate of jumps is that of the jump data, and the volatility may hold moves that finer bars call jumps.",
  ];
  if (ownJumps !== null) {
    const size = `mean ${ownJumps.mean.value.toPrecision(3)}, deviation ${ownJumps.deviation.value.toPrecision(3)}`;
    const rate = (ownJumps.rate.value * 86_400).toPrecision(3);
    notes.push(
      `The volatility data by themselves hold ${ownJumps.count} jumps, ${rate} a day (${size}, at their own bar size).`,
    );
  }
  return notes;
}

function clusteringNotes({ jumps }: Findings): string[] {
  const { clustering, clustered, count } = jumps;
  if (clustering === null) {
    return [`Clustering was not fitted: ${count} jumps found, ${fewestForClustering} needed; branching is set to 0.`];
  }
  const notes: string[] = [];
  const test = `likelihood ratio ${clustering.likelihoodRatio.toFixed(1)}, p = ${clustering.pValue.toPrecision(2)}`;
  if (!clustered)
    notes.push(`Clustering is not significant (${test}); branching is set to 0 and the rate to the mean rate.`);
  if (clustered && clustering.atBorder) {
    notes.push("The decay is on the border of the range that the bars can show (a bar to a day): take it as a limit.");
  }
  return notes;
}

function meaningNotes({ volatility, jumps, sizeFactor }: Findings): string[] {
  const implied = Math.sqrt(volatility.diffusive.value ** 2 + sizeFactor ** 2 * jumps.varianceRate);
  const matched =
    sizeFactor === 1
      ? []
      : [
          `Jump sizes in values are ${sizeFactor.toPrecision(3)} times those measured, so that volatility and jumps together give the total volatility of the volatility data; a study of the measured windows sets the measured sizes.`,
        ];
  return [
    ...matched,
    `Volatility and jumps together imply ${implied.toPrecision(3)} per sqrt(year); the volatility data show ${volatility.total.value.toPrecision(3)}.`,
    "A jump is the whole move of its bar, and only moves above the threshold are seen: small jumps count as volatility.",
    "A rise of volatility faster than the local window also looks like jumps in a cluster; returns alone cannot tell the two apart.",
    "Double counting: observed moves already hold the liquidation cascades of their day, undivided by any amplification; a model that adds its own overstates risk unless its simulated mark is checked against observed moments.",
  ];
}

function days(seconds: number): string {
  return seconds < 86_400 ? `${(seconds / 3600).toPrecision(3)} h` : `${(seconds / 86_400).toPrecision(3)} d`;
}

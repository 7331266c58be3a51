// A market profile as YAML text, opening with a comment that says what the numbers are.
import { Document } from "yaml";
import { isoTime } from "./iso-time.ts";
import type { Provenance } from "./price-history.ts";
import type { MarketProfile } from "./profile.ts";

/** Text of a profile file. @param intent further sentences for the opening comment, or "" */
export function profileText(profile: MarketProfile, intent: string): string {
  const { provenance } = profile;
  const same = provenance.jumps === provenance.volatility;
  const document = new Document({
    name: profile.name,
    values: profile.values,
    estimates: profile.estimates.map((estimate) => ({ ...estimate })),
    methods: profile.methods,
    provenance: {
      volatility: provenanceRecord(provenance.volatility),
      jumps: same ? "as for volatility" : provenanceRecord(provenance.jumps),
    },
    notes: profile.notes,
  });
  document.commentBefore = opening(profile, intent)
    .map((line) => ` ${line}`)
    .join("\n");
  return document.toString({ lineWidth: 118 });
}

function opening({ name, provenance }: MarketProfile, intent: string): string[] {
  const { from, to, barSeconds } = provenance.volatility;
  const lines = [
    `Market profile "${name}": price volatility and jumps, calibrated by \`flyball calibrate\` on bars of ${barSeconds} s`,
    `from ${isoTime(from)} to ${isoTime(to)}. A study reads \`values\` (SI units); the rest says whence.`,
  ];
  if (provenance.jumps !== provenance.volatility) {
    const windows = provenance.jumps.files.length;
    lines.push(
      `Jumps come from ${windows} other file${windows === 1 ? "" : "s"}, bars of ${provenance.jumps.barSeconds} s; see the notes.`,
    );
  }
  return intent === "" ? lines : [...lines, ...wrapped(intent, 116)];
}

function provenanceRecord({ from, to, ...rest }: Provenance): Record<string, unknown> {
  return { ...rest, from: isoTime(from), to: isoTime(to) };
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

// From price histories to a market profile: estimates under our names, rounded, with methods, provenance and notes.
import type { Estimate } from "./estimate.ts";
import { type CalibrationOptions, type Findings, findMarket } from "./findings.ts";
import { localWindow } from "./jump-detection.ts";
import type { PriceHistory } from "./price-history.ts";
import type { MarketProfile, MarketValueName, NamedEstimate } from "./profile.ts";
import { profileNotes } from "./profile-notes.ts";

/** Excitation of a profile without clustering; it has no effect at branching 0 (specification, plant, section 1.2). */
const defaultDecay = 1 / 600;
/**
 * Throws UserError where the data are too few.
 * @param jumpPrices history that the jumps are taken from; the same object as `prices` unless it is another one
 */
export function calibrateMarket(
  prices: PriceHistory,
  jumpPrices: PriceHistory,
  options: CalibrationOptions,
): MarketProfile {
  const findings = findMarket(prices, jumpPrices, options);
  const provenance = { volatility: prices.provenance, jumps: jumpPrices.provenance };
  return {
    name: options.name,
    values: valuesOf(prices, findings),
    estimates: estimatesOf(findings),
    methods: methodsOf(findings, jumpPrices.provenance.barSeconds, options.rule),
    provenance,
    notes: profileNotes(findings, provenance),
  };
}

function valuesOf(prices: PriceHistory, { volatility, jumps, sizeFactor }: Findings): Record<MarketValueName, number> {
  const fit = jumps.clustered ? jumps.clustering : null;
  return {
    "price.initial": prices.stretches.at(-1)?.at(-1)?.close ?? Number.NaN,
    "price.volatility": sixDigits(volatility.diffusive.value),
    "jump.rate": sixDigits(fit?.base.value ?? jumps.rate.value),
    "jump.branching": sixDigits(fit?.branching.value ?? 0),
    "jump.decay": sixDigits(fit?.decay.value ?? defaultDecay),
    "jump.mean": sixDigits(sizeFactor * jumps.mean.value),
    "jump.deviation": sixDigits(sizeFactor * jumps.deviation.value),
  };
}

function estimatesOf({ volatility, jumps }: Findings): NamedEstimate[] {
  const fit = jumps.clustering;
  const clustering =
    fit === null
      ? []
      : [
          named("jump.rate", "1/s", fit.base),
          named("jump.branching", "jumps per jump", fit.branching),
          named("jump.decay", "1/s", fit.decay),
          named("likelihood ratio to Poisson", "", exact(fit.likelihoodRatio)),
          named("p-value of clustering", "", exact(fit.pValue)),
        ];
  return [
    named("price.volatility", "per sqrt(year), diffusive", volatility.diffusive),
    named("total volatility", "per sqrt(year)", volatility.total),
    named("jump share of variance", "by bipower variation of all returns", exact(volatility.jumpShare)),
    named("jumps found", "", exact(jumps.count)),
    named("time watched for jumps", "days", exact(jumps.watchedSeconds / 86_400)),
    named("mean jump rate", "1/s, excited jumps included", jumps.rate),
    named("mean jump rate per day", "1/day", perDay(jumps.rate)),
    named("jump.mean", "log, as measured", jumps.mean),
    named("jump.deviation", "log, as measured", jumps.deviation),
    ...clustering,
  ];
}

function methodsOf(findings: Findings, barSeconds: number, rule: CalibrationOptions["rule"]): MarketProfile["methods"] {
  const { volatility, jumps, detected } = findings;
  const limit = detected.threshold.toFixed(2);
  const window = localWindow(barSeconds);
  return {
    volatility:
      "bipower variation without the jumps found (diffusive), root mean square log return (total); year of 365 days",
    jumps:
      rule === "threshold"
        ? `|log return| above ${limit} local standard deviations; local bipower variation of the ${window} bars before (Lee-Mykland)`
        : `ratio test of realised to bipower variation by UTC day above ${limit}, largest returns first (Andersen-Bollerslev-Dobrev)`,
    clustering:
      jumps.clustering === null
        ? "none: too few jumps"
        : "Hawkes, exponential kernel, maximum likelihood; gaps are no exposure",
    standardErrors: `volatility: block bootstrap, blocks of ${volatility.blockBars} bars; jumps: moments; clustering: observed information`,
  };
}

function named(name: string, unit: string, { value, standardError }: Estimate): NamedEstimate {
  return {
    name,
    unit,
    value: sixDigits(value),
    standardError: standardError === null ? null : sixDigits(standardError),
  };
}

function exact(value: number): Estimate {
  return { value, standardError: null };
}

function perDay({ value, standardError }: Estimate): Estimate {
  return { value: value * 86_400, standardError: standardError === null ? null : standardError * 86_400 };
}

function sixDigits(value: number): number {
  return Number(value.toPrecision(6));
}

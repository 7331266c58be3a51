// Sensors that cost a look at the book, and forecasts: only where a loop reads them, and for traces of features.
import { bidsWithin, coverage, coverageFall, DENSITY_FALL, meanDensity } from "../../control/book-sensors.ts";
import { ewma, harLogVariance, linearForecast, logisticProbability } from "../../control/forecast.ts";
import { liquidationThreshold } from "../../market/book.ts";
import { exp, log } from "../../numeric/elementary.ts";
import { riskPrice } from "../../protocol/oracle.ts";
import { notionalBetween } from "./book.ts";
import {
  BASIS, BASIS_SENSOR, BOOK_DENSITY, COVERAGE, CRUNCH, DEPTH, DEPTH_BEFORE, DEPTH_RATIO, DRAWDOWN, FEATURES,
  FORECAST_SKEW, FORECAST_VOLATILITY, FUNDING, FUNDING_INDEX, INDEX_STRESS, INDEX_VARIANCE, INSURANCE_RATIO, LOG_INDEX,
  LOG_MARK, LOG_VARIANCES, MAINTENANCE, MARK_BEFORE, MOMENTUM, ROW, SENSORS, SKEW, SKEW_BEFORE, SKEW_LAGS, STRESS,
  WINDOW_VARIANCES,
} from "./layout.ts";
import { annualised, blockTime, depletion, initialVariance, inverseReference, markWeight, parameter, parameters, price0, YEAR } from "./plant.ts";

const WINDOWS: usize = 4;
const LAGS: usize = 6;
const CRUNCH_FEATURES: i32 = 13;
const DEPTH_SLOPE: usize = FEATURES + 4 * ROW;
const SKEW_VELOCITY: usize = FEATURES + 8 * ROW;
const SLOPE_TIME: f64 = 300;
const SKEW_SAMPLING: f64 = 600;
const LEAST_VARIANCE: f64 = 1e-12; // of a price that stands still, so that its log is finite

/** Whether any of what follows is wanted. */
export let looksAhead: bool = false;
let wantsBook: bool = false;
let wantsWindows: bool = false;
let wantsLags: bool = false;
let wantsFeatures: bool = false;
let forecastsVolatility: bool = false;
let forecastsSkew: bool = false;
let forecastsCrunch: bool = false;

let every: i32 = 1; // blocks between two looks
let samplingBlocks: i32 = 1; // blocks between two samples of the skew
let slopeKeep: f64 = 0;
// Memory per block of the four running variances. Their time constant is half a window: the mean age of what they
// average is that of a window's mean.
let keep0: f64 = 0;
let keep1: f64 = 0;
let keep2: f64 = 0;
let keep3: f64 = 0;

// @ts-ignore: decorator
@inline
function reads(sensors: i32, row: usize): bool {
  return (sensors & (1 << <i32>((row - SENSORS) / ROW))) != 0;
}

/** True where a coefficient of the forecaster is not zero. */
function isFitted(first: usize, count: usize): bool {
  for (let i: usize = 0; i < count; i++) if (parameter(first + (i << 3)) != 0) return true;
  return false;
}

/** @param sensors bit per sensor that a loop reads  @param traced whether features are traced */
export function useForecasts(sensors: i32, traced: bool): void {
  forecastsVolatility = reads(sensors, FORECAST_VOLATILITY) && isFitted(slot("forecast.varianceIntercept"), 5);
  forecastsSkew = reads(sensors, FORECAST_SKEW) && isFitted(slot("forecast.skewIntercept"), 7);
  forecastsCrunch = reads(sensors, CRUNCH) && isFitted(slot("crunch.intercept"), 14);
  wantsWindows = traced || forecastsVolatility;
  wantsLags = traced || forecastsSkew;
  wantsFeatures = traced || forecastsCrunch;
  wantsBook = wantsFeatures || reads(sensors, COVERAGE) || reads(sensors, BOOK_DENSITY);
  looksAhead = wantsWindows || wantsLags || wantsBook;
  every = <i32>parameter(slot("sensors.bookEvery"));
  samplingBlocks = <i32>max<f64>(1, nearest(SKEW_SAMPLING / blockTime));
  slopeKeep = exp(-blockTime / SLOPE_TIME);
  keep0 = exp(-blockTime / 300);
  keep1 = exp(-blockTime / 1800);
  keep2 = exp(-blockTime / 10800);
  keep3 = exp(-blockTime / 43200);
}

/** State of a lane before the first block, and what it reads then; its book is open and its other sensors are set. */
export function resetForecasts(s: usize, lane: usize): void {
  for (let i: usize = 0; i < WINDOWS; i++) store<f64>(s + i * ROW, initialVariance(), WINDOW_VARIANCES);
  for (let i: usize = 0; i < LAGS; i++) store<f64>(s + i * ROW, load<f64>(s, SKEW), SKEW_LAGS);
  store<f64>(s, load<f64>(s, DEPTH_RATIO), DEPTH_BEFORE);
  store<f64>(s, load<f64>(s, SKEW), SKEW_BEFORE);
  if (wantsBook) readBook(s, lane);
  if (wantsWindows) forecastVolatility(s);
  if (wantsLags) forecastSkew(s);
  if (wantsFeatures) forecastCrunch(s);
}

/** One lane after the sensors of block k. */
export function lookAhead(s: usize, lane: usize, k: i32): void {
  const due = k % every == 0;
  if (wantsBook && due) readBook(s, lane);
  if (wantsWindows) averageWindows(s);
  if (wantsWindows && due) forecastVolatility(s);
  if (wantsLags && k % samplingBlocks == 0) forecastSkew(s);
  if (wantsFeatures) followSlopes(s);
  if (wantsFeatures && due) forecastCrunch(s);
}

function readBook(s: usize, lane: usize): void {
  const price = riskPrice(price0, load<f64>(s, LOG_INDEX), load<f64>(s, BASIS), markWeight);
  const depth = load<f64>(s, DEPTH);
  const fall = coverageFall(annualised(load<f64>(s, INDEX_VARIANCE)));
  store<f64>(s, coverage(bidsWithin(depth, depletion, fall), liquidatable(s, lane, price, fall)), COVERAGE);
  store<f64>(s, meanDensity(liquidatable(s, lane, price, DENSITY_FALL), depth), BOOK_DENSITY);
}

/** USD of longs that a log fall of the risk price from `price` makes liquidatable, those that are so already included. */
function liquidatable(s: usize, lane: usize, price: f64, fall: f64): f64 {
  const threshold = liquidationThreshold(1, price * exp(-fall), load<f64>(s, FUNDING_INDEX), load<f64>(s, MAINTENANCE));
  return notionalBetween(lane, 0, threshold, Infinity, price);
}

function averageWindows(s: usize): void {
  const change = load<f64>(s, LOG_MARK) - load<f64>(s, MARK_BEFORE);
  const rate = (change * change) / blockTime;
  store<f64>(s, load<f64>(s, LOG_MARK), MARK_BEFORE);
  average(s + WINDOW_VARIANCES, keep0, rate);
  average(s + WINDOW_VARIANCES + ROW, keep1, rate);
  average(s + WINDOW_VARIANCES + 2 * ROW, keep2, rate);
  average(s + WINDOW_VARIANCES + 3 * ROW, keep3, rate);
}

// @ts-ignore: decorator
@inline
function average(address: usize, keep: f64, value: f64): void {
  store<f64>(address, ewma(load<f64>(address), keep, value));
}

function forecastVolatility(s: usize): void {
  for (let i: usize = 0; i < WINDOWS; i++) {
    const variance = load<f64>(s + i * ROW, WINDOW_VARIANCES) * YEAR;
    store<f64>(s + i * ROW, log(max(LEAST_VARIANCE, variance)), LOG_VARIANCES);
  }
  if (!forecastsVolatility) return;
  const coming = harLogVariance(
    parameter(slot("forecast.varianceIntercept")), parameter(slot("forecast.varianceTenMinutes")), parameter(slot("forecast.varianceHour")),
    parameter(slot("forecast.varianceSixHours")), parameter(slot("forecast.varianceDay")),
    load<f64>(s, LOG_VARIANCES), load<f64>(s + ROW, LOG_VARIANCES), load<f64>(s + 2 * ROW, LOG_VARIANCES), load<f64>(s + 3 * ROW, LOG_VARIANCES),
  );
  store<f64>(s, max<f64>(0, exp(0.5 * coming) * inverseReference - 1), FORECAST_VOLATILITY);
}

function forecastSkew(s: usize): void {
  for (let i: usize = LAGS - 1; i > 0; i--) store<f64>(s + i * ROW, load<f64>(s + (i - 1) * ROW, SKEW_LAGS), SKEW_LAGS);
  store<f64>(s, load<f64>(s, SKEW), SKEW_LAGS);
  if (forecastsSkew) store<f64>(s, linearForecast(<i32>(parameters + slot("forecast.skewIntercept")), <i32>(s + SKEW_LAGS), <i32>ROW, <i32>LAGS), FORECAST_SKEW);
}

/** Changes per five minutes, smoothed over as long. */
function followSlopes(s: usize): void {
  const scale = SLOPE_TIME / blockTime;
  average(s + DEPTH_SLOPE, slopeKeep, scale * (load<f64>(s, DEPTH_RATIO) - load<f64>(s, DEPTH_BEFORE)));
  average(s + SKEW_VELOCITY, slopeKeep, scale * (load<f64>(s, SKEW) - load<f64>(s, SKEW_BEFORE)));
  store<f64>(s, load<f64>(s, DEPTH_RATIO), DEPTH_BEFORE);
  store<f64>(s, load<f64>(s, SKEW), SKEW_BEFORE);
}

/** Features in the order of control/forecast-parameters.ts; the two slopes are in their places already. */
function forecastCrunch(s: usize): void {
  const f = s + FEATURES;
  store<f64>(f, load<f64>(s, COVERAGE));
  store<f64>(f, load<f64>(s, BOOK_DENSITY), ROW);
  store<f64>(f, load<f64>(s, BASIS_SENSOR), 2 * ROW);
  store<f64>(f, load<f64>(s, DEPTH_RATIO), 3 * ROW);
  store<f64>(f, load<f64>(s, STRESS), 5 * ROW);
  store<f64>(f, load<f64>(s, INDEX_STRESS), 6 * ROW);
  store<f64>(f, abs(load<f64>(s, SKEW)), 7 * ROW);
  store<f64>(f, load<f64>(s, INSURANCE_RATIO), 9 * ROW);
  store<f64>(f, load<f64>(s, FUNDING), 10 * ROW);
  store<f64>(f, load<f64>(s, DRAWDOWN), 11 * ROW);
  store<f64>(f, load<f64>(s, MOMENTUM), 12 * ROW);
  if (!forecastsCrunch) return;
  const score = linearForecast(<i32>(parameters + slot("crunch.intercept")), <i32>f, <i32>ROW, CRUNCH_FEATURES);
  store<f64>(s, logisticProbability(score), CRUNCH);
}

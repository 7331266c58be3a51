// The layers of a study's values: its protocol below its market below its forecasters below what it sets itself.
import { dirname, resolve } from "node:path";
import { plantValues } from "../protocol/normalised.ts";
import { attempt, type Findings } from "./findings.ts";
import { readForecast } from "./forecast-file.ts";
import { readMarket } from "./market-file.ts";
import type { Model } from "./model.ts";
import { readProtocol } from "./protocol-file.ts";
import type { StudyInput } from "./study-schema.ts";
import { type Layer, layeredValues } from "./values.ts";

/** Values from the command line, above everything else: texts by parameter name. */
export type Overrides = Readonly<Record<string, string>>;

/** Lowest first. */
export function layersOf(
  path: string,
  input: StudyInput,
  overrides: Overrides,
  model: Model,
  findings: Findings,
): Layer[] {
  const set = defined(input.set);
  const market = profileLayer(path, "market", input.market, readMarket, findings);
  const forecast = profileLayer(path, "forecast", input.forecast, readForecast, findings);
  const own: Layer[] = [
    { origin: "set", place: "set > ", values: set },
    { origin: "set", place: "--set ", values: overrides },
  ];
  const price = layeredValues(model.parameters, [...market, ...own]).values["price.initial"] ?? Number.NaN;
  return [...protocolLayer(path, input.protocol, price, model, findings), ...market, ...forecast, ...own];
}

type Profile = Pick<Layer, "values"> & { readonly hash: string };

/** The values of a profile that the study names under the key `origin`. */
function profileLayer(
  path: string,
  origin: "market" | "forecast",
  name: string | undefined,
  read: (path: string) => Profile,
  findings: Findings,
): Layer[] {
  if (name === undefined) return [];
  const layers: Layer[] = [];
  attempt(`${origin} (${name})`, findings.problems, () => {
    const { values, hash } = read(resolve(dirname(path), name));
    findings.dataHashes[name] = hash;
    layers.push({ origin, place: `${origin} (${name}) > values > `, values });
  });
  return layers;
}

function protocolLayer(
  path: string,
  name: string | undefined,
  price: number,
  model: Model,
  findings: Findings,
): Layer[] {
  if (name === undefined) return [];
  const layers: Layer[] = [];
  attempt(`protocol (${name})`, findings.problems, () => {
    const names = model.parameters.map((row) => row.name);
    const { protocol, hash } = readProtocol(resolve(dirname(path), name), names);
    findings.dataHashes[name] = hash;
    layers.push({ origin: "protocol", place: `protocol (${name}) > `, values: plantValues(protocol, price) });
  });
  return layers;
}

function defined(set: Readonly<Record<string, number | string | undefined>>): Record<string, number | string> {
  const entries = Object.entries(set).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return Object.fromEntries(entries);
}

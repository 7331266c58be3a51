// The five loops of the control layer: one table each, with the bounds and starting values of its actuator.
import { inChannel, type Parameter } from "../numeric/parameter.ts";
import { loopParameters } from "./loop-parameters.ts";
import { scheduleNodes } from "./schedule.ts";
import { sensorNames } from "./sensors.ts";

/** Loops in the order of the kernel's command cells. */
export const channelNames = ["margin", "maintenance", "funding", "depth", "cap"] as const;

export type Channel = (typeof channelNames)[number];

interface ChannelTable {
  readonly channel: Channel;
  /** What the output is, with its unit in brackets. */
  readonly output: string;
  readonly unit: string;
  /** Output at rest, and the range of what a schedule may ask for. */
  readonly rest: number;
  readonly range: readonly [number, number];
  /** Starting values that differ from the shared table. */
  readonly initial: Readonly<Record<string, number>>;
  /** Search bounds that differ from the shared table. */
  readonly bounds: Readonly<Record<string, readonly [number, number]>>;
}

const sensor = (name: (typeof sensorNames)[number]): number => sensorNames.indexOf(name);

/** u1..u5 of the specification, control 3.2. Bounds of the outputs are those of the benchmark controller. */
const channelTables: readonly ChannelTable[] = [
  {
    channel: "margin",
    output: "initial margin of new positions",
    unit: "fraction",
    rest: 0.05,
    range: [0.001, 1],
    initial: { min: 0, max: 0.1, sensor: sensor("volatility"), feedForwardSensor: sensor("indexVolatility") },
    bounds: { max: [0.02, 1], stressRise: [0, 10] },
  },
  {
    channel: "maintenance",
    output: "maintenance margin of all positions",
    unit: "fraction",
    rest: 0.025,
    range: [0.0005, 1],
    initial: { min: 0, sensor: sensor("volatility"), feedForwardSensor: sensor("indexVolatility") },
    bounds: { stressRise: [0, 2] },
  },
  {
    channel: "funding",
    output: "funding rate",
    unit: "1/day",
    rest: 0,
    range: [-1, 1],
    initial: { min: -0.05, max: 0.05, integralLimit: 0.05, sensor: sensor("skew"), feedForwardSensor: sensor("basis") },
    bounds: { kp: [0, 2], ki: [0, 10], feedForward: [0, 50], max: [0, 1] },
  },
  {
    channel: "depth",
    output: "depth incentive",
    unit: "multiple",
    rest: 1,
    range: [0, 5],
    initial: { min: 0, max: 2, sensor: sensor("depth"), feedForwardSensor: sensor("indexVolatility") },
    bounds: { max: [1, 5], stressRise: [0, 10] },
  },
  {
    channel: "cap",
    output: "liquidation cap per side and block",
    unit: "share of depth",
    rest: 0.01,
    range: [1e-5, 1],
    initial: { min: 0.001, sensor: sensor("volatility"), feedForwardSensor: sensor("momentum") },
    bounds: { min: [1e-5, 0.1], stressRelief: [0, 100] },
  },
];

const nodeNames: ReadonlySet<string> = new Set(scheduleNodes.map((row) => row.name));

/** Parameters of every loop, in the kernel's order. */
export const channelParameters: readonly Parameter[] = channelTables.flatMap(
  ({ channel, output, unit, rest, range, initial, bounds }) =>
    inChannel(channel, loopParameters).map((row, index) => {
      const name = loopParameters[index]?.name ?? "";
      const node = nodeNames.has(name);
      const [min, max] = bounds[name] ?? (node ? range : [row.min, row.max]);
      const start = initial[name] ?? (node ? rest : row.initial);
      const words = `${row.meaning} Loop output u: ${output}.`;
      return { ...row, unit: row.unit.replace(/^u(?![a-z])/, unit), min, max, initial: start, meaning: words };
    }),
);

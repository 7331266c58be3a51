// The five loops of the control layer: one PID table each, with the bounds and starting values of its actuator.
import { inChannel, type Parameter } from "../numeric/parameter.ts";
import { pidParameters } from "./pid.ts";
import { sensorNames } from "./sensors.ts";

/** Loops in the order of the kernel's command cells. */
export const channelNames = ["margin", "maintenance", "funding", "depth", "cap"] as const;

export type Channel = (typeof channelNames)[number];

interface ChannelTable {
  readonly channel: Channel;
  /** What the output is, with its unit in brackets. */
  readonly output: string;
  readonly unit: string;
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
    initial: { min: 0, max: 0.1, sensor: sensor("volatility"), feedForwardSensor: sensor("indexVolatility") },
    bounds: { max: [0.02, 1], stressRise: [0, 10] },
  },
  {
    channel: "maintenance",
    output: "maintenance margin of all positions",
    unit: "fraction",
    initial: { min: 0, sensor: sensor("volatility"), feedForwardSensor: sensor("indexVolatility") },
    bounds: { stressRise: [0, 2] },
  },
  {
    channel: "funding",
    output: "funding rate",
    unit: "1/day",
    initial: { min: -0.05, max: 0.05, integralLimit: 0.05, sensor: sensor("skew"), feedForwardSensor: sensor("basis") },
    bounds: { kp: [0, 2], ki: [0, 10], feedForward: [0, 50], max: [0, 1] },
  },
  {
    channel: "depth",
    output: "depth incentive",
    unit: "multiple",
    initial: { min: 0, max: 2, sensor: sensor("depth"), feedForwardSensor: sensor("indexVolatility") },
    bounds: { max: [1, 5], stressRise: [0, 10] },
  },
  {
    channel: "cap",
    output: "liquidation cap per side and block",
    unit: "share of depth",
    initial: { min: 0.001, sensor: sensor("volatility"), feedForwardSensor: sensor("momentum") },
    bounds: { min: [1e-5, 0.1], stressRelief: [0, 100] },
  },
];

/** Parameters of every loop, in the kernel's order. */
export const channelParameters: readonly Parameter[] = channelTables.flatMap(
  ({ channel, output, unit, initial, bounds }) =>
    inChannel(channel, pidParameters).map((row, index) => {
      const name = pidParameters[index]?.name ?? "";
      const [min, max] = bounds[name] ?? [row.min, row.max];
      const start = initial[name] ?? row.initial;
      const words = `${row.meaning} Loop output u: ${output}.`;
      return { ...row, unit: row.unit.replace(/^u(?![a-z])/, unit), min, max, initial: start, meaning: words };
    }),
);

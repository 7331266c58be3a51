// The control layer as a library: the loops' law as pure functions of numbers, and the tables of their parameters.
//
// A loop reads one sensor a block and moves one actuator. All values are in SI units; a rate is per day where its unit
// says so.
export type { Parameter, Scale } from "../numeric/parameter.ts";
export { type Channel, channelNames, channelParameters } from "./channels.ts";
export { pidDerivative, pidIntegral, pidParameters, stressedBase, unwound } from "./pid.ts";
export { type Sensor, sensorNames, sensorParameters } from "./sensors.ts";

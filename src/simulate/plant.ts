// A plant ready to be simulated: one shared memory with the scenario set of a seed family, and a simulator per thread.
import { TAIL_NUMBERS } from "./compensator-tail.ts";
import { type FeatureName, featureNames } from "./features.ts";
import { instantiate, type KernelExports, type KernelMemory, type KernelModule } from "./module.ts";
import { type Outcomes, outcomeNames } from "./outcome.ts";
import { parameterNamed, parameters, slotOf } from "./parameters.ts";
import { type Trace, traceNames } from "./trace.ts";

/** Paths the kernel advances together. */
const LANES = 8;
/** First bytes of the memory belong to the kernel's own data. */
const RESERVED = 1024;
const PAGE = 65536;
/** Bytes that a thread's vector takes with its tail. */
const VECTOR_BYTES = aligned((parameters.length + TAIL_NUMBERS) * 8);

/** Which random numbers: every path of every stream has its own address under the seed. */
export interface ScenarioFamily {
  /** 32-bit word. */
  readonly seed: number;
  readonly paths: number;
}

/** Byte offsets into the shared memory. */
interface Layout {
  readonly vectors: number;
  readonly scenario: number;
  readonly scratch: number;
  readonly scratchBytes: number;
  readonly outcomes: number;
  readonly end: number;
}

/** Plain object: it can be sent to a worker as it is; the memory is shared, not copied. */
export interface Plant {
  readonly memory: KernelMemory;
  readonly layout: Layout;
  readonly family: ScenarioFamily;
  readonly blocks: number;
  readonly slots: number;
  readonly workers: number;
}

/** A run of paths; both numbers count paths, and the first is a multiple of eight. */
export interface PathRange {
  readonly first: number;
  readonly count: number;
}

export interface Simulator {
  /**
   * Outcomes of the paths of a range, every path of the family where none is given, under the parameter vector, with or
   * without a tail; a fresh copy. A path has the same outcomes in every range and in every family with its seed.
   */
  run(vector: Float64Array, range?: PathRange): Outcomes;
  /** The same, without copying: the array is overwritten by the next run. For timing. */
  play(vector: Float64Array, first: number, count: number): Float64Array;
  /** Every path's state at the end of blocks 0, stride, 2 stride, ... */
  trace(vector: Float64Array, stride: number): Trace;
  /**
   * What the forecasters see on the same paths at the same blocks. The sensors that look through the book are read every
   * `sensors.bookEvery` blocks.
   */
  features(vector: Float64Array, stride: number): Trace<FeatureName>;
}

/**
 * Allocates the shared memory and generates the scenario set once.
 * Horizon, book size and everything the world decides are taken from `vector`; a candidate may not change them.
 * @param workers threads that will open the plant
 */
export function createPlant(
  module: KernelModule,
  vector: Float64Array,
  family: ScenarioFamily,
  workers: number,
): Plant {
  const sizes = measure(module, vector);
  const groups = Math.ceil(family.paths / LANES);
  const layout = layOut(sizes, groups, workers);
  const pages = Math.ceil(layout.end / PAGE);
  if (pages > PAGE)
    throw new RangeError(`the scenario set needs ${Math.ceil(layout.end / 2 ** 30)} GiB; the limit is 4`);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: PAGE, shared: true });
  const kernel = instantiate(module, memory);
  new Float64Array(memory.buffer, layout.vectors, vector.length).set(vector);
  kernel.generate(layout.vectors, layout.scenario, family.seed, 0, groups);
  const blocks = at(vector, "time.blocks");
  return { memory, layout, family, blocks, slots: at(vector, "book.slots"), workers };
}

/** A simulator for one thread; `worker` is its number, below `plant.workers`. */
export function openPlant(module: KernelModule, plant: Plant, worker: number): Simulator {
  if (worker < 0 || worker >= plant.workers) throw new RangeError(`worker ${worker} of ${plant.workers}`);
  const kernel = instantiate(module, plant.memory);
  return {
    run: (vector, { first, count } = { first: 0, count: plant.family.paths }) => {
      const values = play(kernel, plant, worker, vector, first, count);
      return { paths: count, values: values.slice() };
    },
    play: (vector, first, count) => play(kernel, plant, worker, vector, first, count),
    trace: (vector, stride) => traced(kernel, plant, worker, { vector, stride, names: traceNames, features: false }),
    features: (vector, stride) =>
      traced(kernel, plant, worker, { vector, stride, names: featureNames, features: true }),
  };
}

/** Bytes that a plant of this size will take, without making it. */
export function plantBytes(module: KernelModule, vector: Float64Array, paths: number, workers: number): number {
  return layOut(measure(module, vector), Math.ceil(paths / LANES), workers).end;
}

interface Sizes {
  readonly scenario: number;
  readonly scratch: number;
}

/** Bytes per scenario group and per thread. The kernel counts those of one block: of all they may not fit 32 bits. */
function measure(module: KernelModule, vector: Float64Array): Sizes {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE, shared: true });
  const kernel = instantiate(module, memory);
  const one = withLongestDelays(vector);
  one[slotOf("time.blocks") ?? -1] = 1;
  new Float64Array(memory.buffer, RESERVED, one.length).set(one);
  const blocks = at(vector, "time.blocks");
  return { scenario: blocks * (kernel.scenarioBytes(RESERVED) >>> 0), scratch: kernel.scratchBytes(RESERVED) >>> 0 };
}

/** The delays that a candidate may choose at their longest, so that the scratch has room for every candidate. */
function withLongestDelays(vector: Float64Array): Float64Array {
  const longest = vector.slice();
  for (const name of ["delay.oracle", "delay.keeper", "delay.command"])
    longest[slotOf(name) ?? -1] = parameterNamed(name)?.max ?? Number.NaN;
  return longest;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}

function layOut(sizes: Sizes, groups: number, workers: number): Layout {
  const vectors = RESERVED;
  const scratch = vectors + workers * VECTOR_BYTES;
  const scratchBytes = aligned(sizes.scratch);
  const outcomes = scratch + workers * scratchBytes;
  const scenario = outcomes + workers * aligned(groups * LANES * outcomeNames.length * 8);
  return { vectors, scratch, scratchBytes, outcomes, scenario, end: scenario + groups * sizes.scenario };
}

function at(vector: Float64Array, name: string): number {
  return vector[slotOf(name) ?? -1] ?? Number.NaN;
}

/** Copies the vector into the thread's place, after checking that the candidate left the scenario set alone. */
function placeVector(kernel: KernelExports, plant: Plant, worker: number, vector: Float64Array): number {
  const tail = vector.length - parameters.length;
  if (
    (tail !== 0 && tail !== TAIL_NUMBERS) ||
    at(vector, "time.blocks") !== plant.blocks ||
    at(vector, "book.slots") !== plant.slots
  )
    throw new RangeError("the parameter vector does not belong to this plant: horizon or book size differ");
  const address = plant.layout.vectors + worker * VECTOR_BYTES;
  const place = new Float64Array(plant.memory.buffer, address, parameters.length + TAIL_NUMBERS);
  place.set(vector);
  if (tail === 0) place.fill(0, vector.length); // no compensators
  if (kernel.scratchBytes(address) >>> 0 > plant.layout.scratchBytes)
    throw new RangeError("the parameter vector does not belong to this plant: arbitrage.delay differs");
  return address;
}

function play(
  kernel: KernelExports,
  plant: Plant,
  worker: number,
  vector: Float64Array,
  first: number,
  count: number,
): Float64Array {
  const { layout, family } = plant;
  if (first % LANES !== 0 || first < 0 || first + count > family.paths)
    throw new RangeError(
      `paths ${first} to ${first + count} of ${family.paths}: a range starts at a multiple of ${LANES}`,
    );
  const address = placeVector(kernel, plant, worker, vector);
  const width = outcomeNames.length;
  const groups = Math.ceil(family.paths / LANES);
  const out = layout.outcomes + worker * aligned(groups * LANES * width * 8);
  const scratch = layout.scratch + worker * layout.scratchBytes;
  kernel.simulate(address, layout.scenario, scratch, family.seed, first, count, out, width, 0, 1, false);
  return new Float64Array(plant.memory.buffer, out, count * width);
}

/** What is traced, and how often. */
interface Tracing<Name> {
  readonly vector: Float64Array;
  readonly stride: number;
  readonly names: readonly Name[];
  readonly features: boolean;
}

/** Traces need room after everything else; the memory grows by what they take, and simulators find it by the buffer. */
function traced<Name extends string>(
  kernel: KernelExports,
  plant: Plant,
  worker: number,
  { vector, stride, names, features }: Tracing<Name>,
): Trace<Name> {
  const { layout, family, memory } = plant;
  const rows = Math.ceil(plant.blocks / stride);
  const cells = family.paths * rows * names.length;
  const start = memory.buffer.byteLength;
  memory.grow(Math.ceil((cells * 8) / PAGE));
  const address = placeVector(kernel, plant, worker, vector);
  const groups = Math.ceil(family.paths / LANES);
  const width = outcomeNames.length;
  const out = layout.outcomes + worker * aligned(groups * LANES * width * 8);
  const scratch = layout.scratch + worker * layout.scratchBytes;
  kernel.simulate(address, layout.scenario, scratch, family.seed, 0, family.paths, out, width, start, stride, features);
  const values = new Float64Array(memory.buffer, start, cells).slice();
  return { names, blocks: Array.from({ length: rows }, (_, i) => i * stride), paths: family.paths, values };
}

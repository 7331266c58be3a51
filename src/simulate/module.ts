// The compiled kernel and what it exports.
import type { loopStep } from "../control/loop.ts";
import { kernelBase64 } from "./generated/kernel.ts";

// The published types name no WebAssembly type: a program without a browser's library has none.
/** The compiled kernel; opaque, and it can be sent to a worker. */
export type KernelModule = object;

/** The memory that the threads of a plant share. */
export interface KernelMemory {
  readonly buffer: SharedArrayBuffer;
  /** Adds pages of 64 KiB; returns the former number of pages. */
  grow(pages: number): number;
}

/** Exports of the kernel; addresses are byte offsets into the shared memory. */
export interface KernelExports {
  exp(x: number): number;
  /** The two-lane exponential, for |x| <= 700. */
  expOfPair(x: number): number;
  expm1(x: number): number;
  log(x: number): number;
  log1p(x: number): number;
  normalQuantile(u: number): number;
  poissonQuantile(u: number, rate: number): number;
  uniformAt(seed: number, path: number, stream: number, block: number, index: number): number;
  /** One block of one loop at any addresses. */
  readonly loopStep: typeof loopStep;
  scenarioBytes(vector: number): number;
  scratchBytes(vector: number): number;
  generate(vector: number, scenario: number, seed: number, firstPath: number, groups: number): void;
  simulate(
    vector: number,
    scenario: number,
    scratch: number,
    seed: number,
    first: number,
    count: number,
    out: number,
    width: number,
    trace: number,
    stride: number,
    features: boolean,
  ): void;
}

let compiled: KernelModule | null = null;

/** The kernel, compiled once per process. */
export function kernelModule(): KernelModule {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernelBase64), (c) => c.charCodeAt(0)));
  return compiled;
}

/** A kernel working on `memory`. */
export function instantiate(module: KernelModule, memory: KernelMemory): KernelExports {
  const instance = new WebAssembly.Instance(module, { env: { memory, abort } });
  return instance.exports as unknown as KernelExports; // the parse boundary between WebAssembly and TypeScript
}

function abort(): never {
  throw new Error("the simulation kernel aborted");
}

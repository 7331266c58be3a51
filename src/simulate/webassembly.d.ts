// The part of the WebAssembly interface that the host of the kernel uses (the ES library has none without a browser's).
declare namespace WebAssembly {
  interface MemoryDescriptor {
    initial: number;
    maximum?: number;
    shared?: boolean;
  }
  class Memory {
    constructor(descriptor: MemoryDescriptor);
    readonly buffer: SharedArrayBuffer;
    /** Adds pages of 64 KiB; returns the former number of pages. */
    grow(pages: number): number;
  }
  const Module: { new (bytes: Uint8Array): object };
  class Instance {
    constructor(module: object, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
}

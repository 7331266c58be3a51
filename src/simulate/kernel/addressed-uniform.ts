// WebAssembly twin of `numeric/addressed-uniform.ts`: the kernel's own Philox. The import is seen from `numeric/`.
import { uniform } from "../simulate/kernel/philox.ts";

export function addressedUniform(seed: i32, path: i32, stream: i32, block: i32, index: i32): f64 {
  return uniform(<u32>seed, <u32>path, <u32>stream, <u32>block, <u32>index);
}

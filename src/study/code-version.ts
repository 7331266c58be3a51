// What a record says of the code that made it: package version and hash of the sources, written by the kernel build.
export { codeVersion } from "./generated/version.ts";

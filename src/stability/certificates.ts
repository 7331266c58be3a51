// Certificates of a parameter set: numbers that need no path, so that a search can refuse a candidate before it is played.
import { CERTIFICATE_LIMIT, type Certificate } from "./certificate-table.ts";
import { foldDistance } from "./fold.ts";
import { openingBook } from "./venue-book.ts";
import { fastCascade } from "./venue-cascade.ts";

export const certificates: readonly Certificate[] = [
  {
    name: "foldDistance",
    unit: "log",
    better: "higher",
    meaning: "Smallest sudden fall, as a log, after which the liquidation cascade of the book at rest runs away.",
    evaluate: (vector) => bounded(foldDistance(fastCascade(vector, openingBook(vector)), 0).distance),
  },
];

function bounded(value: number): number {
  return Math.min(CERTIFICATE_LIMIT, Math.max(-CERTIFICATE_LIMIT, value));
}

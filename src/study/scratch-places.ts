// Which thread may use which scratch area of a shared plant: a table of locks that threads claim and give back.

/** One cell per area: 0 is free, any other number is the task that holds it. */
export function createPlaces(areas: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * areas));
}

/** Claims a free area for `task` (> 0), trying `favourite` first. There is one for every thread, so it never waits. */
export function claimPlace(places: Int32Array, task: number, favourite: number): number {
  for (let step = 0; step < places.length; step++) {
    const area = (favourite + step) % places.length;
    if (Atomics.compareExchange(places, area, 0, task) === 0) return area;
  }
  throw new Error("no scratch area is free: more threads than areas");
}

export function freePlace(places: Int32Array, area: number): void {
  Atomics.store(places, area, 0);
}

/** Frees what the task of a dead thread still holds. */
export function freeTask(places: Int32Array, task: number): void {
  for (let area = 0; area < places.length; area++) Atomics.compareExchange(places, area, task, 0);
}

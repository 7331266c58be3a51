// Which positions a block liquidates: one comparison per side, and only when it fires a look at the keys.
import { ROW } from "./layout.ts";

/** Scratch for the crossed keys of one side: a heap of (key, slot) with the highest key on top, ties by lower slot. */
export let heapKeys: usize = 0;
export let heapSlots: usize = 0;
export let heapSize: i32 = 0;
/** Highest key below the threshold after a scan. */
export let highestBelow: f64 = -Infinity;

export function useHeap(keys: usize, slotNumbers: usize): void {
  heapKeys = keys;
  heapSlots = slotNumbers;
}

// @ts-ignore: decorator
@inline
function keyAt(i: i32): f64 {
  return load<f64>(heapKeys + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
function slotAt(i: i32): i32 {
  return load<i32>(heapSlots + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline
function before(keyA: f64, slotA: i32, keyB: f64, slotB: i32): bool {
  return keyA > keyB || (keyA == keyB && slotA < slotB);
}

// @ts-ignore: decorator
@inline
function put(i: i32, key: f64, slotNumber: i32): void {
  store<f64>(heapKeys + (<usize>i << 3), key);
  store<i32>(heapSlots + (<usize>i << 2), slotNumber);
}

function siftDown(start: i32): void {
  const key = keyAt(start);
  const slotNumber = slotAt(start);
  let i = start;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heapSize) break;
    if (child + 1 < heapSize && before(keyAt(child + 1), slotAt(child + 1), keyAt(child), slotAt(child))) child++;
    if (!before(keyAt(child), slotAt(child), key, slotNumber)) break;
    put(i, keyAt(child), slotAt(child));
    i = child;
  }
  put(i, key, slotNumber);
}

/** Gathers the keys at or above the threshold; `count` is even (padded with -Infinity). Two keys per comparison. */
export function scan(keys: usize, count: i32, threshold: f64): void {
  const limit = f64x2.splat(threshold);
  const none = f64x2.splat(-Infinity);
  let highest = none;
  heapSize = 0;
  for (let i = 0; i < count; i += 2) {
    const pair = v128.load(keys + (<usize>i << 3));
    const crossed = f64x2.ge(pair, limit);
    highest = f64x2.pmax(highest, v128.bitselect(none, pair, crossed));
    const mask = i64x2.bitmask(crossed);
    if (mask == 0) continue;
    if (mask & 1) put(heapSize++, f64x2.extract_lane(pair, 0), i);
    if (mask & 2) put(heapSize++, f64x2.extract_lane(pair, 1), i + 1);
  }
  highestBelow = max(f64x2.extract_lane(highest, 0), f64x2.extract_lane(highest, 1));
  for (let i = (heapSize >> 1) - 1; i >= 0; i--) siftDown(i);
}

/** Highest key still in the heap, or -Infinity. */
export function topKey(): f64 {
  return heapSize > 0 ? keyAt(0) : -Infinity;
}

/** Takes the slot with the highest key out of the heap. */
export function popSlot(): i32 {
  const slotNumber = slotAt(0);
  heapSize--;
  if (heapSize > 0) {
    put(0, keyAt(heapSize), slotAt(heapSize));
    siftDown(0);
  }
  return slotNumber;
}

/** Bytes of scratch for `count` keys. */
export function heapBytes(count: i32): usize {
  return (<usize>count * 12 + ROW) & ~(ROW - 1);
}

// A market order against a book that thins out as it is eaten: by the rule of plant 1.4, and by brute force.

export interface OrderBook {
  /** USD per unit of log price. */
  readonly depth: number;
  /** The depth never falls below this. */
  readonly floor: number;
  /** Depth falls as exp(-depletion |log move|). */
  readonly depletion: number;
}

export interface Fill {
  /** Signed log move of the price. */
  readonly move: number;
  /** USD exchanged, positive. */
  readonly cash: number;
  /** Depth afterwards. */
  readonly depth: number;
}

/** The closed rule. `coins` > 0 buys, < 0 sells. */
export function fillByRule(mark: number, coins: number, book: OrderBook): Fill {
  const s = Math.sign(coins);
  const notional = Math.abs(coins) * mark;
  const { depth, floor, depletion } = book;
  if (notional === 0) return { move: 0, cash: 0, depth };
  if (depletion === 0 || depth <= floor) return fillAtConstantDepth(notional, s, depth);
  const a = depletion + s;
  const toFloor = Math.log(depth / floor) / depletion;
  const notionalToFloor = a === 0 ? depth * toFloor : (-depth * Math.expm1(-a * toFloor)) / a;
  if (notional <= notionalToFloor) {
    const y = a === 0 ? notional / depth : -Math.log1p((-a * notional) / depth) / a;
    const cash = (-depth * Math.expm1(-depletion * y)) / depletion;
    return { move: s * y, cash, depth: depth * Math.exp(-depletion * y) };
  }
  const rest = (notional - notionalToFloor) * Math.exp(s * toFloor);
  const below = fillAtConstantDepth(rest, s, floor);
  return { move: s * toFloor + below.move, cash: (depth - floor) / depletion + below.cash, depth: floor };
}

function fillAtConstantDepth(notional: number, s: number, depth: number): Fill {
  const y = s < 0 ? Math.log1p(notional / depth) : -Math.log1p(-Math.min(notional / depth, 0.999999));
  return { move: s * y, cash: depth * y, depth };
}

/**
 * The same order in `pieces` small ones. A piece of dq coins at price P moves the log price by P dq / D, pays P dq, and
 * D follows the move; price and depth are taken in the middle of the piece.
 */
export function fillByPieces(mark: number, coins: number, book: OrderBook, pieces: number): Fill {
  const s = Math.sign(coins);
  const dq = Math.abs(coins) / pieces;
  const depthAt = (y: number): number =>
    Math.max(Math.min(book.floor, book.depth), book.depth * Math.exp(-book.depletion * y));
  const priceAt = (y: number): number => mark * Math.exp(s * y);
  let y = 0;
  let cash = 0;
  for (let i = 0; i < pieces; i++) {
    const middle = y + (0.5 * priceAt(y) * dq) / depthAt(y);
    cash += priceAt(middle) * dq;
    y += (priceAt(middle) * dq) / depthAt(middle);
  }
  return { move: s * y, cash, depth: depthAt(y) };
}

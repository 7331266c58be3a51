// Waves of liquidation that come slower than arbitrage: every wave sells at once, and what arbitrage can undo of its move is
// undone before the next. Verification C2, slow regime.

/** A fall of this many shocks counts as one without end. */
const ENDLESS = 1e9;

/**
 * Total fall over the first one in a book of uniform density:
 *   M_(n+2) = max(M_(n+1), 1 + phi g M_n + g (M_(n+1) - M_n)),  M_0 = 0, M_1 = 1,
 * until there is no new low. 1 + g where phi + g <= 1; finite for many gains above 1, so slow is safer for the drawdown.
 * @param gain loop gain g  @param permanentShare share phi of a move that arbitrage leaves in the index
 */
export function slowWaveAmplification(gain: number, permanentShare: number): number {
  let [before, now] = [0, 1];
  while (now < ENDLESS) {
    const peak = 1 + permanentShare * gain * before + gain * (now - before);
    if (peak <= now * (1 + Number.EPSILON)) return now;
    [before, now] = [now, peak];
  }
  return Infinity;
}

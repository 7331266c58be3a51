// What the model leaves out and how far its numbers can be trusted: the same honest list in every report.

export const notModelled: readonly string[] = [
  "Traders who learn the controller and play against it; participants follow fixed rules.",
  "Leverage, liquidations and liquidity on other venues, beyond the outside price and the arbitrage that follows it.",
  "Halts by law or by an operator, outages, and changes of the rules during a crash.",
  "Fees, queues and censorship on the chain, beyond the fixed delays of sensing, keepers and commands.",
  "Markets that share collateral or an insurance fund with this one.",
];

export const credibility =
  "How far to trust the numbers: the ranking of parameter sets and the direction of a change are the firmest, as long as they hold " +
  "on the holdout seeds; a peak drawdown is credible within a factor of about 1.5; a probability of insolvency only to its order of " +
  "magnitude. Every number is conditional on the scenario set: on markets unlike those simulated here, it says nothing.";

// The colours of every figure and table: Okabe & Ito's palette, told apart by colour-blind readers and in print.

export const palette = {
  ink: "#1f2933",
  muted: "#66727f",
  line: "#d9dee3",
  /** The set in force today. */
  today: "#4a5560",
  /** The proposed set, and feasible trials. */
  proposed: "#0072b2",
  /** The chosen trial among many. */
  chosen: "#009e73",
  /** The best value so far. */
  best: "#003f66",
  /** The far end of a scale from `best`. */
  faint: "#c3d9e8",
  /** Trials that break a constraint. */
  infeasible: "#d55e00",
  failed: "#1f2933",
  /** Values on fresh seeds. */
  fresh: "#cc79a7",
  /** The knee of a front. */
  knee: "#e69f00",
} as const;

/** Widths of figures in pixels: a full column, and one of two beside each other. */
export const figureWidth = { full: 720, half: 352 } as const;

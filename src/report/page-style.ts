// The look of the HTML report: calm, dark on white, numbers in columns, and the same on paper.
import { palette } from "./palette.ts";

export const pageStyle = `:root { color: ${palette.ink}; background: #fff; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; font-weight: 650; letter-spacing: -.01em; }
h2 { font-size: 1.25rem; margin: 3rem 0 .6rem; padding-top: .9rem; border-top: 1px solid ${palette.line}; font-weight: 650; }
p, ul { max-width: 46rem; margin: .6rem 0; }
li { margin: .25rem 0; }
.subtitle { max-width: none; color: ${palette.muted}; margin: 0 0 1.4rem; }
.statement { max-width: none; margin: 1rem 0; padding: .9rem 1.2rem; border-left: 4px solid ${palette.muted}; background: #f6f8f9; font-size: 1.1rem; line-height: 1.5; }
.statement.good { border-color: ${palette.chosen}; background: #f1f9f6; }
.statement.bad { border-color: ${palette.infeasible}; background: #fdf5ef; }
.table { overflow-x: auto; margin: 1.2rem 0 1.6rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.4; }
caption { text-align: left; color: ${palette.muted}; padding-bottom: .5rem; font-size: .9rem; max-width: 46rem; }
th, td { padding: .42rem 1.1rem .42rem 0; vertical-align: baseline; text-align: left; }
th:last-child, td:last-child { padding-right: 0; }
th { font-weight: 600; border-bottom: 1.5px solid ${palette.ink}; vertical-align: bottom; }
td { border-bottom: 1px solid ${palette.line}; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td small { display: block; color: ${palette.muted}; font-size: .8rem; line-height: 1.35; white-space: normal; }
code { font: .86em ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: #f6f8f9; padding: .9rem 1.2rem; overflow-x: auto; margin: 1rem 0; }
.good { color: #00704f; font-weight: 600; }
.bad { color: #b34700; font-weight: 600; }
.muted { color: ${palette.muted}; }
p.statement { color: ${palette.ink}; font-weight: 400; }
.figures { display: flex; flex-wrap: wrap; gap: 1.2rem 1rem; margin: 1.2rem 0; }
figure { margin: 0; max-width: 100%; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption { color: ${palette.muted}; font-size: .9rem; line-height: 1.45; max-width: 720px; margin-top: .4rem; }
figure:has(svg[width="352"]) { width: 352px; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  figure, tr, .table, .statement { break-inside: avoid; }
  .table { overflow: visible; }
  .figures { gap: 1rem 2%; }
  figure:has(svg[width="352"]) { width: 49%; }
  td { font-size: 8.5pt; }
  pre { white-space: pre-wrap; }
}
@page { margin: 18mm 16mm; }
`;

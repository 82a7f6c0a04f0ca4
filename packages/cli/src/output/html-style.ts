/** Look of the HTML report: screen and A4. Local fonts only. */
export const STYLE = `
:root { --ink: #1d2733; --soft: #5b6673; --line: #d5dbe1; --accent: #0b5563; --error: #b3261e; --warning: #8a5300; --advice: #1f5fa8; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef1f3; color: var(--ink); font: 14px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 960px; margin: 24px auto; padding: 32px 40px 48px; background: #fff; box-shadow: 0 1px 4px #0002; }
header { border-bottom: 3px solid var(--accent); padding-bottom: 8px; display: flex; justify-content: space-between; align-items: baseline; gap: 16px; }
h1 { margin: 0; font: 600 26px/1.4 "Songti SC", SimSun, "Noto Serif SC", "Noto Serif CJK SC", serif; letter-spacing: 1px; }
header p, .facts { color: var(--soft); margin: 0; }
h2 { margin: 32px 0 8px; font-size: 17px; color: var(--accent); overflow-wrap: anywhere; }
h3 { margin: 20px 0 6px; font-size: 15px; }
a { color: var(--accent); }
small { display: block; color: var(--soft); font-size: 12px; }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0; }
.tile { flex: 1 1 110px; border: 1px solid var(--line); border-top: 3px solid var(--soft); padding: 8px 12px; }
.tile dt { color: var(--soft); font-size: 13px; }
.tile dd { margin: 0; font-size: 26px; font-weight: 600; }
.tile.error, .tile.failed { border-top-color: var(--error); } .tile.warning { border-top-color: var(--warning); } .tile.advice { border-top-color: var(--advice); }
.mark { white-space: nowrap; font-weight: 600; } .mark i { font-style: normal; }
.error > b, .mark.error, .tile.error dt { color: var(--error); }
.warning > b, .mark.warning, .tile.warning dt { color: var(--warning); }
.mark.advice, .tile.advice dt { color: var(--advice); }
table { width: 100%; border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: 6px 10px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f4f6f8; font-weight: 600; white-space: nowrap; }
.number { text-align: right; }
.overview th:nth-child(1) { width: 96px; } .overview th:nth-child(2) { width: 84px; } .overview th:nth-child(4) { width: 72px; }
.findings { table-layout: fixed; } .findings th:nth-child(1) { width: 96px; } .findings th:nth-child(2) { width: 220px; }
.findings ul { margin: 0; padding-left: 18px; }
.problem { border-left: 3px solid var(--soft); padding: 4px 12px; background: #f4f6f8; margin: 8px 0; }
.problem.error { border-left-color: var(--error); } .problem.warning { border-left-color: var(--warning); }
.problem small { display: inline; }
.clean { font-size: 16px; color: #1c6b3a; }
.clean-forms { color: var(--soft); } .clean-forms ul { margin: 0; padding-left: 20px; columns: 2; font-size: 13px; }
.rules dt { font-weight: 600; margin-top: 12px; } .rules dd { margin: 0; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { background: #fff; font-size: 10.5pt; } main { margin: 0; padding: 0; max-width: none; box-shadow: none; }
  tr, .tile, .problem { break-inside: avoid; } h2, h3 { break-after: avoid; } thead { display: table-header-group; } a { color: inherit; text-decoration: none; }
}
`;

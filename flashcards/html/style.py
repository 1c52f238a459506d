"""How the page looks, on a phone first, by day and by night."""

from __future__ import annotations

CSS = """
:root {
  color-scheme: light dark;
  --paper: #fafaf8; --panel: #fff; --ink: #1f2430; --quiet: #5b6475; --line: #dfe2e8;
  --bar: #0f6f78; --new: #7fb9be; --mark: #a3217c;
  --weak: #f7cfca; --on-weak: #7a1610; --fair: #fbe6b0; --on-fair: #5a4200;
  --good: #cfe6f3; --on-good: #0b4560; --strong: #c8e9d0; --on-strong: #0e4a21;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --panel: #1c1f25; --ink: #e8eaf0; --quiet: #a3abba; --line: #343a46;
    --bar: #5cc0c9; --new: #2f6f76; --mark: #f08fd0;
    --weak: #6b1a15; --on-weak: #ffdeda; --fair: #574100; --on-fair: #ffedbd;
    --good: #0d4259; --on-good: #d3effb; --strong: #13502a; --on-strong: #d2f6dc;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 68rem; margin: 0 auto; padding: 1rem .75rem 3rem; display: grid; gap: .75rem; }
main > * { min-width: 0; }
header { padding: .25rem; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.2; }
header p { margin: .25rem 0 0; color: var(--quiet); }
header strong { color: var(--mark); }
section { background: var(--panel); border: 1px solid var(--line); border-radius: .6rem; padding: .9rem .8rem; }
h2 { margin: 0 0 .6rem; font-size: 1.02rem; line-height: 1.3; }
section > p { margin: -.3rem 0 .6rem; color: var(--quiet); font-size: .86rem; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
th, td { padding: .32rem .3rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 400; }
thead th { color: var(--quiet); font-size: .8rem; vertical-align: bottom; overflow-wrap: normal; }
tbody tr { border-top: 1px solid var(--line); }
td.n, th.n { text-align: right; white-space: nowrap; }
.stories tbody th { font-weight: 600; }
.stories th span, .stories th small { display: block; font-weight: 400; }
small { display: block; color: var(--quiet); font-size: .8rem; line-height: 1.35; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--quiet); font-size: 11px; font-variant-numeric: tabular-nums; }
svg .value { fill: var(--ink); }
svg .bar { fill: var(--bar); }
svg .new { fill: var(--new); }
svg .axis, svg .target { stroke: var(--line); stroke-width: 1; }
svg .target { stroke: var(--quiet); stroke-dasharray: 2 3; }
svg .mark { stroke: var(--mark); stroke-width: 1.5; stroke-dasharray: 3 2; }
svg .marked { fill: var(--mark); font-weight: 600; }
svg .line { fill: none; stroke: var(--bar); stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
svg .dot { fill: var(--bar); }
svg .step { fill: var(--panel); stroke: var(--quiet); stroke-width: 1.2; }
.times { width: 6.6rem; }
.times svg { max-width: 6.2rem; }
.standing { width: 4.7rem; white-space: nowrap; }
.pill { display: inline-block; padding: .05rem .45rem; border-radius: .8rem; font-size: .84rem; white-space: nowrap; }
.weak { background: var(--weak); color: var(--on-weak); font-weight: 650; }
.fair { background: var(--fair); color: var(--on-fair); }
.good { background: var(--good); color: var(--on-good); }
.strong { background: var(--strong); color: var(--on-strong); }
.new-card { color: var(--quiet); }
.grid { table-layout: fixed; }
.grid th:first-child { width: 38%; }
.grid thead th { height: 9.5rem; text-align: center; }
.grid thead th:first-child { text-align: left; }
.grid thead th span {
  display: inline-block; max-height: 9rem; overflow: hidden; writing-mode: vertical-rl; transform: rotate(180deg);
  text-align: left; white-space: nowrap; text-overflow: ellipsis;
}
.grid td { padding: .18rem .12rem; text-align: center; }
.grid td span { display: block; border-radius: .3rem; padding: .14rem 0; font-size: .84rem; }
.grid + .grid { margin-top: 1rem; }
details { margin-top: .5rem; color: var(--quiet); font-size: .86rem; }
summary { cursor: pointer; }
details table { margin-top: .3rem; color: var(--ink); }
.key { display: inline-block; width: .7rem; height: .7rem; border-radius: .15rem; background: var(--bar); }
.key.new { background: var(--new); }
@media (max-width: 34rem) {
  .stories thead { position: absolute; clip-path: inset(50%); }
  .stories tr { display: grid; grid-template-columns: 6rem 1fr; padding: .3rem 0; }
  .stories th { grid-column: 1 / -1; }
  .stories td { width: auto; }
  .themes .n { display: none; }
}
@media (min-width: 46rem) {
  main { grid-template-columns: 1fr 1fr; padding: 1.5rem 1rem 4rem; gap: 1rem; }
  header, .wide { grid-column: 1 / -1; }
  section { padding: 1.1rem 1.2rem; }
  svg text { font-size: 9.5px; }
  .times { width: 12rem; }
  .times svg { max-width: 9rem; }
}
"""

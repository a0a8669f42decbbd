/** The look of the report, by day and by night. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6579; --paper: #fff; --line: #d9dee8;
  --ours: #3157d5; --other: #a9b4c8; --yes: #18794e; --no: #c62a2f;
  --c0: #3157d5; --c1: #c4620a; --c2: #18794e; --c3: #8e4ec6; --c4: #c62a2f; --c5: #0b7285; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9f0; --soft: #9aa4b8; --paper: #14171f; --line: #2c3342;
    --ours: #7d9bff; --other: #55607a; --yes: #4cc38a; --no: #ff8589;
    --c0: #7d9bff; --c1: #ffb066; --c2: #4cc38a; --c3: #c9a2f2; --c4: #ff8589; --c5: #5fd0e0; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 780px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
p { color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 500; }
.yes { color: var(--yes); } .no { color: var(--no); }
figure { margin: 2rem 0; } figcaption { font-weight: 600; margin-bottom: .5rem; }
svg { width: 100%; height: auto; font-size: 13px; } svg text { fill: var(--ink); }
.ours { fill: var(--ours); } .other { fill: var(--other); } .grid { stroke: var(--line); }
.curve { fill: none; stroke-width: 2; }
${[0, 1, 2, 3, 4, 5].map((at) => `.curve.c${at} { stroke: var(--c${at}); } svg .name.c${at} { fill: var(--c${at}); }`).join("\n")}
pre { overflow-x: auto; font-size: 12px; }
`;

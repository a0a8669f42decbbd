// @vitest-environment happy-dom
import { parseMessage } from "@parley/contract/formatting";
import fc from "fast-check";
import { expect, test } from "vitest";
import { markedText } from "./marked-text.ts";

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p { color: red }</style></head><body lang=EN>
<!--StartFragment--><p class=MsoNormal><b>Agenda</b><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>First <i>point</i></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Second</p><!--EndFragment--></body></html>`;

test.each([
  ["<p>plain</p>", null],
  ["<b>bold</b> and <em>italic</em> and <del>gone</del>", "*bold* and _italic_ and ~gone~"],
  ["<p>One</p><p><strong>Two </strong>three</p>", "One\n\n*Two* three"],
  ["<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"],
  ['<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>', "3. a\n4. b"],
  ['See <a href="https://example.org/a">the guide</a>.', "See [the guide](https://example.org/a)."],
  ['<a href="https://example.org/a">https://example.org/a</a>', "https://example.org/a"],
  ['<a href="javascript:alert(1)">no</a> <b>b</b>', "no *b*"],
  ["<blockquote><p>said</p><p>more</p></blockquote>", "> said\n\n> more"],
  ["<pre><code>let a = 1;\n  b();</code></pre>", "```\nlet a = 1;\n  b();\n```"],
  ["a<b>b</b>c", "abc"],
  [
    '<b style="font-weight:normal" id="docs-internal-guid-1"><span style="font-weight:700">bold</span><span> not</span></b>',
    "*bold* not",
  ],
  ["<h2>Title</h2><p>text</p>", "*Title*\n\ntext"],
  ["<script>alert(1)</script><b>x</b><img src=x onerror=alert(1)>", "*x*"],
])("FMT-9: %j is pasted as %j", (html, text) => {
  expect(markedText(html)).toBe(text);
});

test("FMT-9: lists and bold of Word stay", () => {
  expect(markedText(WORD)).toBe("*Agenda*\n\n- First _point_\n  1. Second");
});

test("FMT-9: any HTML is some text, and nothing of it runs", () => {
  const piece = fc.constantFrom(
    ..."<b> </b> <i> </p> <p> <ul> <li> </ul> <ol> <table> <td> <pre> </pre> <a·href='https://a.b'> </a> <script>x</script> <br> <blockquote> word *x* &lt; &nbsp; <![if·x]>".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = markedText(pieces.join("").replaceAll("·", " "));
      if (text !== null) expect(() => parseMessage(text)).not.toThrow();
    }),
    { numRuns: 200 },
  );
});

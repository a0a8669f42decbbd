import type { ChosenMention } from "@parley/client";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { loadFormatting } from "../components/use-formatting.ts";
import {
  chosenWithin,
  findMentions,
  mentionQueryAt,
  mentionsIn,
  moveChosen,
  withChosen,
} from "./mentions.ts";

beforeAll(loadFormatting);

const people = [
  { id: "ana", name: "Ana" },
  { id: "ana-k", name: "Ana Kovač" },
  { id: "noor", name: "نور" },
];

test("a mention is an @ before a whole name, and the longest name that matches", () => {
  const ids = (text: string) => mentionsIn(text, people);
  expect(ids("@Ana, hello")).toEqual(["ana"]);
  expect(ids("@Ana Kovač!")).toEqual(["ana-k"]);
  expect(ids("(@Ana) and @نور: @Ana")).toEqual(["ana", "noor"]);
  for (const text of ["Ana", "@Anastasia", "@ana", "me@Ana.example", "@ Ana", "@", ""]) {
    expect(ids(text), text).toEqual([]);
  }
});

test("the concatenated parts equal the text", () => {
  for (const text of ["", "@", "@@Ana", "a @Ana b @Ana Kovač", "@Ana@Ana", "@".repeat(5_000)]) {
    const parts = findMentions(text, people);
    expect(parts.reduce((whole, part) => whole + part.text, "")).toBe(text);
  }
});

test("a name is searched from the @ to the cursor, within one line", () => {
  expect(mentionQueryAt("hi @An", 6)).toEqual({ at: 3, typed: "An" });
  expect(mentionQueryAt("hi @An", 4)).toEqual({ at: 3, typed: "" });
  expect(mentionQueryAt("@Ana Ko", 7)).toEqual({ at: 0, typed: "Ana Ko" });
  for (const [text, cursor] of [
    ["hi", 2],
    ["me@an", 5],
    ["@ an", 4],
    ["@an\nb", 5],
    ["hi @an", 2],
  ] as const) {
    expect(mentionQueryAt(text, cursor), text).toBeNull();
  }
});

test("TXT-4: in scripts without spaces neither what precedes an @ nor what follows a name prevents a mention", () => {
  const named = [
    { id: "ming", name: "小明" },
    { id: "tanaka", name: "田中" },
    { id: "minsu", name: "김민수" },
    { id: "somchai", name: "สมชาย" },
    { id: "ana", name: "Ana" },
  ];
  const ids = (text: string) => mentionsIn(text, named);
  expect(ids("@田中さん")).toEqual(["tanaka"]);
  expect(ids("请@小明看看")).toEqual(["ming"]);
  expect(ids("@김민수님 안녕")).toEqual(["minsu"]);
  expect(ids("ถึง@สมชายครับ")).toEqual(["somchai"]);
  expect(ids("@Anaさん")).toEqual(["ana"]);
  expect(ids("é@Ana _@Ana_")).toEqual(["ana"]);
  // A vowel sign is part of the letter before it.
  expect(ids("@สมชาย\u0E34")).toEqual([]);
  for (const text of ["me@田中", "7@小明", "@Anaé", "@Ana\u0301", "https://example.org/@Ana"])
    expect(ids(text), text).toEqual([]);
  expect(mentionQueryAt("请@小", 3)).toEqual({ at: 1, typed: "小" });
  expect(mentionQueryAt("ж@小", 3)).toEqual({ at: 1, typed: "小" });
  expect(mentionQueryAt("me@小", 4)).toBeNull();
});

test("TXT-4: of a name that contains an @ the whole is what is being typed", () => {
  expect(mentionQueryAt("hi @M@x", 7)).toEqual({ at: 3, typed: "M@x" });
  expect(mentionQueryAt("请@a@b.org", 9)).toEqual({ at: 1, typed: "a@b.org" });
  expect(mentionQueryAt("@Ana @Be", 8)).toEqual({ at: 5, typed: "Be" });
  for (const text of ["me@an", "a@b@c"]) expect(mentionQueryAt(text, text.length)).toBeNull();
  expect(mentionQueryAt("@a", 0)).toBeNull();
  expect(mentionsIn("hi @M@x!", [{ id: "mx", name: "M@x" }])).toEqual(["mx"]);
});

test("TXT-4: letters shared by scripts without spaces do not separate words either", () => {
  const named = [
    { id: "ana", name: "Ana" },
    { id: "mari", name: "マリー" },
    { id: "putu", name: "ꦥꦸꦠꦸ" },
  ];
  expect(mentionsIn("@Anaー @マリーx @ꦥꦸꦠꦸꦮ", named)).toEqual(["ana", "mari", "putu"]);
});

test("TXT-4: a name is the same in every form of its letters and spaces", () => {
  const named = [
    { id: "mary", name: "Mary Ann Lee" },
    { id: "jose", name: "José" },
    { id: "han", name: "한" },
  ];
  expect(mentionsIn("@Mary\u00A0Ann\u3000Lee, @Jose\u0301! @\u1112\u1161\u11AB", named)).toEqual([
    "mary",
    "jose",
    "han",
  ]);
  expect(mentionsIn("@José", [{ id: "jose", name: "Jose\u0301" }])).toEqual(["jose"]);
  expect(findMentions("@Jose\u0301!", named).map(({ text }) => text)).toEqual(["@Jose\u0301", "!"]);
});

test("TXT-4: a name is the same as a phone or an input method writes it, and as it is copied from a sentence", () => {
  const written = [
    ["O'Brien", "O’Brien"],
    ["O’Brien", "O'Brien"],
    ["Gʻulom", "G`ulom"],
    ["Ann-Marie", "Ann\u2011Marie"],
    ["ヤマダ", "ﾔﾏﾀﾞ"],
    ["Ana", "Ａｎａ"],
    ["Fiona", "ﬁona".replace("ﬁ", "Fi")],
    ["محمد", "محـــمد"],
    ["نور", "\u2068نور\u2069"],
    ["Dana", "Da\u00ADna"],
    ["علی\u200Cرضا", "علیرضا"],
  ] as const;
  for (const [name, spelling] of written)
    expect(mentionsIn(`hi @${spelling}!`, [{ id: "it", name }]), spelling).toEqual(["it"]);
  for (const [name, spelling] of [
    ["O'Brien", "OBrien"],
    ["Ann-Marie", "Ann Marie"],
    ["José", "Jose"],
    ["やまだ", "ヤマダ"],
    ["Ana", "ana"],
  ] as const)
    expect(mentionsIn(`@${spelling}`, [{ id: "it", name }]), spelling).toEqual([]);
});

test("TXT-4: a full-width @ is one, as input methods of scripts without spaces write it", () => {
  const named = [{ id: "ming", name: "小明" }];
  expect(mentionsIn("请\uFF20小明看", named)).toEqual(["ming"]);
  expect(mentionsIn("me\uFF20小明", named)).toEqual([]);
  expect(mentionQueryAt("请\uFF20小", 3)).toEqual({ at: 1, typed: "小" });
  expect(mentionsIn("@x \uFF20小明", named)).toEqual(["ming"]);
  expect(mentionQueryAt("@Ana \uFF20小", 7)).toEqual({ at: 5, typed: "小" });
});

/** A field in which a user inserts mentions and continues to type: each step is a change at one position. */
interface Step {
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}
const names = [
  { id: "ana", name: "Ana" },
  { id: "ana2", name: "Ana" },
  { id: "ana-k", name: "Ana Kovač" },
  { id: "ming", name: "小明" },
];
const steps = fc.array(
  fc.record({
    at: fc.nat(60),
    cut: fc.nat(3),
    put: fc.constantFrom("", "a", " ", "stasia", "@", "Ana", "さん", "\n"),
  }),
  { maxLength: 12 },
);

test("TXT-4: a selected user stays mentioned, whatever is written around the name, as long as it is there", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.string({ maxLength: 5 }),
      steps,
      (person, lead, changes) => {
        let text = `${lead}@${person.name} `;
        let chosen: readonly ChosenMention[] = withChosen([], person, lead.length);
        for (const { at, cut, put } of changes satisfies readonly Step[]) {
          const place = at % (text.length + 1);
          const next = text.slice(0, place) + put + text.slice(place + cut);
          const mark = chosen[0];
          // A change of the name itself removes the mention; every other one does not.
          const end = mark === undefined ? 0 : mark.at + mark.text.length;
          const isOutside = mark !== undefined && (place + cut <= mark.at || place >= end);
          chosen = moveChosen(chosen, text, next);
          text = next;
          if (isOutside) expect(chosen).toHaveLength(1);
          for (const each of chosen) expect(text.startsWith(each.text, each.at)).toBe(true);
          const ids = mentionsIn(text.trim(), names, chosenWithin(chosen, text, text.trim()));
          if (chosen.length > 0) expect(ids).toContain(person.id);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test("TXT-4: of two users of one name the one selected at that position is mentioned", () => {
  const [ana, ana2] = names;
  if (ana === undefined || ana2 === undefined) throw new Error("no people");
  const text = "@Ana and @Ana Kovač";
  const chosen = withChosen(withChosen([], ana2, 0), ana, 9);
  expect(mentionsIn(text, names, chosen)).toEqual(["ana2", "ana"]);
  // If none was selected, the longest name that matches.
  expect(mentionsIn(text, names)).toEqual(["ana", "ana-k"]);
  expect(mentionsIn("x @Ana", names, chosenWithin(chosen, `  ${text}`, "x @Ana"))).toEqual(["ana"]);
  // A letter of the name was deleted, and with it the selection.
  expect(moveChosen(chosen, text, "@An and @Ana Kovač").map(({ id }) => id)).toEqual(["ana"]);
});

test("TXT-4: a known mention is highlighted even if the name continues as a word", () => {
  const loose = new Set(["ana"]);
  const of = (text: string) => findMentions(text, [{ id: "ana", name: "Ana" }], { loose });
  expect(of("@Anas Buch")[0]).toEqual({ kind: "mention", text: "@Ana", id: "ana" });
});

import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import {
  defineConfig,
  type DefaultTheme,
  type MarkdownEnv,
  type MarkdownRenderer,
} from "vitepress";
import { renderMermaidSVG } from "beautiful-mermaid";
import { anchor } from "../../../.ci/reference/markdown.ts";

const root = join(import.meta.dirname, "../../..");

/** Files and folders of the repository that are no pages, and to which pages link. The site has them, or their lists, as text. */
const linked = new Set<string>();

/** A token of markdown-it. */
type Token = ReturnType<MarkdownRenderer["parse"]>[number];

const read = (file: string) => readFileSync(join(root, file), "utf8");

/** Pages by subject, each named by its file; the first heading of a file is its title. */
const subjects: Readonly<Record<string, readonly string[]>> = {
  Start: ["README.md", "docs/quick-start.md", "docs/users.md", "docs/everyday-tasks.md"],
  Embed: [
    "docs/embedding.md",
    "docs/sign-in.md",
    "docs/notifications.md",
    "docs/bots.md",
    "examples/express/README.md",
    "examples/next/README.md",
    "docs/theming.md",
    "docs/testing.md",
    "docs/troubleshooting.md",
  ],
  Reference: [...globSync("docs/reference/*.md", { cwd: root }).toSorted(), "docs/protocol.md"],
  Operate: [
    "docs/operations.md",
    "docs/sign-in.md",
    "docs/notifications.md",
    "docs/email.md",
    "docs/files.md",
    "docs/upgrading.md",
    "docs/scaling.md",
    "docs/moving-over.md",
    "SECURITY.md",
  ],
  Evidence: ["SPEC.md", "docs/performance.md", "docs/reliability.md"],
  Project: ["CHANGELOG.md", "ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md"],
};
const listed = new Set(Object.values(subjects).flat());

const itemOf = (file: string) => ({
  text: /^# (.+)$/m.exec(read(file))?.[1] ?? file,
  link: `/${pageOf(file).replace(/(index)?\.md$/, "")}`,
});

function createSidebar(): DefaultTheme.SidebarItem[] {
  const others = globSync("docs/*.md", { cwd: root }).filter((file) => !listed.has(file));
  return Object.entries({ ...subjects, More: others })
    .filter(([, files]) => files.length > 0)
    .map(([text, files], at) => ({
      text,
      items: files.map(itemOf),
      ...(at < 4 ? {} : { collapsed: true }),
    }));
}

/** Pages of the root that have another name on the site. */
const renamed: Readonly<Record<string, string>> = { README: "index", SPEC: "rules" };

/** The page of a Markdown file of the repository: both are named from their roots. */
const pageOf = (file: string): string =>
  file
    .replace(/^docs\//, "")
    .replace(/^(examples\/\w+)\/README/, "$1")
    .replace(/^[A-Z]+(?=\.md$)/, (name) => renamed[name] ?? name.toLowerCase());

/** The name of a file that is shown as text. Servers do not serve names that begin with a dot. */
const textOf = (file: string) => `${file.replaceAll(/(?<=^|\/)\./g, "")}.txt`;

const isExternal = (target: string) => /^([a-z]+:|#|\/)/.test(target);

/** Points a link of a file at the site: to a page under its name there, or to another file as text. */
function retarget(token: Token, file: string): void {
  const target = token.type === "link_open" ? (token.attrGet("href") ?? "#") : "#";
  if (isExternal(target)) return;
  const [path = "", id] = target.split("#");
  const found = relative(root, resolve(dirname(file), path));
  const page = path.endsWith(".md") ? found : `${found}/README.md`;
  if (existsSync(join(root, page))) {
    token.attrSet("href", `/${pageOf(page)}${id === undefined ? "" : `#${id}`}`);
    return;
  }
  linked.add(found);
  token.attrSet("href", `/files/${textOf(found)}`);
  // A page of its own: the router of the site would look for a page of the site.
  token.attrSet("target", "_blank");
}

/** A diagram as SVG, in the colours of the site. Vue refuses the stylesheet inside of it, which `style.css` has. */
const drawDiagram = (code: string) =>
  renderMermaidSVG(code, { bg: "var(--vp-c-bg)", fg: "var(--vp-c-text-1)" }).replace(
    /<style>.*?<\/style>/s,
    "",
  );

/** The stories of a component, by their title: Storybook's address of the first is its beginning. */
function embedStories(title: string): string {
  const id = `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}--`;
  return `<iframe class="story" title="${title}" loading="lazy" src="/stories/iframe.html?viewMode=story&amp;id=${id}"></iframe>
<a href="/stories/?path=/story/${id}" target="_blank">${title} in every state</a>`;
}

function useSite(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("site", ({ tokens, env }: { tokens: Token[]; env: MarkdownEnv }) => {
    for (const token of tokens) {
      for (const child of token.children ?? []) retarget(child, env.realPath ?? env.path);
      const story = /^Story: `(\w+)`\.$/.exec(token.content)?.[1];
      if (token.type !== "inline" || story === undefined) continue;
      Object.assign(token, { type: "html_block", content: embedStories(story), children: null });
    }
  });
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, at, ...rest) => {
    const { info, content } = tokens[at] ?? { info: "", content: "" };
    if (info === "mermaid") return `<div class="diagram">${drawDiagram(content)}</div>`;
    return fence?.(tokens, at, ...rest) ?? "";
  };
}

export default defineConfig({
  title: "Parley",
  description: "Messaging for mentorship platforms: self-hosted, embeddable, type-safe.",
  lang: "en",
  head: [["link", { rel: "icon", href: "data:," }]],
  srcDir: root,
  srcExclude: ["apps/**", "packages/**", "deploy/**", ".*/**"],
  outDir: "dist",
  cacheDir: "node_modules/.vitepress",
  rewrites: pageOf,
  cleanUrls: true,
  ignoreDeadLinks: "localhostLinks",
  markdown: { anchor: { slugify: anchor }, config: useSite },
  buildEnd({ outDir }) {
    for (const file of linked) {
      const copy = join(outDir, "files", textOf(file));
      mkdirSync(dirname(copy), { recursive: true });
      if (statSync(join(root, file)).isFile()) copyFileSync(join(root, file), copy);
      else writeFileSync(copy, globSync("**", { cwd: join(root, file) }).join("\n"));
    }
  },
  vite: {
    plugins: [
      {
        // The pages are outside of this package, and import Vue when they are compiled.
        name: "vue-of-pages",
        enforce: "pre",
        resolveId(source, importer) {
          if (!/^vue(\/|$)/.test(source) || importer?.includes(".md") !== true) return null;
          return this.resolve(source, import.meta.filename, { skipSelf: true });
        },
      },
    ],
  },
  themeConfig: {
    search: { provider: "local" },
    outline: { level: [2, 3] },
    sidebar: createSidebar(),
    nav: ["docs/quick-start.md", "docs/embedding.md"].map(itemOf),
  },
});

import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import {
  defineConfig,
  type DefaultTheme,
  type MarkdownEnv,
  type MarkdownRenderer,
} from "vitepress";
import { anchor } from "../../../.ci/reference/markdown.ts";

const root = join(import.meta.dirname, "../../..");

/** Where the repository can be read, for links to files that are no pages, such as `https://github.com/you/parley/blob/main`. */
const repository = process.env["DOCS_REPOSITORY"];

/** A token of markdown-it. */
type Token = ReturnType<MarkdownRenderer["parse"]>[number];

const read = (file: string) => readFileSync(join(root, file), "utf8");

/** Pages by subject, each named by its file; the first heading of a file is its title. */
const subjects: Readonly<Record<string, readonly string[]>> = {
  Start: ["README.md", "docs/quick-start.md", "docs/users.md"],
  Embed: [
    "docs/embedding.md",
    "docs/sign-in.md",
    "docs/bots.md",
    "docs/theming.md",
    "docs/testing.md",
    "docs/troubleshooting.md",
  ],
  Reference: [...globSync("docs/reference/*.md", { cwd: root }).toSorted(), "docs/protocol.md"],
  Operate: [
    "docs/operations.md",
    "docs/sign-in.md",
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
  file.startsWith("docs/")
    ? file.slice("docs/".length)
    : file.replace(/^[A-Z]+/, (name) => renamed[name] ?? name.toLowerCase());

const isExternal = (target: string) => /^([a-z]+:|#|\/)/.test(target);

/**
 * Points links of a file at the site: to pages under their names there, and to other files in the repository, or
 * nowhere if its address is not known.
 */
function retarget(tokens: readonly Token[], file: string): Token[] {
  let isDropped = false;
  return tokens.filter((token) => {
    if (token.type === "link_close" && isDropped) {
      isDropped = false;
      return false;
    }
    const target = token.type === "link_open" ? (token.attrGet("href") ?? "#") : "#";
    if (isExternal(target)) return true;
    const [path = "", id] = target.split("#");
    const found = relative(root, resolve(dirname(file), path));
    if (path.endsWith(".md") && !found.startsWith("packages/")) {
      token.attrSet("href", `/${pageOf(found)}${id === undefined ? "" : `#${id}`}`);
      return true;
    }
    if (repository !== undefined) token.attrSet("href", `${repository}/${found}`);
    isDropped = repository === undefined;
    return !isDropped;
  });
}

function useSiteLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push(
    "site-links",
    ({ tokens, env }: { tokens: Token[]; env: MarkdownEnv }) => {
      for (const token of tokens) {
        if (token.children !== null)
          token.children = retarget(token.children, env.realPath ?? env.path);
      }
    },
  );
}

export default defineConfig({
  title: "Parley",
  description: "Messaging for mentorship platforms: self-hosted, embeddable, type-safe.",
  lang: "en",
  srcDir: root,
  srcExclude: ["apps/**", "packages/**", "deploy/**", ".*/**", "examples/**"],
  outDir: "dist",
  cacheDir: "node_modules/.vitepress",
  rewrites: pageOf,
  cleanUrls: true,
  markdown: { anchor: { slugify: anchor }, config: useSiteLinks },
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

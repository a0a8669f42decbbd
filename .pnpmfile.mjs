import { readFileSync } from "node:fs";

// What a published package has instead of what this repository needs. `pnpm pack` and `pnpm publish` call it.

const { repository } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

/** An exact version of the catalog as the range with which a host may share its own copy. */
const toRange = ([name, version]) => [
  name,
  // The newest @trpc/react-query, which a host may use, pins this one.
  name.startsWith("@trpc/") ? "^11.19.0" : version.replace(/^(?=\d)/, "^"),
];

/** Entries without the condition `source`; an entry that has nothing else is for this repository only. */
function publicEntries(exports) {
  return Object.fromEntries(
    Object.entries(exports).flatMap(([entry, target]) => {
      if (typeof target === "string") return [[entry, target]];
      const { source: _, ...conditions } = target;
      const isOnlyDefault = Object.keys(conditions).join() === "default";
      if (isOnlyDefault) return [[entry, conditions.default]];
      return Object.keys(conditions).length === 0 ? [] : [[entry, conditions]];
    }),
  );
}

function beforePacking({ devDependencies: _, scripts: __, exports, ...manifest }) {
  return {
    ...manifest,
    // Provenance is refused unless it names the repository that publishes. The release workflow sets it.
    ...(repository === undefined
      ? {}
      : {
          repository: {
            ...repository,
            directory: `packages/${manifest.name.replace("@parley/", "")}`,
          },
        }),
    // A program has no entries.
    ...(exports === undefined ? {} : { exports: publicEntries(exports) }),
    dependencies: Object.fromEntries(Object.entries(manifest.dependencies ?? {}).map(toRange)),
  };
}

export const hooks = { beforePacking };

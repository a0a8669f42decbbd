import { defineConfig } from "oxlint";
import { importRules } from "./.ci/import-rules.ts";

const tests = [
  "**/*.test.ts",
  "**/*.test.tsx",
  "**/testing*.ts",
  "**/testing/**",
  "**/fixtures/**",
  "apps/web/e2e/**",
];

/** Rules that do not fit this repository, each with the reason. */
const exceptions = {
  // The JSX transform imports React.
  "react/react-in-jsx-scope": "off",
  // For the React compiler, which this repository does not use; exhaustive-deps stays.
  "react/immutability": "off",
  "react/incompatible-library": "off",
  "react/exhaustive-effect-dependencies": "off",
  "react/memo-dependencies": "off",
  // The roles of a live region are part of the accessible names that the design promises.
  "jsx-a11y/prefer-tag-over-role": "off",
  // Does not know aria-description of ARIA 1.3.
  "jsx-a11y/role-supports-aria-props": "off",
  // Factories return closures: a method detached from its object still works.
  "typescript/unbound-method": "off",
  // A local function is declared near its use.
  "unicorn/consistent-function-scoping": "off",
  // Does not know exhaustive switches; the compiler's noImplicitReturns does.
  "typescript/consistent-return": "off",
  // A cast needs a comment with the runtime guarantee, which no lint rule can check.
  "typescript/no-unsafe-type-assertion": "off",
  // A set or map is copied before a loop that changes it.
  "unicorn/no-useless-spread": "off",
  // The rule does not see changes by other tasks.
  "no-unmodified-loop-condition": "off",
  // `pg` is CommonJS: its parts are members of the default export.
  "import/no-named-as-default-member": "off",
  "no-underscore-dangle": "off",
} as const;

export default defineConfig({
  plugins: [
    "eslint",
    "typescript",
    "unicorn",
    "oxc",
    "import",
    "react",
    "jsx-a11y",
    "vitest",
    "node",
  ],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: [
    "**/dist/**",
    "packages/db/migrations/**",
    // Without their packages nothing has a type here: a test compiles them where they are installed.
    "examples/**",
  ],
  rules: {
    ...exceptions,

    // Promises: the most frequent faults in a messaging system.
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/await-thenable": "error",
    "typescript/return-await": ["error", "error-handling-correctness-only"],
    "typescript/only-throw-error": "error",
    "typescript/prefer-promise-reject-errors": "error",

    // All browsers must find the same: `fold` compares, and `Intl.Collator` sorts what is shown.
    "no-restricted-properties": [
      "error",
      ...["toLocaleLowerCase", "localeCompare"].map((property) => ({
        property,
        message:
          "Its result hangs on the locale: use `fold` of @parley/contract/folding, or Intl.Collator to sort.",
      })),
    ],

    // Types are accurate.
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
    "typescript/no-import-type-side-effects": "error",
    // Every limit counts code points.
    "typescript/no-misused-spread": ["error", { allow: [{ from: "lib", name: "string" }] }],
    "typescript/switch-exhaustiveness-check": [
      "error",
      { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
    ],

    // Shape.
    eqeqeq: ["error", "always", { null: "ignore" }],
    "max-params": ["error", { max: 3 }],
    "no-param-reassign": "error",
    "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    "no-console": "error",
    "node/no-process-env": "error",
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "oxc/no-barrel-file": ["error", { threshold: 0 }],
    "unicorn/filename-case": ["error", { case: "kebabCase" }],
    "react/rules-of-hooks": "error",
    "react/exhaustive-deps": "error",
    "react/jsx-key": "error",
    "jsx-a11y/no-autofocus": ["error", { ignoreNonDOM: true }],
    "react/no-danger": "error",
    "import/no-unassigned-import": [
      "error",
      { allow: ["**/*.css", "fake-indexeddb/auto", "**/supported-node.ts"] },
    ],
    "vitest/no-focused-tests": "error",
    "vitest/valid-expect": ["error", { maxArgs: 2 }],
    "vitest/no-disabled-tests": "error",
  },
  overrides: [
    ...importRules,
    {
      // A package with a public interface has one index, and the schema is read as a whole.
      files: [
        "packages/{client,react}/src/index.ts",
        "packages/db/src/schema/index.ts",
        "packages/api/src/testing/index.ts",
      ],
      rules: { "oxc/no-barrel-file": "off" },
    },
    {
      // The only file that reads the environment.
      files: ["apps/server/src/env.ts", "apps/load/src/bench/processes/environment.ts"],
      rules: { "node/no-process-env": "off" },
    },
    {
      // Programs write to the terminal.
      files: ["apps/{import,load,server}/src/**", "packages/api/src/bench/**", ".ci/**"],
      rules: { "no-console": "off" },
    },
    {
      files: ["*.config.ts", "**/*.config.ts", "**/.vitepress/config.ts", ".ci/**"],
      rules: { "node/no-process-env": "off", "import/no-default-export": "off" },
    },
    {
      // Vitest's setup files, React's lazy(), Storybook and size-limit need a default export.
      files: [
        "**/*global-setup.ts",
        "apps/web/src/signed-in/signed-in-app.tsx",
        "**/.storybook/**",
        "**/.vitepress/theme/**",
        "**/*.stories.tsx",
        "**/.size-limit.mjs",
      ],
      rules: { "import/no-default-export": "off" },
    },
    {
      // Runs before anything is installed, so no types are available.
      files: ["**/*.mjs"],
      rules: {
        "typescript/no-unsafe-argument": "off",
        "typescript/no-unsafe-assignment": "off",
        "typescript/no-unsafe-call": "off",
        "typescript/no-unsafe-member-access": "off",
        "typescript/no-unsafe-return": "off",
      },
    },
    {
      files: tests,
      rules: {
        "max-params": "off",
        "no-console": "off",
        "node/no-process-env": "off",
        // Matchers such as expect.any() and the results of JSON.parse() are any.
        "typescript/no-unsafe-argument": "off",
        "typescript/no-unsafe-assignment": "off",
        "typescript/no-unsafe-member-access": "off",
        "typescript/no-unsafe-return": "off",
        // A type parameter of a test helper names what the caller awaits.
        "typescript/no-unnecessary-type-parameters": "off",
        // Waiting for an event is an assertion, and a union is narrowed before one.
        "vitest/expect-expect": "off",
        "vitest/no-conditional-expect": "off",
        "vitest/require-mock-type-parameters": "off",
        "vitest/valid-title": ["error", { ignoreTypeOfDescribeName: true }],
      },
    },
    {
      // In folders without React, a function whose name begins with "use" is not a hook.
      files: [
        "packages/{contract,db,api,client,demo,model,server}/**",
        "apps/{import,load,server}/**",
        ".ci/**",
      ],
      rules: { "react/hooks": "off", "react/rules-of-hooks": "off" },
    },
  ],
});

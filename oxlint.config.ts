import { defineConfig } from "oxlint";
import { importRules } from "./.ci/import-rules.ts";

const tests = [
  "**/*.test.ts",
  "**/*.test.tsx",
  "**/testing*.ts",
  "**/testing/**",
  "apps/web/e2e/**",
];

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
  ignorePatterns: ["**/dist/**", "packages/db/migrations/**"],
  rules: {
    // Promises: the first class of faults in a messaging system.
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/await-thenable": "error",
    "typescript/return-await": ["error", "error-handling-correctness-only"],
    "typescript/only-throw-error": "error",
    "typescript/prefer-promise-reject-errors": "error",

    // Types say what is true.
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
    "typescript/no-import-type-side-effects": "error",
    "typescript/switch-exhaustiveness-check": [
      "error",
      { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
    ],

    // Shape.
    eqeqeq: "error",
    "max-params": ["error", { max: 3 }],
    "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
    "max-lines-per-function": ["error", { max: 45, skipBlankLines: true, skipComments: true }],
    "no-param-reassign": "error",
    "no-console": "error",
    "node/no-process-env": "error",
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "oxc/no-barrel-file": ["error", { threshold: 0 }],
    "unicorn/filename-case": ["error", { case: "kebabCase" }],
    "react/rules-of-hooks": "error",
    "react/exhaustive-deps": "error",
    "react/jsx-key": "error",
    "react/no-danger": "error",
    // The JSX transform imports React by itself.
    "react/react-in-jsx-scope": "off",
    // Factories return closures: a method taken off its object keeps what it needs.
    "typescript/unbound-method": "off",
    // Knows no exhaustive switch; the compiler's noImplicitReturns does.
    "typescript/consistent-return": "off",
    "import/no-unassigned-import": ["error", { allow: ["**/*.css"] }],
    // The roles of a live region are part of the accessible names that the design promises.
    "jsx-a11y/prefer-tag-over-role": "off",
    "vitest/no-focused-tests": "error",
    "vitest/valid-expect": ["error", { maxArgs: 2 }],
    "vitest/no-disabled-tests": "error",
  },
  overrides: [
    ...importRules,
    {
      // A package with a public face has one index, and the schema is read as a whole.
      files: [
        "packages/{client,react}/src/index.ts",
        "packages/db/src/schema/index.ts",
        "packages/api/src/testing/index.ts",
      ],
      rules: { "oxc/no-barrel-file": "off" },
    },
    {
      // Where the environment is read, once.
      files: ["apps/server/src/env.ts"],
      rules: { "node/no-process-env": "off" },
    },
    {
      // Programs talk to whoever started them.
      files: ["apps/server/src/**", "apps/load/src/**", ".ci/**"],
      rules: { "no-console": "off" },
    },
    {
      files: ["*.config.ts", "**/*.config.ts", ".ci/**"],
      rules: { "node/no-process-env": "off", "import/no-default-export": "off" },
    },
    {
      // Vitest's way to prepare a run is a default export.
      files: ["**/testing-global-setup.ts"],
      rules: { "import/no-default-export": "off" },
    },
    {
      // Runs before anything is installed, so it has no types to lean on.
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
        "max-lines-per-function": "off",
        "max-lines": "off",
        "node/no-process-env": "off",
        // Matchers such as expect.any() and what comes from JSON.parse() are any.
        "typescript/no-unsafe-assignment": "off",
      },
    },
  ],
});

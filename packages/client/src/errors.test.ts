import { errorReasons } from "@parley/contract/error-reasons";
import { CONTRACT_VERSION } from "@parley/contract/version";
import fc from "fast-check";
import { expect, test } from "vitest";
import { reasonOf } from "./errors.ts";
import { retryPolicyOf } from "./retry-policy.ts";

const failed = (data: unknown) => ({ data });

test("VER-3: a reason of a newer server is one that this client knows", () => {
  const data = fc.record({ reason: fc.string(), httpStatus: fc.integer({ min: 400, max: 599 }) });
  fc.assert(
    fc.property(data, (each) => {
      expect(errorReasons).toContain(reasonOf(failed(each)));
      expect(retryPolicyOf(reasonOf(failed(each)))).toBeDefined();
    }),
  );
  expect(reasonOf(failed({ reason: "under_age", httpStatus: 403 }))).toBe("forbidden");
  expect(retryPolicyOf(reasonOf(failed({ reason: "asleep", httpStatus: 503 })))).toBe("again");
});

test("VER-4: a refusal due to an older server is retried, and any other is a refusal", () => {
  const older = { httpStatus: 404, contract: CONTRACT_VERSION - 1 };
  expect(retryPolicyOf(reasonOf(failed({ ...older, reason: "unknown_procedure" })))).toBe("again");
  expect(retryPolicyOf(reasonOf(failed({ ...older, reason: "invalid_input" })))).toBe("again");
  expect(retryPolicyOf(reasonOf(failed({ ...older, reason: "forbidden" })))).toBe("refused");
  const same = { httpStatus: 404, contract: CONTRACT_VERSION };
  expect(retryPolicyOf(reasonOf(failed({ ...same, reason: "unknown_procedure" })))).toBe("refused");
  const unsaid = { httpStatus: 404, reason: "unknown_procedure" };
  expect(retryPolicyOf(reasonOf(failed(unsaid)))).toBe("refused");
});

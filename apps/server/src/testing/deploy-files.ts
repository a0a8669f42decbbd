import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse, parseAllDocuments } from "yaml";
import * as z from "zod";

/** A file of `deploy/`, as text. */
export const readDeployFile = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../../deploy/${path}`, import.meta.url)), "utf8");

const environment = z.record(z.string(), z.string());

const serviceSchema = z.object({
  image: z.string(),
  environment: environment.optional(),
  stop_grace_period: z.string().optional(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  volumes: z.array(z.string()).optional(),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.null()),
  networks: z.object({
    default: z.object({ ipam: z.object({ config: z.tuple([z.object({ subnet: z.string() })]) }) }),
  }),
});

/** The compose file with the given variables. A required variable that is not set is an error. */
export function readCompose(given: Readonly<Record<string, string>>) {
  const fill = (text: string) =>
    text.replaceAll(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
      const value = given[name] ?? "";
      if (value === "" && kind === "?") throw new Error(`${name}: ${rest}`);
      return value === "" ? rest : value;
    });
  const filled: unknown = parse(
    readDeployFile("compose.yaml"),
    (_key, value: unknown) => (typeof value === "string" ? fill(value) : value),
    { merge: true },
  );
  return composeSchema.parse(filled);
}

/** `deploy/.env.example`, with values for the placeholders. */
export function readEnvExample(): Record<string, string> {
  const lines = readDeployFile(".env.example").matchAll(/^(\w+)=(.*)$/gm);
  const filled = "a value that is longer than thirty-two bytes".replaceAll(" ", "");
  const isOptional = (name: string) => name === "ALLOWED_ORIGINS";
  return Object.fromEntries(
    [...lines].map(([, name = "", value = ""]) => [
      name,
      value === "" && !isOptional(name) ? filled : value,
    ]),
  );
}

const port = z.object({ name: z.string(), containerPort: z.number() });
const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const named = { apiVersion: z.string(), metadata: z.object({ name: z.string() }) };
const labels = z.object({ app: z.string() });

const manifestSchema = z.discriminatedUnion("kind", [
  z.object({ ...named, kind: z.literal("Secret"), stringData: environment }),
  z.object({ ...named, kind: z.literal("ConfigMap"), data: environment }),
  z.object({
    ...named,
    kind: z.literal("Deployment"),
    spec: z.object({
      replicas: z.number(),
      selector: z.object({ matchLabels: labels }),
      template: z.object({
        metadata: z.object({ labels }),
        spec: z.object({
          terminationGracePeriodSeconds: z.number(),
          containers: z.tuple([
            z.object({
              ports: z.array(port),
              envFrom: z.tuple([
                z.object({ configMapRef: z.object({ name: z.string() }) }),
                z.object({ secretRef: z.object({ name: z.string() }) }),
              ]),
              startupProbe: probe,
              livenessProbe: probe,
              readinessProbe: probe,
              lifecycle: z.object({
                preStop: z.object({
                  exec: z.object({ command: z.tuple([z.literal("sleep"), z.string()]) }),
                }),
              }),
            }),
          ]),
        }),
      }),
    }),
  }),
  z.object({
    ...named,
    kind: z.literal("PodDisruptionBudget"),
    spec: z.object({ minAvailable: z.number(), selector: z.object({ matchLabels: labels }) }),
  }),
  z.object({
    ...named,
    kind: z.literal("Service"),
    spec: z.object({
      selector: labels,
      ports: z.tuple([z.object({ name: z.string(), port: z.number(), targetPort: z.string() })]),
    }),
  }),
  z.object({
    ...named,
    kind: z.literal("Ingress"),
    spec: z.object({
      rules: z.tuple([
        z.object({
          http: z.object({
            paths: z.tuple([
              z.object({
                backend: z.object({
                  service: z.object({
                    name: z.string(),
                    port: z.object({ name: z.string() }),
                  }),
                }),
              }),
            ]),
          }),
        }),
      ]),
    }),
  }),
]);
type Manifest = z.output<typeof manifestSchema>;

/** The objects of the Kubernetes example, by kind: it has one of each. */
export function readKubernetes() {
  const documents = parseAllDocuments(readDeployFile("kubernetes/parley.yaml"));
  const manifests = documents.map((document) => manifestSchema.parse(document.toJS()));
  return {
    kinds: manifests.map(({ kind }) => kind),
    get<Kind extends Manifest["kind"]>(kind: Kind): Extract<Manifest, { kind: Kind }> {
      const found = manifests.find(
        (each): each is Extract<Manifest, { kind: Kind }> => each.kind === kind,
      );
      if (found === undefined) throw new Error(`there is no ${kind}`);
      return found;
    },
  };
}

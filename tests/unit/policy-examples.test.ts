import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkModes, type OriginTlsComplianceModesRule } from "../../sdk/policy/modes-rule";
import { blocksOf, DOCUMENTS, ROOT } from "../engine/documents";

/** The rules in code: the argument of each call that has one. */
const inCode = (code: string) =>
  [...code.matchAll(/originTlsComplianceModesMatch\((\{.*?\})\)|for example (\{ \w+: \[.*?\] \})/g)].map(
    ([, called, named]) => JSON.parse((called ?? named ?? "").replaceAll(/(\w+):/g, '"$1":')),
  );
const configured = blocksOf("policies", "json").flatMap(
  (block) => JSON.parse(block)["origin-tls-compliance-modes-match"] ?? [],
);
const examples: [where: string, rule: OriginTlsComplianceModesRule][] = [
  ...Object.entries(DOCUMENTS).flatMap(([name, text]) => inCode(text).map((rule) => [name, rule] as [string, object])),
  ...configured.map((rule): [string, object] => ["policy-config.json", rule]),
  ...inCode(readFileSync(join(ROOT, "sdk", "policy", "index.ts"), "utf8")).map((rule): [string, object] => [
    "error",
    rule,
  ]),
];

test("README, docs, the configuration and the error each have an example of a rule", () => {
  expect(examples.map(([where]) => where).sort()).toEqual(["README", "error", "policies", "policy-config.json"]);
});

test.each(examples)(
  "the example of a rule in %s demands something: a zone without any limit does not pass %j",
  (_, rule) => {
    expect(checkModes([], rule)).toBeDefined();
  },
);

import { ACCOUNT, ZONES } from "../emulator/emulator";

/** How a program is written and started. */
export interface ProgramForm {
  name: string;
  files(typescript: string): Record<string, string>;
  /** The first minor version of Node.js that starts it. */
  since?: string;
}

const NAMES = "assertAutoOriginTlsKex, AutoOriginTlsKex, AutoOriginTlsKexFleet, getOriginTlsComplianceModesOutput";
const PACKAGE = "pulumi-cloudflare-origin-tls";

const ES_MODULE = `import { ${NAMES} } from "${PACKAGE}";
const kex = new AutoOriginTlsKex("shop", { zoneId: "${ZONES.enabled}" });
const fleet = new AutoOriginTlsKexFleet("all", { accountId: "${ACCOUNT}" });
export const asserted = assertAutoOriginTlsKex(kex);
export const enabled = kex.enabled;
export const disabled = fleet.disabledZoneIds;
export const modes = getOriginTlsComplianceModesOutput({ zoneName: "enabled.example" }).modes;
`;

/** The same in types, which Node.js can strip. */
const TYPESCRIPT = ES_MODULE.replace("const enabled", "const enabled: unknown");

const COMMON_JS = ES_MODULE.replace(/^import (.*) from (.*);/, "const $1 = require($2);").replaceAll(
  "export const ",
  "exports.",
);

/** What the program's stack outputs are. */
export const OUTPUTS = { asserted: true, enabled: true, disabled: [ZONES.disabled], modes: ["fips", "pqh"] };

const PACK_PROGRAM = `
const { PolicyPack } = require("@pulumi/policy");
const { autoOriginTlsKexEnabled, validateAutoOriginTlsKex } = require("${PACKAGE}/policy");
new PolicyPack("origin-tls", {
  policies: [
    autoOriginTlsKexEnabled,
    {
      name: "seen",
      description: "Shows what a pack sees.",
      enforcementLevel: "advisory",
      validateResource: validateAutoOriginTlsKex(({ zoneId, enabled }, _, report) => report(zoneId + " is " + enabled)),
    },
  ],
});`;

/** The files of a pack with a ready policy, and one of its own that shows what it sees of the lookup. */
export const PACK = {
  "PulumiPolicy.yaml": "runtime: nodejs\nmain: index.js\n",
  "package.json": JSON.stringify({ name: "pack", version: "1.0.0" }),
  "index.js": PACK_PROGRAM,
  "config.json": JSON.stringify({ "auto-origin-tls-kex-enabled": { exemptZones: [ZONES.disabled] } }),
};

/** What the pack must show. */
export const SEEN = `${ZONES.enabled} is true`;

const project = (runtime: string, main = "") => `name: shop\nruntime: ${runtime}\n${main}`;
const packageJson = (type: string) => JSON.stringify({ name: "shop", private: true, type });
const NO_LOADER = "\n  name: nodejs\n  options:\n    typescript: false";
const OPTIONS = { strict: true, target: "es2022", sourceMap: true, forceConsistentCasingInFileNames: true };

const typescript = (compilerOptions: object) => ({
  "Pulumi.yaml": project("nodejs"),
  "package.json": packageJson("commonjs"),
  "index.ts": TYPESCRIPT,
  "tsconfig.json": JSON.stringify({ compilerOptions: { ...OPTIONS, ...compilerOptions }, files: ["index.ts"] }),
});

/** All forms, in the order of their age. */
export const PROGRAMS: ProgramForm[] = [
  {
    name: "CommonJS",
    files: () => ({ "Pulumi.yaml": project("nodejs"), "package.json": packageJson("commonjs"), "index.js": COMMON_JS }),
  },
  {
    name: "ES module",
    files: () => ({
      "Pulumi.yaml": project(NO_LOADER),
      "package.json": packageJson("module"),
      "index.js": ES_MODULE,
    }),
  },
  {
    name: "TypeScript, commonjs",
    files: (version) =>
      typescript({
        module: "commonjs",
        moduleResolution: "node",
        ...(version.startsWith("6") && { ignoreDeprecations: "6.0" }),
      }),
  },
  { name: "TypeScript, nodenext", files: () => typescript({ module: "nodenext", moduleResolution: "nodenext" }) },
  {
    name: "type stripping",
    since: "22.18",
    files: () => ({
      "Pulumi.yaml": project(NO_LOADER, "main: index.ts\n"),
      "package.json": packageJson("module"),
      "index.ts": TYPESCRIPT,
    }),
  },
];

/** What Bun starts: TypeScript as it is. */
export const BUN_PROGRAM: ProgramForm = {
  name: "TypeScript, Bun",
  files: () => ({ "Pulumi.yaml": project("bun"), "package.json": packageJson("module"), "index.ts": TYPESCRIPT }),
};

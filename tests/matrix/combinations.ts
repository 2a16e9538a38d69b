import manifest from "../../package.json";
import type { Manager } from "./managers";
import { PROGRAMS, type ProgramForm } from "./programs";

/** What one installation is made of. */
export interface Installation {
  /** The version of Node.js, of which a major one is enough. */
  node: string;
  pulumi: string;
  /** The newest that this @pulumi/pulumi accepts. */
  typescript: string;
  manager: Manager;
  programs: ProgramForm[];
}

const OLDEST_PULUMI = manifest.peerDependencies["@pulumi/pulumi"].replace("^", "");
/** The last release of @pulumi/pulumi for Node.js 20. */
const PULUMI_OF_NODE_20 = manifest.devDependencies["@pulumi/pulumi"];

const NODES = ["20", "22", "24", "26"];
const newestPulumi = (node: string) => (node === "20" ? PULUMI_OF_NODE_20 : "latest");
const programsOf = (node: string) => PROGRAMS.filter(({ since }) => since === undefined || node >= since.slice(0, 2));

/** All that npm run matrix tries. */
export const INSTALLATIONS: Installation[] = [
  ...NODES.flatMap((node) =>
    [OLDEST_PULUMI, newestPulumi(node)].map((pulumi) => ({
      node,
      pulumi,
      typescript: pulumi === OLDEST_PULUMI ? "5.9" : "6.0",
      manager: "npm" as const,
      programs: programsOf(node),
    })),
  ),
  ...(["pnpm", "yarn", "yarn-pnp", "bun"] as const).map((manager) => ({
    node: "26",
    pulumi: "latest",
    typescript: "6.0",
    manager,
    programs: PROGRAMS.filter(({ name }) => name === "CommonJS" || name === "ES module"),
  })),
];

/** What is not tried, and why. */
export const LEFT_OUT = [
  ["Node.js 20 with type stripping", "it strips types from 22.18 on"],
  ["Node.js 20 with a newer @pulumi/pulumi", `${PULUMI_OF_NODE_20} is the last that supports it`],
  [
    "pnpm, Yarn and Bun's installer with each Node.js and each form of program",
    "they decide where packages are, and no form of program but the module system looks for them differently",
  ],
  [
    "Bun as the runtime",
    "a Pulumi CLI that is built from its Go modules has no language host for it; npm run test:bun tries it where there is one",
  ],
  ["other Pulumi CLIs and operating systems", "one machine has one of each; the CI workflow has a matrix of them"],
  [
    "TypeScript 7 in Pulumi's own loader",
    "@pulumi/pulumi loads TypeScript before 7; the declarations are checked with it",
  ],
];

/** The lean slice, npm run matrix:lean: both ends of the range, and type stripping, in fixed versions. */
export const LEAN: Installation[] = [
  {
    node: "20",
    pulumi: OLDEST_PULUMI,
    typescript: "5.9",
    manager: "npm",
    programs: PROGRAMS.filter(({ name }) => name === "CommonJS"),
  },
  {
    node: "26.10.0",
    pulumi: "3.270.0",
    typescript: "6.0",
    manager: "npm",
    programs: PROGRAMS.filter(({ name }) => name === "ES module" || name === "type stripping"),
  },
];

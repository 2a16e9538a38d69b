import { compile, installTypeScript, resolutionsOf, VERSIONS } from "./compile";

describe.each([VERSIONS[0], VERSIONS.at(-1)] as string[])("with TypeScript %s", (version) => {
  let tsc: string;
  beforeAll(async () => {
    tsc = await installTypeScript(version);
  });

  test.each(resolutionsOf(version))("a consumer with module resolution %s compiles", async (name, options) => {
    expect((await compile(tsc, "consumer.ts", `${version}-${name}`, options)).own).toEqual([]);
  });

  test("zones that are named in two ways, or in none, are errors that say what to give", async () => {
    const [, options = {}] = resolutionsOf(version)[0] ?? [];
    const { own } = await compile(tsc, "undecided.ts", `${version}-undecided`, options);
    const named = {
      12: "GiveEitherZoneIdOrZoneName",
      13: "GiveEitherZoneIdOrZoneName",
      14: "EitherZoneIdOrZoneName",
      15: "GiveEitherZoneIdsOrAccountId",
      16: "EitherZoneIdsOrAccountId",
      17: "EitherZoneIdsOrAccountId",
      18: "GiveEitherZoneIdsOrAccountId",
    };
    expect(own).toEqual(
      Object.entries(named).map(([line, name]) => expect.stringMatching(`^undecided.ts\\(${line},[^]*${name}`)),
    );
  });
});

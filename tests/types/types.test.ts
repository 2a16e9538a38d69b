import { compile, installTypeScript, resolutionsOf, VERSIONS } from "./compile";

describe.each([VERSIONS[0], VERSIONS.at(-1)] as string[])("with TypeScript %s", (version) => {
  let tsc: string;
  beforeAll(async () => {
    tsc = await installTypeScript(version);
  });

  const [[first, options], ...others] = resolutionsOf(version);
  test.each(others)("a consumer with module resolution %s compiles", async (name, options) => {
    expect((await compile(tsc, ["consumer.ts"], `${version}-${name}`, options)).own).toEqual([]);
  });

  test(`with ${first} only zones that are named in two ways, or in none, are errors, which say what to give`, async () => {
    const { own } = await compile(tsc, ["consumer.ts", "undecided.ts"], `${version}-${first}`, options);
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

import { compile, installTypeScript, resolutionsOf, VERSIONS } from "./compile";

describe.each([VERSIONS[0], VERSIONS.at(-1)] as string[])("with TypeScript %s", (version) => {
  let tsc: string;
  beforeAll(async () => {
    tsc = await installTypeScript(version);
  });

  test.each(resolutionsOf(version))("a consumer with module resolution %s compiles", async (name, options) => {
    expect((await compile(tsc, "consumer.ts", `${version}-${name}`, options)).own).toEqual([]);
  });

  test("a zone that may be named in two ways is an error that says what to do", async () => {
    const [, options = {}] = resolutionsOf(version)[0] ?? [];
    const { own } = await compile(tsc, "undecided.ts", `${version}-undecided`, options);
    expect(own).toEqual(
      [7, 8].map((line) => expect.stringMatching(`^undecided.ts\\(${line},[^]*GiveEitherZoneIdOrZoneName`)),
    );
  });
});

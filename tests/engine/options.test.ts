import { diagnosticsOf, shownUnder } from "./events";
import { stacksOf, useEmulator } from "./programs";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/options")>("options", emulator);

const PROVIDER = `error: The option provider does not apply here: a lookup is not read by the Cloudflare provider.
  What to do: For another account give profile: "acme", which reads acme:apiToken or ACME_API_TOKEN.`;
const ASYNC = "error: The option async does not apply here.\n  What to do: Leave it out.";

test("options that would route a read to the wrong place, or do nothing, are refused without frames", async () => {
  const stack = await stackOf("refused", "lookup", "provider");
  for (const [what, option, text] of [
    ["lookup", "provider", PROVIDER],
    ["lookup", "providers", PROVIDER],
    ["fleet", "provider", PROVIDER],
    ["call", "provider", PROVIDER],
    ["output", "provider", PROVIDER],
    ["call", "async", ASYNC],
    ["output", "async", ASYNC],
  ] as const) {
    await stack.change("refused", what, option);
    const preview = await stack.fail("preview");
    expect([what, option, diagnosticsOf(preview)]).toEqual([what, option, [text]]);
    expect(shownUnder(preview, "pulumi:pulumi:Stack (shop-dev)")).toBe(text);
  }
  expect(emulator.requests).toEqual([]);
});

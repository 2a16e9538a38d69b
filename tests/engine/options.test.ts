import { diagnosticsOf } from "./events";
import { stacksOf, useEmulator } from "./programs";

const emulator = useEmulator();
const stackOf = stacksOf<typeof import("./programs/options")>("options", emulator);

const PROVIDER = `The option provider does not apply here: a lookup is not read by the Cloudflare provider.
  What to do: For another account give profile: "acme", which reads acme:apiToken or ACME_API_TOKEN.`;
const ASYNC = "The option async does not apply here.\n  What to do: Leave it out.";

test("a provider is refused without frames", async () => {
  const preview = await (await stackOf("refused")).fail("preview");
  expect(diagnosticsOf(preview)).toEqual([`error: ${PROVIDER}`]);
});

test("so is each option that would route a read to the wrong place, or do nothing, everywhere", async () => {
  const stack = await stackOf("refusals");
  await stack.succeed("up");
  const everywhere = (text: string) => ({ lookup: text, fleet: text, call: text, output: text });
  expect(await stack.outputs()).toEqual({
    provider: everywhere(`INPUT: ${PROVIDER}`),
    providers: everywhere(`INPUT: ${PROVIDER}`),
    async: everywhere(`INPUT: ${ASYNC}`),
  });
  expect(emulator.requests).toEqual([]);
});

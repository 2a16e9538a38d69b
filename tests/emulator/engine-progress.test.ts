import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { disconnect } from "@pulumi/pulumi/runtime/settings";
import { showProgress } from "../../provider/cloudflare/progress";
import { lookupProvider } from "../../provider/dynamic-provider";

// As Pulumi starts it, the provider process has the engine's address as its only argument.
const argv = [...process.argv];
afterEach(() => {
  process.argv = [...argv];
});

/** Shows progress as the provider of a process that was started with these arguments does. */
async function showWith(args: string[], ...texts: string[]): Promise<void> {
  process.argv = [...argv.slice(0, 2), ...args];
  await lookupProvider("AutoOriginTlsKex").configure({ config: { get: () => undefined } } as never);
  for (const text of texts) showProgress(text);
}

test.each([
  ["no argument", []],
  ["an argument that is no address", ["--dir=a"]],
  ["a port in the middle", ["http://127.0.0.1:1/path"]],
])("without an address of the engine there is no progress, %s", async (_, args) => {
  await showWith(args, "1 of 3");
});

test("progress is a passing message of the stack", async () => {
  const server = new Server();
  const messages: LogRequest.AsObject[] = [];
  const { log } = EngineService as never as { log: object };
  const arrived = new Promise<void>((resolve) => {
    server.addService({ log: { ...log, responseSerialize: () => Buffer.alloc(0) } } as never, {
      log({ request }: ServerUnaryCall<LogRequest, unknown>, answer: sendUnaryData<unknown>) {
        messages.push(request.toObject());
        answer(null, {});
        if (messages.length === 2) resolve();
      },
    });
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
  await showWith([`127.0.0.1:${port}`], "1 of 3", "2 of 3");
  await arrived;
  server.forceShutdown();
  const passing = { severity: 1, urn: "", streamid: 0, ephemeral: true };
  expect(messages).toEqual(["1 of 3", "2 of 3"].map((message) => ({ ...passing, message })));
});

test("progress that the engine does not take any more is lost, and nothing else", async () => {
  await showWith(["127.0.0.1:1"], "3 of 3");
  await disconnect();
});

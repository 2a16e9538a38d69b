/** What the plugin is configured with; the environment has what is missing. */
export interface Configuration {
  apiToken: string | undefined;
  baseUrl: string | undefined;
}

/** The API has answered that there is no such thing. */
export class NotFound extends Error {}

let configuration: Configuration = { apiToken: undefined, baseUrl: undefined };

export function configureApi(given: Configuration): void {
  configuration = given;
}

/** Sends a request to the API at `CLOUDFLARE_BASE_URL` and returns the result. */
// biome-ignore lint/suspicious/noExplicitAny: results differ by path.
export async function send(method: string, path: string, body?: object): Promise<any> {
  const { apiToken = process.env.CLOUDFLARE_API_TOKEN, baseUrl = process.env.CLOUDFLARE_BASE_URL } = configuration;
  if (!baseUrl) {
    throw withoutStack(
      new Error(
        "This is a stand-in for the plugin of @pulumi/cloudflare and works on the emulator only. Set CLOUDFLARE_BASE_URL.",
      ),
    );
  }
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiToken}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const { success, errors, result } = (await response.json()) as {
    success: boolean;
    errors: { code: number; message: string }[];
    result: unknown;
  };
  if (success) return result;
  const reasons = errors.map(({ code, message }) => `${message} (${code})`).join("; ");
  const message = `${method} ${path}: ${response.status} ${reasons}`;
  throw withoutStack(response.status === 404 ? new NotFound(message) : new Error(message));
}

/** The server of plugins prints the stack of what is thrown. */
function withoutStack(error: Error): Error {
  error.stack = "";
  return error;
}

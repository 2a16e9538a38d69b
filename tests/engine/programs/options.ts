import * as cloudflare from "@pulumi/cloudflare";
import * as tls from "pulumi-cloudflare-origin-tls";

const provider = () => new cloudflare.Provider("acme", { apiToken: "token" });
const args = { zoneId: "abc" };

/** A lookup with an option that the compiler refuses. */
export function refused() {
  new tls.AutoOriginTlsKex("shop", args, { provider: provider() } as object);
}

/** How everything else refuses such options. */
export async function refusals() {
  const acme = provider();
  const messageOf = async (read: () => unknown) => {
    try {
      await read();
    } catch (error) {
      return error instanceof tls.OriginTlsError ? `${error.code}: ${error.message}` : String(error);
    }
    return "accepted";
  };
  const options: Record<string, object> = {
    provider: { provider: acme },
    providers: { providers: [acme] },
    async: { async: true },
  };
  const refusals = Object.entries(options).map(async ([name, opts]) => [
    name,
    {
      lookup: await messageOf(() => new tls.OriginTlsComplianceModes("shop", args, opts)),
      fleet: await messageOf(() => new tls.AutoOriginTlsKexFleet("all", { zoneIds: ["abc"] }, opts)),
      call: await messageOf(() => tls.getAutoOriginTlsKex(args, opts)),
      output: await messageOf(() => tls.getZoneIdOutput({ name: "shop.example" }, opts)),
    },
  ]);
  return Object.fromEntries(await Promise.all(refusals));
}

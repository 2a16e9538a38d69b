import { PolicyPack } from "@pulumi/policy";
import { autoOriginTlsKexEnabled, validateAutoOriginTlsKex } from "pulumi-cloudflare-origin-tls/policy";

new PolicyPack("origin-tls", {
  policies: [
    autoOriginTlsKexEnabled,
    {
      name: "reviewed",
      description: "Somebody should have looked at the setting.",
      enforcementLevel: "advisory",
      validateResource: validateAutoOriginTlsKex(({ zoneId, modifiedOn }, _, report) => {
        if (modifiedOn === null) report(`Zone ${zoneId} still has the default.`);
      }),
    },
  ],
});

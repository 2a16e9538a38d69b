// biome-ignore lint/suspicious/noExplicitAny: the properties of all types.
export type Properties = Record<string, any>;

/** How a type of @pulumi/cloudflare is kept at Cloudflare. */
interface ResourceType {
  /** Where it is created; a setting is not: it is there with its zone, and has the zone's id or its own name as its id. */
  collection?: (inputs: Properties) => string;
  path: (zoneId: string, id: string) => string;
  setWith: "PATCH" | "PUT";
  deletable: boolean;
  /** Inputs that cannot be changed without a replacement. */
  immutable: string[];
  /** Outputs that Cloudflare decides about where there is no input. */
  computed: string[];
}

const ZONE_COMPUTED = [
  ...["activatedOn", "cnameSuffix", "createdOn", "developmentMode", "meta", "modifiedOn", "nameServers"],
  ...["originalDnshost", "originalNameServers", "originalRegistrar", "owner", "paused", "permissions", "plan"],
  ...["status", "tenant", "tenantUnit", "type", "vanityNameServers", "verificationKey"],
];

/** The types by token. */
export const RESOURCE_TYPES: Record<string, ResourceType> = {
  "cloudflare:index/zone:Zone": {
    collection: () => "/zones",
    path: (_, id) => `/zones/${id}`,
    setWith: "PATCH",
    deletable: true,
    immutable: ["account", "name"],
    computed: ZONE_COMPUTED,
  },
  "cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex": {
    path: (zoneId) => `/zones/${zoneId}/settings/auto_origin_tls_kex`,
    setWith: "PATCH",
    deletable: false,
    immutable: ["zoneId"],
    computed: ["modifiedOn"],
  },
  "cloudflare:index/originTlsComplianceModes:OriginTlsComplianceModes": {
    path: (zoneId) => `/zones/${zoneId}/settings/origin_tls_compliance_modes`,
    setWith: "PUT",
    deletable: true,
    immutable: ["zoneId"],
    computed: ["editable", "modifiedOn"],
  },
  "cloudflare:index/zoneSetting:ZoneSetting": {
    path: (zoneId, id) => `/zones/${zoneId}/settings/${id}`,
    setWith: "PATCH",
    deletable: false,
    immutable: ["zoneId", "settingId"],
    computed: ["editable", "modifiedOn", "timeRemaining"],
  },
  "cloudflare:index/dnsRecord:DnsRecord": {
    collection: ({ zoneId }) => `/zones/${zoneId}/dns_records`,
    path: (zoneId, id) => `/zones/${zoneId}/dns_records/${id}`,
    setWith: "PUT",
    deletable: true,
    immutable: ["zoneId"],
    computed: ["commentModifiedOn", "createdOn", "meta", "modifiedOn", "proxiable", "tagsModifiedOn"],
  },
};

/** The types that functions read, by the functions' tokens. */
export const FUNCTIONS: Record<string, string> = {
  "cloudflare:index/getZoneAutoOriginTlsKex:getZoneAutoOriginTlsKex":
    "cloudflare:index/zoneAutoOriginTlsKex:ZoneAutoOriginTlsKex",
  "cloudflare:index/getOriginTlsComplianceModes:getOriginTlsComplianceModes":
    "cloudflare:index/originTlsComplianceModes:OriginTlsComplianceModes",
};

/** The body of a request with these inputs. */
export function bodyOf({ zoneId, settingId, values, ...inputs }: Properties): Properties {
  const fields = renamed(inputs, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return values === undefined ? fields : { ...fields, value: values };
}

/** The properties in a result. What is null is left out, as the real plugin does it. */
export function resultProperties({ value, account, ...result }: Properties): Properties {
  const properties = renamed(result, (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()));
  return { ...properties, ...(value && { values: value }), ...(account && { account: { id: account.id } }) };
}

function renamed(fields: Properties, rename: (name: string) => string): Properties {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => {
        const nested = typeof value === "object" && !Array.isArray(value);
        return [rename(name), nested ? renamed(value, rename) : value];
      }),
  );
}

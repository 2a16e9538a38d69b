/** A zone as the emulator knows it. */
export interface EmulatedZone {
  id: string;
  name: string;
  accountId: string;
  status: "active" | "pending" | "moved";
  /** The Auto-Origin TLS KEX setting; `modifiedOn: null` is a setting that was never changed. */
  kex: { enabled: boolean; modifiedOn: string | null };
  complianceModes: string[];
  complianceModesModifiedOn: string | null;
  type: string;
  paused: boolean;
  createdOn: string;
  modifiedOn: string;
  dnsRecords: Map<string, { id: string; [field: string]: unknown }>;
  /** What the API says beside a good answer. */
  messages?: unknown[];
}

/** The account of the zones that are there from the start. */
export const ACCOUNT = "f0e1d2c3b4a5968778695a4b3c2d1e0f";

/** When the settings of the zones that are there from the start were changed. */
export const CHANGED = "2014-01-01T05:20:00.12345Z";

/** Makes a zone for the emulator: active and with the setting on, unless told otherwise. */
export function makeZone(id: string, name: string, more: Partial<EmulatedZone> = {}): EmulatedZone {
  return {
    id,
    name,
    accountId: ACCOUNT,
    status: "active",
    kex: { enabled: true, modifiedOn: CHANGED },
    complianceModes: ["fips"],
    complianceModesModifiedOn: CHANGED,
    type: "full",
    paused: false,
    createdOn: CHANGED,
    modifiedOn: CHANGED,
    dnsRecords: new Map(),
    ...more,
  };
}

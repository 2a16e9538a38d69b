/** A zone as a test wants it. */
export interface MockedZone {
  /**
   * Whether Auto-Origin TLS KEX is enabled.
   * @default true
   */
  enabled?: boolean | undefined;
  /**
   * Its Origin TLS Compliance Modes.
   * @default []
   */
  modes?: string[] | undefined;
  /**
   * When its settings were last changed (RFC 3339).
   * @default null
   */
  modifiedOn?: string | null | undefined;
  /**
   * Its name, by which `zoneName`, `getZoneId` and a fleet's `namePattern` find it.
   * @default the id, with ".example" behind it
   */
  name?: string | undefined;
  /** Its account; a zone without one is in every account. */
  accountId?: string | undefined;
  /** Why its settings cannot be read. */
  error?: string | undefined;
}

import type * as pulumi from "@pulumi/pulumi";

/** No value has this type, or one that extends it: its name is what a type error says. */
export interface Impossible {
  [IMPOSSIBLE]: never;
}

declare const IMPOSSIBLE: unique symbol;

/** What a type error names where both are given. */
export interface GiveEitherZoneIdOrZoneName extends Impossible {}

/** The account whose credentials are used, an argument of everything here. */
export interface ProfileArgs {
  /**
   * The configuration namespace that has the credentials: "acme" reads `acme:apiToken` and `ACME_API_TOKEN`.
   * @default "cloudflare"
   */
  profile?: string | undefined;
}

/** The zone of a lookup, by its id. */
export interface ZoneByIdArgs<Text = pulumi.Input<string>> extends ProfileArgs {
  /** The id of the zone, 1 to 32 letters and digits. While it is unknown in a preview, nothing is read. */
  zoneId: Text;
  zoneName?: GiveEitherZoneIdOrZoneName | undefined;
}

/** The zone of a lookup, by its name. */
export interface ZoneByNameArgs<Text = pulumi.Input<string>> extends ProfileArgs {
  zoneId?: GiveEitherZoneIdOrZoneName | undefined;
  /** The name of the zone, such as `example.com`, in place of its id. Finding the id costs one more request. */
  zoneName: Text;
}

/** What a type error names where neither is given: exactly one of them is required. */
export type EitherZoneIdOrZoneName = ZoneByIdArgs | ZoneByNameArgs;

/** The zone of a lookup, and the account. */
export type ZoneArgs = EitherZoneIdOrZoneName;

/** The same without outputs, for the functions that return promises. */
export type PlainZoneArgs = ZoneByIdArgs<string> | ZoneByNameArgs<string>;

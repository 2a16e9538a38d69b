import * as pulumi from "@pulumi/pulumi";

/** A resource with a zone's id, which is unknown until the resource has been created. */
export class Pending extends pulumi.dynamic.Resource {
  declare readonly zoneId: pulumi.Output<string>;

  constructor(name: string, zoneId: string, opts?: pulumi.CustomResourceOptions) {
    super({ create: async () => ({ id: "1", outs: { zoneId } }) }, name, { zoneId: undefined }, opts);
  }
}

// The examples in the descriptions of the schema: for each language a template, of functions and of components.

/** What is exemplified. */
export interface Example {
  /** The lookup, for example `AutoOriginTlsKex`. */
  lookup: string;
  /** Whether it is a component, and not a function. */
  isComponent: boolean;
  /** The one argument. */
  argument: string;
  value: string;
  /** The name of the resource, if it is a component. */
  resource: string;
  /** What is exported. */
  output: string;
}

const pascal = (name: string) => name.replace(/^./, (letter) => letter.toUpperCase());
const snake = (name: string) => name.replace(/\B[A-Z]/g, "_$&").toLowerCase();

/** The templates, in the order of the description. Pulumi shows each reader the one for the reader's language. */
const TEMPLATES: Record<string, (example: Example) => string> = {
  typescript: ({ lookup, isComponent, argument, value, resource, output }) =>
    isComponent
      ? `import { ${lookup} } from "pulumi-cloudflare-origin-tls";

// Makes this component as its child.
export const ${output} = new ${lookup}("${resource}", { ${argument}: "${value}" }).${output};`
      : `import { get${lookup}Output } from "pulumi-cloudflare-origin-tls";

export const ${output} = get${lookup}Output({ ${argument}: "${value}" }).${output};`,

  python: ({ lookup, isComponent, argument, value, resource, output }) => {
    const given = `${snake(argument)}="${value}"`;
    const [name, call] = isComponent
      ? ["status", `${lookup}Status("${resource}", ${given})`]
      : ["result", `get_${snake(lookup)}_output(${given})`];
    return `import pulumi
import pulumi_cloudflare_origin_tls as origin_tls

${name} = origin_tls.${call}
pulumi.export("${output}", ${name}.${snake(output)})`;
  },

  go: ({ lookup, isComponent, argument, value, resource, output }) => {
    const given = `${pascal(argument)}: pulumi.String("${value}"),`;
    const lines = isComponent
      ? `		status, err := origintls.New${lookup}Status(ctx, "${resource}", &origintls.${lookup}StatusArgs{
			${given}
		})
		if err != nil {
			return err
		}
		ctx.Export("${output}", status.${pascal(output)})`
      : `		result := origintls.Get${lookup}Output(ctx, origintls.Get${lookup}OutputArgs{
			${given}
		})
		ctx.Export("${output}", result.${pascal(output)}())`;
    return `package main

import (
	origintls "example.com/pulumi-cloudflare-origin-tls/sdk/go/cloudflareorigintls"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
${lines}
		return nil
	})
}`;
  },

  csharp: ({ lookup, isComponent, argument, value, resource, output }) => {
    const given = `new() { ${pascal(argument)} = "${value}" }`;
    const [name, made, exported] = isComponent
      ? ["status", `new OriginTls.${lookup}Status("${resource}", ${given})`, `status.${pascal(output)}`]
      : ["result", `OriginTls.Get${lookup}.Invoke(${given})`, `result.Apply(result => result.${pascal(output)})`];
    return `using System.Collections.Generic;
using Pulumi;
using OriginTls = Pulumi.CloudflareOriginTls;

return await Deployment.RunAsync(() =>
{
    var ${name} = ${made};
    return new Dictionary<string, object?> { ["${output}"] = ${exported} };
});`;
  },

  java: ({ lookup, isComponent, argument, value, resource, output }) => {
    const [type, args] = isComponent
      ? [`${lookup}Status`, `${lookup}StatusArgs`]
      : ["CloudflareorigintlsFunctions", `inputs.Get${lookup}Args`];
    const builder = `${args.replace(/^inputs\./, "")}.builder()`;
    const [name, call, exported] = isComponent
      ? ["status", `new ${type}("${resource}", ${builder}`, `status.${output}()`]
      : ["result", `${type}.get${lookup}(${builder}`, `result.applyValue(r -> r.${output}())`];
    return `import com.pulumi.Pulumi;
import com.pulumi.cloudflareorigintls.${type};
import com.pulumi.cloudflareorigintls.${args};

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var ${name} = ${call}
                .${argument}("${value}")
                .build());
            ctx.export("${output}", ${exported});
        });
    }
}`;
  },

  yaml: ({ lookup, isComponent, argument, value, resource, output }) =>
    isComponent
      ? `resources:
  ${resource}:
    type: cloudflare-origin-tls:${lookup}Status
    properties:
      ${argument}: ${value}
outputs:
  ${output}: \${${resource}.${output}}`
      : `variables:
  result:
    fn::invoke:
      function: cloudflare-origin-tls:get${lookup}
      arguments:
        ${argument}: ${value}
outputs:
  ${output}: \${result.${output}}`,
};

/** Writes the example in all languages, as Pulumi's documentation wants them. */
export function writeExamples(example: Example): string {
  const blocks = Object.entries(TEMPLATES).map(([language, write]) => `\`\`\`${language}\n${write(example)}\n\`\`\`\n`);
  const opening = "{{% examples %}}\n## Example Usage\n{{% example %}}";
  return `${opening}\n\n${blocks.join("\n")}\n{{% /example %}}\n{{% /examples %}}`;
}

// A program in Go that reads with the plugin. It runs itself through the Automation API, which needs no language host:
//
//	program <preview|up> [options as JSON]
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

const prefix = "cloudflare-origin-tls:index:"

// lookup is a zone that the program reads.
type lookup struct {
	Name string `json:"name"`
	// Unknown when there is none.
	ZoneID string `json:"zoneId"`
	Secret bool   `json:"secret"`
	// Whether a change is pending that the program reads after.
	Pending bool `json:"pending"`
	// What of the two the program has.
	Function  bool `json:"function"`
	Component bool `json:"component"`
}

type options struct {
	Lookups         []lookup `json:"lookups"`
	PolicyPacks     []string `json:"policyPacks"`
	ExpectNoChanges bool     `json:"expectNoChanges"`
}

type lookupArgs struct {
	ZoneID    string `pulumi:"zoneId"`
	ReadAfter any    `pulumi:"readAfter"`
}

type status struct {
	pulumi.ResourceState
	ZoneID     pulumi.StringOutput    `pulumi:"zoneId"`
	Enabled    pulumi.BoolOutput      `pulumi:"enabled"`
	ModifiedOn pulumi.StringPtrOutput `pulumi:"modifiedOn"`
}

func program(opts options) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		for _, lookup := range opts.Lookups {
			if err := read(ctx, lookup); err != nil {
				return err
			}
		}
		return nil
	}
}

// read exports what it reads under the lookup's name with a suffix.
func read(ctx *pulumi.Context, of lookup) error {
	zoneID := pulumi.String(of.ZoneID).ToStringOutput()
	if of.ZoneID == "" {
		zoneID = pulumi.UnsafeUnknownOutput(nil).ApplyT(func(any) string { return "" }).(pulumi.StringOutput)
	}
	if of.Secret {
		zoneID = pulumi.ToSecret(zoneID).(pulumi.StringOutput)
	}
	readAfter := pulumi.ToOutput("2014-01-01T05:20:00.12345Z")
	if of.Pending {
		readAfter = pulumi.UnsafeUnknownOutput(nil)
	}
	if of.Function {
		ctx.Export(of.Name+"Function", pulumi.All(zoneID, readAfter).ApplyT(func(known []any) pulumi.MapOutput {
			args := lookupArgs{ZoneID: known[0].(string), ReadAfter: known[1]}
			return ctx.InvokeOutput(prefix+"getAutoOriginTlsKex", args,
				pulumi.MapOutput{}, pulumi.InvokeOutputOptions{}).(pulumi.MapOutput)
		}))
	}
	if of.Component {
		var component status
		args := pulumi.Map{"zoneId": zoneID, "readAfter": readAfter}
		if err := ctx.RegisterRemoteComponentResource(prefix+"AutoOriginTlsKexStatus", of.Name, args, &component); err != nil {
			return err
		}
		ctx.Export(of.Name+"Enabled", component.Enabled)
		ctx.Export(of.Name+"ModifiedOn", component.ModifiedOn)
	}
	return nil
}

func run(command string, opts options) error {
	ctx := context.Background()
	stack, err := auto.UpsertStackInlineSource(ctx, "dev", "go-program", program(opts))
	if err != nil {
		return err
	}
	if command == "preview" {
		settings := []optpreview.Option{
			optpreview.ProgressStreams(os.Stderr), optpreview.ErrorProgressStreams(os.Stderr),
			optpreview.PolicyPacks(opts.PolicyPacks...),
		}
		if opts.ExpectNoChanges {
			settings = append(settings, optpreview.ExpectNoChanges())
		}
		_, err = stack.Preview(ctx, settings...)
		return err
	}
	result, err := stack.Up(ctx, optup.ProgressStreams(os.Stderr), optup.ErrorProgressStreams(os.Stderr),
		optup.PolicyPacks(opts.PolicyPacks...))
	if err != nil {
		return err
	}
	outputs := map[string]any{}
	for name, output := range result.Outputs {
		outputs[name] = map[string]any{"value": output.Value, "secret": output.Secret}
	}
	return json.NewEncoder(os.Stdout).Encode(outputs)
}

func main() {
	var opts options
	if err := json.Unmarshal([]byte(os.Args[2]), &opts); err != nil {
		panic(err)
	}
	if err := run(os.Args[1], opts); err != nil {
		// The CLI has printed what is wrong.
		fmt.Fprintln(os.Stderr, "the command failed")
		os.Exit(1)
	}
}

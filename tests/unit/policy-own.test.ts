import { validateAutoOriginTlsKex, validateAutoOriginTlsKexFleet } from "../../sdk/policy";
import { fleetStatus, judgeResource, resource, status, UP } from "../emulator/policy-stack";

const NOT_SHOWN = "The status of this lookup was not shown to the policy, so it cannot be decided.";

test("a policy of one's own is called for the status of each lookup, with all that was read", async () => {
  const seen: unknown[] = [];
  const policy = { validateResource: validateAutoOriginTlsKex((shown, { name }) => void seen.push([name, shown])) };
  const full = { zoneId: "aa", zoneName: "a.example", enabled: false, modifiedOn: "2014-01-01T05:20:00.12345Z" };
  await judgeResource(policy, status("full", full), UP);
  await judgeResource(policy, status("bare", { zoneId: "bb", enabled: true }), UP);
  await judgeResource(policy, fleetStatus("fleet", []), UP);
  await judgeResource(policy, resource("test:index:Other", "other", full), UP);
  expect(seen).toEqual([
    ["full", full],
    ["bare", { zoneId: "bb", enabled: true, modifiedOn: null }],
  ]);
});

test("what it reports is a violation, and so is a status that is not shown", async () => {
  const policy = { validateResource: validateAutoOriginTlsKex(async ({ zoneId }, _, report) => report(zoneId)) };
  expect(await judgeResource(policy, status("a", { zoneId: "aa", enabled: true }), UP)).toEqual({
    violations: [["", "aa"]],
  });
  for (const props of [{ zoneId: "aa" }, { enabled: true }]) {
    expect(await judgeResource(policy, status("a", props), UP)).toEqual({ violations: [["", NOT_SHOWN]] });
  }
});

test("a policy on fleets is called for the status of each", async () => {
  const zones = [{ zoneId: "aa", name: "a.example", enabled: true, modifiedOn: null }];
  const policy = {
    validateResource: validateAutoOriginTlsKexFleet((shown, _, report) => report(JSON.stringify(shown))),
  };
  const fleet = resource("cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus", "all", {
    zones,
    total: 1,
    allEnabled: true,
  });
  const [[, shown = ""] = []] = (await judgeResource(policy, fleet, UP)).violations;
  expect(JSON.parse(shown)).toEqual({
    total: 1,
    allEnabled: true,
    zones,
    enabledZoneIds: ["aa"],
    disabledZoneIds: [],
    failedZoneIds: [],
  });
  expect(await judgeResource(policy, status("a", { zoneId: "aa", enabled: true }), UP)).toEqual({ violations: [] });
  const hidden = resource("cloudflare-origin-tls:index:AutoOriginTlsKexFleetStatus", "all", { total: 1 });
  expect(await judgeResource(policy, hidden, UP)).toEqual({ violations: [["", NOT_SHOWN]] });
});

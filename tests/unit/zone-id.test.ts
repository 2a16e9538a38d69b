import { OriginTlsError } from "../../provider/cloudflare/errors";
import { checkId, domainName, isDomainName } from "../../provider/cloudflare/zone-id";

test.each(["023e105f4ecef8ad9ca31a8372d0c353", "a", "0", "ABCdef", "z".repeat(32)])("%s is a zone id", (id) => {
  expect(checkId(id)).toBe(id.toLowerCase());
});

const HINT = "The dashboard shows the zone id on the zone's overview page, under API.";
const isADomainName = "is a domain name: a lookup of one zone takes it as zoneName";
const around = "white space stands around the one given";

test.each<[unknown, string]>([
  [undefined, "none was given"],
  [null, "none was given"],
  ["", "none was given"],
  [42, "a value of type number was given"],
  [true, "a value of type boolean was given"],
  [{}, "a value of type object was given"],
  [["023e105f4ecef8ad9ca31a8372d0c353"], "a value of type object was given"],
  ["example.com", `"example.com" ${isADomainName}`],
  ["shop.Example.co.uk", `"shop.Example.co.uk" ${isADomainName}`],
  ["müller.de", `"müller.de" ${isADomainName}`],
  ["xn--mller-kva.de", `"xn--mller-kva.de" ${isADomainName}`],
  ["_dmarc.example.com", `"_dmarc.example.com" ${isADomainName}`],
  ["a.xn--p1ai", `"a.xn--p1ai" ${isADomainName}`],
  [`${"a23456789.".repeat(25)}com`, `"${"a23456789.".repeat(8)}…" (173 more characters) ${isADomainName}`],
  [`${"a23456789.".repeat(25)}info`, '"a2345678…" (246 more characters) was given'],
  ["https://example.com", '"https://…" (11 more characters) was given'],
  ["example.com/x", '"example.…" (5 more characters) was given'],
  ["a b.example.com", '"a b.exam…" (7 more characters) was given'],
  ["example.c/m", '"example.…" (3 more characters) was given'],
  [" 023e105f4ecef8ad9ca31a8372d0c353", around],
  ["023e105f4ecef8ad9ca31a8372d0c353\n", around],
  [" ", around],
  ["a".repeat(33), '"aaaaaaaa…" (25 more characters) was given'],
  ["../../user", '"../../us…" (2 more characters) was given'],
  ["a/b", '"a/b" was given'],
  ["a%2fb", '"a%2fb" was given'],
  ["a?b#c", '"a?b#c" was given'],
  ["a b", '"a b" was given'],
  ["ä", '"ä" was given'],
  ["\u001b[31mred", '"red" was given'],
  ["023e105f-4ece-f8ad-9ca3-1a8372d0c353", '"023e105f…" (28 more characters) was given'],
])("%j is no zone id", (value, problem) => {
  const message = `zoneId must be 1 to 32 letters and digits, but ${problem}.\n  What to do: ${HINT}`;
  expect(() => checkId(value)).toThrow(new OriginTlsError("INPUT", message));
  expect(() => checkId(value)).toThrow(expect.objectContaining({ name: "OriginTlsError", hint: HINT, errors: [] }));
});

test("a token that was pasted in place of a zone id is not shown", () => {
  const token = "Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY";
  expect(() => checkId(token)).toThrow('"Sn3lZJTB…" (32 more characters)');
  expect(() => checkId(token)).not.toThrow(token.slice(0, 9));
});

test("an account id is called by its name", () => {
  expect(() => checkId(undefined, "accountId")).toThrow(
    new OriginTlsError(
      "INPUT",
      "accountId must be 1 to 32 letters and digits, but none was given.\n" +
        "  What to do: The dashboard shows the account id on the account's home page.",
    ),
  );
});

test.each([
  ["Example.COM", "example.com"],
  ["example.com.", "example.com"],
  ["xn--bcher-kva.example", "b\u00fccher.example"],
  ["shop.XN--BCHER-KVA.example.", "shop.b\u00fccher.example"],
  ["BU\u0308CHER.example", "b\u00fccher.example"],
  ["xn--strae-oqa.example", "stra\u00dfe.example"],
  ["a.xn--p1ai", "a.\u0440\u0444"],
  // What is no punycode stays, and so does what is no domain name.
  ["xn--zz-.example", "xn--zz-.example"],
  ["axn--bcher-kva.example", "axn--bcher-kva.example"],
  ["xn--bcher-kva*", "xn--bcher-kva*"],
  ["127.1", "127.1"],
  ["a b/c", "a b/c"],
  ["", ""],
])("one form of the name %j is %j", (text, name) => {
  expect(domainName(text)).toBe(name);
  expect(domainName(name)).toBe(name);
});

test("a domain name may have combining characters, and a dot at its end", () => {
  expect(isDomainName("bu\u0308cher.example.")).toBe(true);
  expect(isDomainName("example..")).toBe(false);
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate with its private key. */
export interface Certificate {
  cert: string;
  key: string;
}

/** A certificate authority that lives as long as a test. */
export interface Authority {
  /** The file to name in NODE_EXTRA_CA_CERTS. */
  file: string;
  /** Makes a certificate for a host name or an address, such as `DNS:api.example` or `IP:127.0.0.1`. */
  issue(subject: string): Certificate;
  remove(): void;
}

/** Makes a certificate authority with openssl. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "authority-"));
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "pipe" });
  const newKey = (name: string) => ["-newkey", "rsa:2048", "-nodes", "-subj", `/CN=${name}`, "-keyout", file(name)];
  openssl("req", "-x509", "-days", "2", ...newKey("authority"), "-out", file("authority.pem"));
  const signed = ["-CA", file("authority.pem"), "-CAkey", file("authority"), "-days", "2"];
  let serial = 0;
  return {
    file: file("authority.pem"),
    issue(subject) {
      const name = `server-${++serial}`;
      writeFileSync(file(`${name}.extensions`), `subjectAltName=${subject}\n`);
      openssl("req", "-new", ...newKey(name), "-out", file(`${name}.request`));
      const request = ["-in", file(`${name}.request`), "-extfile", file(`${name}.extensions`)];
      openssl("x509", "-req", ...request, ...signed, "-set_serial", String(serial), "-out", file(`${name}.pem`));
      return { cert: readFileSync(file(`${name}.pem`), "utf8"), key: readFileSync(file(name), "utf8") };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

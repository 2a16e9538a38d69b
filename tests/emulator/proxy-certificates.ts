import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { md, pki } from "node-forge";

/** A certificate with its private key. */
export interface Certificate {
  cert: string;
  key: string;
}

/** A certificate authority that lives as long as a test. */
export interface Authority {
  /** The file to name in NODE_EXTRA_CA_CERTS. */
  file: string;
  /** Makes a certificate for host names and addresses, such as `DNS:api.example,IP:127.0.0.1`. */
  issue(subject: string): Certificate;
  remove(): void;
}

const DAY_MS = 86_400_000;
let serial = 0;

/** Makes a certificate authority. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "authority-"));
  const file = join(folder, "authority.pem");
  const keys = pki.rsa.generateKeyPair(2048);
  const issuer = pki.createCertificate();
  const name = `authority ${folder}`;
  sign(issuer, { name, issuerName: name, publicKey: keys.publicKey, key: keys.privateKey }, [
    { name: "basicConstraints", cA: true },
  ]);
  writeFileSync(file, pki.certificateToPem(issuer));
  return {
    file,
    issue(subject) {
      const own = pki.rsa.generateKeyPair(2048);
      const certificate = pki.createCertificate();
      const altNames = subject.split(",").map((name) => {
        const [kind, value = ""] = name.split(/:(.*)/);
        return kind === "IP" ? { type: 7, ip: value } : { type: 2, value };
      });
      const names = { name: "server", issuerName: name, publicKey: own.publicKey, key: keys.privateKey };
      sign(certificate, names, [{ name: "subjectAltName", altNames }]);
      return { cert: pki.certificateToPem(certificate), key: pki.privateKeyToPem(own.privateKey) };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function sign(
  certificate: pki.Certificate,
  names: { name: string; issuerName: string; publicKey: pki.PublicKey; key: pki.rsa.PrivateKey },
  extensions: object[],
): void {
  certificate.publicKey = names.publicKey;
  certificate.serialNumber = `0${++serial}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + DAY_MS);
  certificate.setSubject([{ name: "commonName", value: names.name }]);
  certificate.setIssuer([{ name: "commonName", value: names.issuerName }]);
  certificate.setExtensions(extensions);
  // The certificates of forge have SHA-1 unless told otherwise, which TLS refuses.
  certificate.sign(names.key, md.sha256.create());
}

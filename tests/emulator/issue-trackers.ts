import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * In place of GitHub's command, which needs GitHub: lists and creates issues in the files `issues`, a title a line, and
 * `bodies`. A longer body than GitHub takes fails; one among the arguments fails at the size that Linux sets.
 */
export const GH = `
case "$2 $3 $5" in
  "list --search --json") if grep -qF "$(echo "$4" | cut -d '"' -f 2)" issues 2> /dev/null; then echo 1; fi ;;
  "create --title --body-file")
    [ "$(wc -c < "$6")" -le 65536 ] || { echo "Body is too long (maximum is 65536 characters)" >&2; exit 1; }
    echo "$4" >> issues
    cat "$6" >> bodies ;;
  *) echo "unknown: $*" >&2; exit 1 ;;
esac`;

/** An issue as GitLab stores it. */
export interface Issue {
  title: string;
  description: string;
}

/** The two requests that the job makes of GitLab's API, with the length that GitLab allows. */
export async function startGitLab() {
  const created: Issue[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const { pathname, searchParams } = new URL(request.url ?? "", "http://gitlab");
    const isKnown = pathname === "/api/v4/projects/7/issues" && request.headers["private-token"] === "gitlab-token";
    if (!isKnown) return response.writeHead(404).end();
    if (request.method === "GET") {
      const isAsked = searchParams.get("state") === "opened" && searchParams.get("in") === "title";
      const found = created.filter(({ title }) => isAsked && title.includes(searchParams.get("search") ?? ""));
      return response.end(JSON.stringify(found));
    }
    const { title = "", description = "" } = Object.fromEntries(new URLSearchParams(body));
    if (description.length > 1_048_576) return response.writeHead(400).end();
    created.push({ title, description });
    return response.writeHead(201).end("{}");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const env = {
    CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
    CI_PROJECT_ID: "7",
    GITLAB_TOKEN: "gitlab-token",
  };
  return { created, env, close: () => new Promise((done) => server.close(done)) };
}

// Writes the types of the REST interface, from the program's own description, to build/web-types/api.d.ts. YIDI names the program.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.YIDI ?? join(root, "yidi");
const description = execFileSync(program, ["interface", "openapi"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
mkdirSync(join(root, "build", "web-types"), { recursive: true });
writeFileSync(join(root, "build", "web-types", "api.d.ts"), astToString(await openapi(JSON.parse(description))));

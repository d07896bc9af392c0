// Compiles our style sheet and copies third-party files into web/static/vendor, each with its version or
// hash in its name, so that a browser may keep it for ever. `vendor/files.json` maps plain names to those.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const modules = join(root, "node_modules");
const vendor = join(root, "web", "static", "vendor");
const version = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;

const COPIES = [
  { name: "vis-network.js", package: "vis-network", from: "peer/umd/vis-network.min.js" },
  { name: "vis-data.js", package: "vis-data", from: "peer/umd/vis-data.min.js" },
  { name: "govuk-frontend.js", package: "govuk-frontend", from: "dist/govuk/govuk-frontend.min.js" },
];
const LICENCES = [
  { package: "vis-network", from: join(modules, "vis-network", "LICENSE-MIT") },
  { package: "vis-data", from: join(modules, "vis-data", "LICENSE-MIT") },
  { package: "govuk-frontend", from: join(here, "licences", "govuk-frontend.txt") },
];

rmSync(vendor, { recursive: true, force: true });
mkdirSync(vendor, { recursive: true });
const files = {};

for (const copy of COPIES) {
  const [stem, suffix] = copy.name.split(".");
  files[copy.name] = `${stem}-${version(copy.package)}.min.${suffix}`;
  // the source map is not shipped, so the file must not ask for it
  const text = readFileSync(join(modules, copy.package, copy.from), "utf8").replace(/\/\/# sourceMappingURL=\S+\s*$/, "\n");
  writeFileSync(join(vendor, files[copy.name]), text);
}
for (const licence of LICENCES) {
  cpSync(licence.from, join(vendor, `${licence.package}-${version(licence.package)}.licence.txt`));
}

const css = sass.compile(join(here, "ecosystem.scss"), {
  style: "compressed",
  loadPaths: [modules],
  quietDeps: true,
}).css;
const hash = createHash("sha256").update(css).digest("hex").slice(0, 12);
files["ecosystem.css"] = `ecosystem-${hash}.css`;
writeFileSync(join(vendor, files["ecosystem.css"]), css);
writeFileSync(join(vendor, "files.json"), JSON.stringify(files, null, 2) + "\n");

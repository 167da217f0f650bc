// Builds what tools/embed puts into the program, from the npm packages and the files beside this one:
//     node assets/build.mjs OUTPUT_FOLDER
// Addresses inside the style sheet and the script carry the version of what they name (the first 12 digits of its SHA-256, as tools/embed
// makes it), so that everything can be kept by browsers for a year.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "..", "node_modules");
const govuk = join(packages, "govuk-frontend");
const typeface = join(packages, "@fontsource", "atkinson-hyperlegible-next");
const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

// Writes an asset and returns its address with its version.
function put(name, content) {
  const bytes = Buffer.from(content);
  writeFileSync(join(folder, name), bytes);
  return `/assets/${name}?v=${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}`;
}

function face(name, subset, weight, style) {
  return put(name, readFileSync(join(typeface, "files", `atkinson-hyperlegible-next-${subset}-${weight}-${style}.woff2`)));
}

const faces = {
  regular: face("atkinson-400.woff2", "latin", 400, "normal"),
  "regular-extended": face("atkinson-400-extended.woff2", "latin-ext", 400, "normal"),
  italic: face("atkinson-400-italic.woff2", "latin", 400, "italic"),
  bold: face("atkinson-700.woff2", "latin", 700, "normal"),
  "bold-extended": face("atkinson-700-extended.woff2", "latin-ext", 700, "normal"),
};
const range = JSON.parse(readFileSync(join(typeface, "unicode.json"), "utf8"))["latin-ext"];
const facesModule = Object.entries(faces).map(([name, url]) => `$${name}: "${url}";\n`).join("") + `$extended-range: unquote("${range}");\n`;

const style = sass.compile(join(here, "quorate.scss"), {
  style: "compressed",
  loadPaths: [packages],
  quietDeps: true,
  importers: [{
    canonicalize: (name) => (name === "faces" ? new URL("quorate:faces") : null),
    load: () => ({ contents: facesModule, syntax: "scss" }),
  }],
});
put("quorate.css", style.css);

const script = readFileSync(join(govuk, "dist", "govuk", "govuk-frontend.min.js"), "utf8").replace(/\/\/# sourceMappingURL=.*\s*$/, "");
const version = JSON.parse(readFileSync(join(govuk, "package.json"), "utf8")).version;
const address = put("govuk-frontend.js", `/*! govuk-frontend ${version}, Crown Copyright (Government Digital Service), MIT licence: see licences.txt */\n${script}\n`);
put("quorate.js", readFileSync(join(here, "quorate.js"), "utf8").replace('"GOVUK_FRONTEND"', JSON.stringify(address)));

put("licences.txt", [
  "Quorate's pages contain parts of these works.",
  `govuk-frontend ${version}`,
  readFileSync(join(here, "licence-govuk-frontend.txt"), "utf8"),
  "Atkinson Hyperlegible Next",
  readFileSync(join(typeface, "LICENSE"), "utf8"),
].join("\n\n"));

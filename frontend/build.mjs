// Builds the style, the scripts and the icon sprite into the package's static folder, with a manifest that
// foundation/assets.py reads. Run by `npm run build`.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/lianluo/foundation/static/build");

// Our own sheets are written in the px of the design; on the page they are rem, so that large type scales all of them.
const rem = (css) =>
  css.replace(/(@media[^{]*)|(\d*\.?\d+)px/g, (whole, media, px) => (media || Number(px) < 3 ? whole : `${px / 16}rem`));

const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => ({
      contents: sass.compile(path, {
        loadPaths: [join(here, "node_modules")],
        quietDeps: true,
        silenceDeprecations: ["import"],
        logger: sass.Logger.silent,
      }).css,
      loader: "css",
    }));
    build.onLoad({ filter: /src[\\/].*\.css$/ }, ({ path }) => ({ contents: rem(readFileSync(path, "utf8")), loader: "css" }));
  },
};

// One symbol for every name of icons.txt, drawn as the package @tabler/icons draws it; an unknown name ends the build.
function sprite() {
  const folder = join(here, "node_modules/@tabler/icons/icons/outline");
  const names = readFileSync(join(here, "icons.txt"), "utf8").split("\n").filter(Boolean);
  const unknown = names.filter((name) => !existsSync(join(folder, `${name}.svg`)));
  if (unknown.length) throw new Error(`icons.txt: @tabler/icons has no ${unknown.join(", ")}`);
  const symbols = names.map((name) => {
    const body = readFileSync(join(folder, `${name}.svg`), "utf8")
      .replace(/<svg[^>]*>|<\/svg>|<!--[\s\S]*?-->/g, "")
      .replace(/<path stroke="none"[^>]*\/>/g, "")
      .replace(/\s+/g, " ")
      .trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
  });
  const text = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  writeFileSync(join(out, `icons-${hash}.svg`), text);
  return `icons-${hash}.svg`;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const result = await esbuild.build({
  absWorkingDir: here,
  entryPoints: { app: "src/app.js", editor: "src/editor.js", style: "src/style.css", theme: "src/theme.js" },
  outdir: out,
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[name]-[hash]",
  bundle: true,
  minify: true,
  splitting: true,
  format: "esm",
  target: ["es2020", "chrome90", "firefox90", "safari15"],
  metafile: true,
  plugins: [styles],
  logLevel: "warning",
});

// The service worker is one plain script, served by a view from the address of the pages it answers for.
const worker = await esbuild.build({
  absWorkingDir: here,
  entryPoints: { sw: "src/visiting/worker.js" },
  outdir: out,
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome90", "firefox90", "safari15"],
  metafile: true,
  logLevel: "warning",
});
copyFileSync(join(here, "src/favicon.svg"), join(out, "favicon.svg"));
// Home screens ask for pictures in points: the same drawing on its own blue.
await initWasm(readFileSync(join(here, "node_modules/@resvg/resvg-wasm/index_bg.wasm")));
for (const size of [192, 512]) {
  const drawn = new Resvg(readFileSync(join(here, "src/favicon.svg"), "utf8"), { fitTo: { mode: "width", value: size }, background: "#1d4f9c" });
  writeFileSync(join(out, `icon-${size}.png`), drawn.render().asPng());
}
const manifest = { "icons.svg": sprite() };
for (const [path, output] of Object.entries({ ...result.metafile.outputs, ...worker.metafile.outputs })) {
  if (!output.entryPoint) continue;
  const file = relative(out, join(here, path));
  manifest[file.replace(/-[A-Z0-9]{8}\./, ".")] = file;
}
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1));
for (const file of readdirSync(out).filter((name) => /\.(js|css|svg)$/.test(name))) {
  console.log(file.padEnd(40), `${(gzipSync(readFileSync(join(out, file))).length / 1024).toFixed(1)} kB gzip`);
}

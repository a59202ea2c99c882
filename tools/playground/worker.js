// Python beside the page, so that the page never waits: answers each text with HTML.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const file = async (name) => {
  const answer = await fetch(name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
};

async function started() {
  const packages = file("packages.zip").then((found) => found.arrayBuffer());
  const code = file("answer.py").then((found) => found.text());
  const python = await loadPyodide();
  python.unpackArchive(await packages, "zip", { extractDir: "/packages" });
  python.runPython("import sys; sys.path.append('/packages')");
  python.runPython(await code);
  return python.globals.get("answer");
}

const failed = (error) => postMessage({ failed: String(error.message ?? error) });
const answer = started();
answer.then(() => postMessage({ ready: true }), failed);
onmessage = async ({ data: { number, text, lang } }) => {
  try {
    postMessage({ number, html: (await answer)(text, lang) });
  } catch (error) {
    failed(error);
  }
};

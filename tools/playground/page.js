// What a person sees: the words of the page in two languages, and the text sent to the worker.

const WORDS = {
  zh: {
    title: "核对文中的数字",
    what: "粘贴一段统计公报或新闻，页面标出每个数值，并核对文中的增幅、比重、合计。文字不会离开本机。",
    label: "中文文本",
    sample: "填入示例",
    other: "English",
    loading: "正在启动 Python，首次约需几秒……",
    failed: "出错：",
    ready: "可以粘贴文本了。",
    working: "正在核对……",
    done: "核对完毕。",
  },
  en: {
    title: "Check the figures of a text",
    what: "Paste a Chinese statistical release: the page marks each figure and checks the growth, shares and totals that the text states. The text does not leave this computer.",
    label: "Chinese text",
    sample: "Fill in an example",
    other: "中文",
    loading: "Starting Python, a few seconds the first time…",
    failed: "Something failed: ",
    ready: "Ready for a text.",
    working: "Checking…",
    done: "Checked.",
  },
};
const SAMPLE = `2024年，全市城镇新增就业38.85万人，比上年增加1.23万人，增长3.3%。
年末城镇登记失业率为3.2%，比上年末下降0.3个百分点。
最低工资标准由每月2180元提高到2320元，增幅达7.4%。
全市参加基本养老保险1120万人，其中参加职工养老保险950万人，占84.8%。`;

const part = (id) => document.getElementById(id);
const worker = new Worker("worker.js", { type: "module" });
let lang = navigator.language.startsWith("zh") ? "zh" : "en";
let state = "loading";
let details = "";
let ready = false;
let asked = 0; // the number of the last question; answers to earlier ones are dropped
let pause;

function show(next, more = "") {
  [state, details] = [next, more];
  part("state").textContent = WORDS[lang][state] + details;
}

function speak() {
  document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
  document.title = WORDS[lang].title;
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = WORDS[lang][element.dataset.say];
  }
  part("language").lang = lang === "zh" ? "en" : "zh-Hans";
  show(state, details);
}

function ask() {
  asked += 1;
  if (!ready) return; // asked when Python is
  if (part("text").value.trim() === "") {
    part("answer").replaceChildren();
    show("ready");
    return;
  }
  show("working");
  worker.postMessage({ number: asked, text: part("text").value, lang });
}

worker.onmessage = ({ data }) => {
  if (data.failed) return show("failed", data.failed);
  if (data.ready) {
    ready = true;
    show("ready");
    return ask();
  }
  if (data.number !== asked) return;
  part("answer").innerHTML = data.html; // escaped by the library
  show("done");
};
worker.onerror = (event) => show("failed", event.message || "worker.js");

part("text").addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(ask, 300);
});
part("sample").addEventListener("click", () => {
  part("text").value = SAMPLE;
  ask();
});
part("language").addEventListener("click", () => {
  lang = lang === "zh" ? "en" : "zh";
  speak();
  ask();
});
speak();

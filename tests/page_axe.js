// SPDX-License-Identifier: EUPL-1.2
// node tests/page_axe.js FILE.html…: each page in Chromium at desktop and phone width, light and dark, with and without
// its script: what axe-core finds wrong, what the page's policy refuses, and whether the page is wider than the screen.
"use strict";
const fs = require("fs");
const path = require("path");
const modules = process.env.SCHOUW_NODE_MODULES;
const puppeteer = require(path.join(modules, "puppeteer-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function look(browser, file, width, scheme) {
  const page = await browser.newPage();
  const wrong = [];
  page.on("console", (message) => wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  await page.setViewport({width, height: 900});
  await page.emulateMediaFeatures([{name: "prefers-color-scheme", value: scheme}]);
  await page.goto("file://" + path.resolve(file));
  const state = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - innerWidth,
    foreign: document.querySelectorAll("img,iframe,object,embed,form,link,base,[onclick],[onerror],[style]").length,
    scripts: document.querySelectorAll("script").length,
    buttons: document.querySelectorAll("thead button").length,
    tables: document.querySelectorAll("table.sort").length}));
  if (state.over > 0) wrong.push(`${state.over} pixels wider than the screen`);
  if (state.foreign > 0) wrong.push(`${state.foreign} elements that are not ours`);
  if (state.scripts !== 1) wrong.push(`${state.scripts} scripts`);
  if (state.tables > 0 && state.buttons === 0) wrong.push("the policy refused the page's own script");
  await page.evaluate((most) => {  // rows are alike, and axe-core looks at each cell
    for (const body of document.querySelectorAll("tbody")) while (body.rows.length > most) body.deleteRow(most);
  }, 15);
  await page.evaluate(axe);  // through the debugger: the policy is not asked
  const found = await page.evaluate(async (tags) => {
    const result = await axe.run(document, {runOnly: tags});
    return result.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
  }, rules);
  await page.close();
  return wrong.concat(found).map((text) => `${path.basename(file)} ${width} ${scheme}: ${text}`);
}

// Sorting and searching do what they say.
async function use(browser, file) {
  const page = await browser.newPage();
  await page.goto("file://" + path.resolve(file));
  const wrong = await page.evaluate(() => {
    const said = [];
    const table = document.querySelector("table.sort");
    if (!table) return said;
    const first = () => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent.trim());
    const before = first();
    const button = table.querySelector("thead button");
    button.click();
    const up = first();
    button.click();
    const down = first();
    button.click();
    const compare = (a, b) => a.localeCompare(b, document.documentElement.lang, {numeric: true});
    const sorted = before.filter(Boolean).sort(compare);
    if (up.filter(Boolean).join("|") !== sorted.join("|")) said.push("ascending is not sorted");
    if (compare(down[0], down[before.length - 1]) < 0) said.push("descending is not sorted");
    if (first().join("|") !== before.join("|")) said.push("the third press does not restore");
    const input = document.querySelector(".tools input");
    input.value = before[0].slice(0, 5);
    input.dispatchEvent(new Event("input"));
    const shown = [...table.tBodies[0].rows].filter((row) => !row.hidden).length;
    if (shown < 1 || !input.parentNode.querySelector("[role=status]").textContent.includes(shown))
      said.push("searching does not count what it shows");
    return said;
  });
  await page.close();
  return wrong.map((text) => `${path.basename(file)}: ${text}`);
}

(async () => {
  const browser = await puppeteer.launch({executablePath: process.env.SCHOUW_CHROMIUM, args: ["--no-sandbox"],
    protocolTimeout: 600000});
  const wrong = [];
  for (const file of process.argv.slice(2)) {
    for (const width of [1280, 390])
      for (const scheme of ["light", "dark"]) wrong.push(...await look(browser, file, width, scheme));
    wrong.push(...await use(browser, file));
  }
  await browser.close();
  if (wrong.length > 0) console.log(wrong.join("\n"));
  process.exit(wrong.length > 0 ? 1 : 0);
})().catch((error) => { console.error(error); process.exit(2); });

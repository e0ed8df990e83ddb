// Keeps the page up to date: asks the preview's server for news, and reloads when what the page is made of changed.
import { Panel } from './panel.js';

const OWN = '/__preview/';
const KEPT = 'cxzy-preview';
const PATIENCE = 2000; // ms without an answer after which the person is told
const SETTLES = 300; // ms without another file that the page loads, after which it is asked anew

const script = document.querySelector('script[data-cx-preview]').dataset;
const panel = new Panel(`${OWN}panel.css`, { hasSite: !script.sign.startsWith('503') });
const signs = new Map([[location.pathname, script.sign]]); // of everything the page uses, as it was when it was loaded
let tree = script.tree; // of which built tree they are
let seen = '';
let asking = null;
let reloads = false;
let settled = 0;
let asked = new Set(); // the paths in the question that is waiting for its answer

performance.setResourceTimingBufferSize(5000);

/** The paths of everything of this site that the page has loaded, its own first; its icon, which is loaded last, too. */
function used() {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const icons = [...document.querySelectorAll('link[rel="icon"]')].map(({ href }) => href);
  const own = [...loaded, ...icons].map((address) => new URL(address))
    .filter(({ origin, pathname }) => origin === location.origin && !pathname.startsWith(OWN));
  return [...new Set([location.pathname, ...own.map(({ pathname }) => pathname)])];
}

async function ask(signal) {
  const uses = used();
  asked = new Set(uses);
  // What was loaded since the last question is made known at once, not when there are news.
  const question = { seen: uses.every((path) => signs.has(path)) ? seen : '', uses };
  const answer = await fetch(`${OWN}wait`, { method: 'POST', body: JSON.stringify(question), signal });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/** True if the page is about to be loaded anew. */
function apply(news) {
  const isOther = news.tree !== tree;
  const changed = Object.entries(news.uses)
    .filter(([path, sign]) => (signs.has(path) ? signs.get(path) !== sign : isOther))
    .map(([path]) => path);
  // Of what was loaded after the question nobody knows of which tree it is.
  if (isOther) changed.push(...used().filter((path) => !(path in news.uses)));
  for (const [path, sign] of Object.entries(news.uses)) signs.set(path, sign);
  ({ tree, mark: seen } = news);
  const sheets = changed.map(sheetOf);
  if (!sheets.every(Boolean)) {
    reload();
    return true;
  }
  sheets.forEach(exchange);
  panel.show(news);
  return false;
}

function sheetOf(path) {
  return [...document.querySelectorAll('link[rel="stylesheet"]')].find((link) => new URL(link.href).pathname === path);
}

/** The new sheet beside the old one, which goes when the new one is there: the page is never without. */
function exchange(link) {
  const fresh = link.cloneNode();
  const address = new URL(link.href);
  address.search = `?${encodeURIComponent(signs.get(address.pathname))}`;
  fresh.href = address;
  fresh.addEventListener('load', () => link.remove(), { once: true });
  fresh.addEventListener('error', reload, { once: true });
  link.after(fresh);
}

function reload() {
  keep({ path: location.pathname, left: scrollX, top: scrollY });
  reloads = true;
  history.scrollRestoration = 'manual'; // the browser's own would come later, and undo what the reader did meanwhile
  location.reload();
}

function keep(value) {
  try { sessionStorage.setItem(KEPT, JSON.stringify(value)); } catch { /* denied: the page starts at its top */ }
}

/** To where the reader was before the page was loaded anew. */
function restore() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
  } catch { /* denied */ }
  if (kept?.path !== location.pathname) return;
  let last = 0;
  const back = () => {
    if (scrollY !== last) return; // the reader has turned the wheel meanwhile, and stays where that led
    scrollTo({ left: kept.left, top: kept.top, behavior: 'instant' });
    last = scrollY; // less than was kept while the page is still growing
  };
  back();
  if (document.readyState !== 'complete') addEventListener('load', back, { once: true });
}

/** One question after the other for as long as the page is seen: a browser has few connections to one server. */
async function watch() {
  if (asking || document.hidden) return;
  asking = new AbortController();
  const { signal } = asking;
  let lostAt = 0;
  while (!signal.aborted) {
    try {
      const news = await ask(signal);
      lostAt = 0;
      if (signal.aborted || apply(news)) return;
    } catch {
      if (signal.aborted) return;
      lostAt ||= Date.now();
      if (Date.now() - lostAt >= PATIENCE) panel.lost();
      await new Promise((resume) => { setTimeout(resume, 400); });
    }
  }
}

function rest() {
  asking?.abort();
  asking = null;
}

restore();
if ('gone' in script) panel.tellGone();
document.addEventListener('visibilitychange', () => (document.hidden ? rest() : watch()));
addEventListener('pagehide', rest);
addEventListener('pageshow', watch);
addEventListener('beforeunload', () => { if (!reloads) history.scrollRestoration = 'auto'; });
new PerformanceObserver(() => {
  clearTimeout(settled);
  settled = setTimeout(() => {
    if (!asking || used().every((path) => asked.has(path))) return;
    rest();
    watch();
  }, SETTLES);
}).observe({ type: 'resource' });
watch();

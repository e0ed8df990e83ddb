// Before the first paint, so that no page flashes.
(() => {
  'use strict';
  const key = 'cxzy-reading';
  try { void localStorage.length; } catch { // denied: a stand-in, or Material's scripts stop
    const kept = new Map();
    const value = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v) };
    Object.defineProperty(window, 'localStorage', { value });
  }
  const read = () => { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; } };
  const apply = (choice) => {
    const marks = document.documentElement.dataset;
    for (const name of ['Size', 'Contrast', 'Ink', 'Spacing']) {
      const value = choice[name.toLowerCase()];
      if (value) marks[`cx${name}`] = value;
      else delete marks[`cx${name}`];
    }
  };
  const save = (choice) => {
    try { localStorage.setItem(key, JSON.stringify(choice)); } catch {}
    apply(choice);
  };
  window.cxReading = { read, save, apply };
  apply(read());
})();

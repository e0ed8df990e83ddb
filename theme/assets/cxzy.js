'use strict';
/*
 * What helps readers beyond plain pages: reading settings, page tools, a viewer for photos, the drawer by keyboard.
 * Each part starts only where its elements are; without this file every page is complete and shows no button of these.
 */
(() => {
  const TEXT = (window.cxHant ?? ((words) => words))({
    size: '文字大小', smaller: '缩小文字', normal: '标准大小', larger: '放大文字', sizes: { '': '标准', 125: '大', 150: '特大' },
    print: '打印', share: '分享', address: '本页网址', copy: '复制网址', copied: '已复制', uncopied: '请按 Ctrl+C 复制',
    send: '用其他应用分享', close: '关闭', qr: '本页网址的二维码', scan: '用手机扫一扫，看本页',
    viewer: '看大图', previous: '上一张', next: '下一张', place: (n, total) => `第 ${n} 张，共 ${total} 张`,
    table: (n) => `表格 ${n}`, menu: '导航菜单', back: (name) => `返回，收起${name}`,
  });
  const SIZES = ['', '125', '150'];
  const SWIPE = 50; // px a finger moves before it means a change of photo

  const root = document.documentElement;
  const isFolder = location.protocol === 'file:';
  const qrLibrary = new URL('vendor/lean-qr.js', document.currentScript.src).href;

  /** @type {(selector: string, within?: ParentNode) => HTMLElement | null} */
  const one = (selector, within = document) => within.querySelector(selector);
  /** @type {(selector: string, within?: ParentNode) => HTMLElement[]} */
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /**
   * An element with attributes, and listeners where a value is a function.
   * @param {string} tag
   * @param {Record<string, string | ((event: any) => void)>} [given]
   * @param {...(Node | string)} children
   */
  function make(tag, given = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (typeof value === 'function') element.addEventListener(name, value);
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** @type {(text: string, act: () => void, given?: Record<string, string>) => HTMLElement} */
  const button = (text, act, given = {}) => make('button', { type: 'button', ...given, click: act }, text);

  window.cxDom = { make, button }; // for present.js and search/showing.js, which run after this

  /**
   * Open a modal dialog; the page behind stands still. Focus goes back to where it was when it closes.
   * @param {HTMLDialogElement} dialog
   */
  function open(dialog) {
    const before = document.activeElement;
    root.classList.toggle('cx-still', root.scrollHeight > root.clientHeight);
    dialog.addEventListener('close', () => {
      root.classList.remove('cx-still');
      before?.focus?.();
    }, { once: true });
    dialog.showModal();
  }

  /** A click on the dialog itself is one on the ground around what it holds. */
  const closeFromOutside = (event) => { if (event.target === event.currentTarget) event.target.close(); };

  // Reading settings

  const choice = () => window.cxReading.read();

  /** @param {Record<string, string>} changes */
  const choose = (changes) => {
    window.cxReading.save({ ...choice(), ...changes });
    dispatchEvent(new Event('resize')); // Material measures its header again
  };

  /** The form's three questions; colours stand for two attributes. */
  function choiceOf(form) {
    const { size, colours, spacing } = Object.fromEntries(new FormData(form));
    return { size, contrast: colours && 'high', ink: colours === 'yellow' ? 'yellow' : '', spacing };
  }

  function showChoice(form) {
    const { size = '', contrast = '', ink = '', spacing = '' } = choice();
    const shown = { size, colours: ink || contrast, spacing };
    for (const [name, value] of Object.entries(shown)) form.elements[name].value = value;
  }

  function readingSettings() {
    const opener = one('[data-cx-settings]');
    const dialog = /** @type {HTMLDialogElement | null} */ (one('#cx-settings'));
    if (!opener || !dialog) return;
    const form = one('form', dialog);
    opener.hidden = false;
    opener.addEventListener('click', () => { showChoice(form); open(dialog); one(':checked', form).focus(); });
    dialog.addEventListener('click', closeFromOutside);
    form.addEventListener('change', () => choose(choiceOf(form)));
    form.addEventListener('reset', () => setTimeout(() => choose(choiceOf(form))));
    addEventListener('pageshow', (event) => { if (event.persisted) window.cxReading.apply(choice()); });
    addEventListener('storage', () => window.cxReading.apply(choice()));
  }

  // The page's address as a QR code

  const address = () => one('link[rel=canonical]')?.href || location.href.split('#')[0];

  /** Black on white with the quiet zone of four modules that ISO/IEC 18004 asks for. */
  async function drawQr() {
    if (isFolder) throw new Error('modules come from servers alone');
    const { generate } = await import(qrLibrary);
    const code = generate(address());
    const side = code.size + 8;
    let path = '';
    for (let y = 0; y < code.size; y += 1) {
      for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
    }
    const svg = (tag, given) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
      return element;
    };
    const image = svg('svg', { viewBox: `0 0 ${side} ${side}`, role: 'img', 'aria-label': TEXT.qr, 'shape-rendering': 'crispEdges' });
    image.append(svg('rect', { width: side, height: side, fill: '#fff' }), svg('path', { d: path, fill: '#000' }));
    return image;
  }

  /** The code for paper, at the article's end. It must be there before the reader prints: by then it is too late to load. */
  async function readyForPaper() {
    if (one('.cx-paper-qr')) return;
    const image = await drawQr();
    if (one('.cx-paper-qr')) return;
    const caption = make('figcaption', {}, TEXT.scan, make('span', {}, address()));
    one('#__content').append(make('figure', { class: 'cx-qr cx-paper-qr' }, image, caption));
  }

  // Page tools

  function pageTools() {
    const row = one('[data-cx-tools]');
    if (!row) return;
    const status = make('span', { class: 'cx-status', role: 'status' });
    const resize = (step) => {
      const at = SIZES.indexOf(choice().size || '');
      const size = step ? SIZES[Math.max(0, Math.min(SIZES.length - 1, at + step))] : '';
      choose({ size });
      status.textContent = `${TEXT.size}：${TEXT.sizes[size]}`;
    };
    const print = () => readyForPaper().catch(() => {}).then(() => window.print());
    row.append(
      button('A−', () => resize(-1), { 'aria-label': TEXT.smaller }),
      button('A', () => resize(0), { 'aria-label': TEXT.normal }),
      button('A+', () => resize(1), { 'aria-label': TEXT.larger }),
      button(TEXT.print, print),
      button(TEXT.share, share, { 'aria-haspopup': 'dialog' }),
      status,
    );
    row.hidden = false;
    const ready = () => readyForPaper().catch(() => {});
    // A busy browser may have no idle moment for long, and the reader prints meanwhile.
    const whenIdle = () => (window.requestIdleCallback ? requestIdleCallback(ready, { timeout: 2000 }) : setTimeout(ready));
    if (document.readyState === 'complete') whenIdle();
    else addEventListener('load', whenIdle);
  }

  async function share() {
    const status = make('p', { class: 'cx-status', role: 'status' });
    const field = make('input', { readonly: '', value: address(), 'aria-label': TEXT.address });
    const actions = make('p', { class: 'cx-dialog__actions' },
      button(TEXT.close, () => dialog.close()),
      button(TEXT.copy, async () => { status.textContent = (await copied(field)) ? TEXT.copied : TEXT.uncopied; }, { class: 'cx-main' }));
    if (navigator.share) {
      actions.prepend(button(TEXT.send, () => navigator.share({ title: document.title, url: address() }).catch(() => {})));
    }
    const code = make('figure', { class: 'cx-qr' }, make('figcaption', {}, TEXT.scan));
    const dialog = make('dialog', { class: 'cx-dialog cx-share', 'aria-label': TEXT.share, click: closeFromOutside, close: () => dialog.remove() },
      make('div', {}, code, field, status, actions));
    document.body.append(dialog);
    open(dialog);
    drawQr().then((image) => code.prepend(image), () => code.remove());
  }

  /** Whether the field's text could be copied; the clipboard's own interface is there on secure addresses only. */
  async function copied(field) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      field.select();
      return document.execCommand('copy');
    }
  }

  // Viewer for photos

  /** Photos that are leafed through together: an album's, else those of the body that stand in no album. */
  const groupOf = (link) => link.closest('.cx-album') || link.closest('.cx-body') || one('#__content') || document.body;

  function photoViewer() {
    for (const link of all('a.cx-zoom')) link.setAttribute('aria-haspopup', 'dialog');
    document.addEventListener('click', (event) => {
      const link = event.target.closest?.('a.cx-zoom');
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      link.focus();
      const group = groupOf(link);
      const links = all('a.cx-zoom', group).filter((other) => groupOf(other) === group);
      view(links, links.indexOf(link));
    });
  }

  /**
   * @param {HTMLElement[]} links
   * @param {number} first which of them is shown first
   */
  function view(links, first) {
    let at = first;
    const image = make('img', { draggable: 'false' });
    const caption = make('figcaption');
    const counter = make('p', { class: 'cx-viewer__place', role: 'status' });
    const show = (to) => {
      at = Math.max(0, Math.min(links.length - 1, to));
      const link = links[at];
      image.src = link.href;
      image.alt = one('img', link)?.alt || '';
      caption.textContent = link.dataset.caption || one('figcaption', link.closest('figure') || link)?.textContent || '';
      counter.textContent = TEXT.place(at + 1, links.length);
      for (const [control, end] of [[previous, 0], [next, links.length - 1]]) {
        control.setAttribute('aria-disabled', String(at === end)); // still focusable: focus must not fall out at an end
      }
      for (const near of [links[at + 1], links[at - 1]]) if (near) new Image().src = near.href;
    };
    const previous = button('‹', () => show(at - 1), { class: 'cx-viewer__previous', 'aria-label': TEXT.previous });
    const next = button('›', () => show(at + 1), { class: 'cx-viewer__next', 'aria-label': TEXT.next });
    const close = button('×', () => dialog.close(), { class: 'cx-viewer__close', 'aria-label': TEXT.close });
    const keys = { ArrowLeft: () => show(at - 1), ArrowRight: () => show(at + 1), Home: () => show(0), End: () => show(links.length - 1) };
    const press = (event) => {
      event.stopPropagation();
      if (!keys[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      keys[event.key]();
    };
    const figure = make('figure', { click: closeFromGround }, image, caption);
    const dialog = make('dialog', { class: 'cx-viewer', 'aria-label': TEXT.viewer, keydown: press, close: () => dialog.remove() },
      counter, close, previous, figure, next);
    if (links.length === 1) for (const extra of [counter, previous, next]) extra.hidden = true;
    onSwipe(figure, (step) => show(at + step));
    function closeFromGround(event) { if (event.target === figure) dialog.close(); }
    show(first);
    document.body.append(dialog);
    open(dialog);
  }

  /**
   * @param {HTMLElement} element
   * @param {(step: 1 | -1) => void} turn
   */
  function onSwipe(element, turn) {
    let start = null;
    element.addEventListener('touchstart', (event) => { start = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
    element.addEventListener('touchend', (event) => {
      if (!start) return;
      const dx = event.changedTouches[0].clientX - start.clientX;
      const dy = event.changedTouches[0].clientY - start.clientY;
      if (Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) turn(dx < 0 ? 1 : -1);
      start = null;
    });
  }

  // Material's drawer and skip link

  /**
   * A label that switches a checkbox is out of the keyboard's reach: a button takes its place.
   * @param {HTMLElement} label
   * @param {HTMLElement} box
   * @param {string} [name] what a screen reader says, if not the label's text
   */
  function asButton(label, box, name) {
    const stand = button('', () => box.click(), { class: label.className });
    stand.append(...label.childNodes);
    if (label.id) stand.id = label.id;
    if (name) stand.setAttribute('aria-label', name);
    const tell = () => stand.setAttribute('aria-expanded', String(box.checked));
    box.addEventListener('change', tell);
    tell();
    label.replaceWith(stand);
    return stand;
  }

  /** What slides in is still outside the window: scrolling there would shift the whole page. */
  const steady = (element) => element?.focus({ preventScroll: true });

  function drawer() {
    const box = one('#__drawer');
    const label = one('.md-header label[for=__drawer]');
    const panel = one('.md-sidebar--primary');
    if (!box || !label || !panel) return;
    const opener = asButton(label, box, TEXT.menu);
    opener.classList.add('cx-menu');
    const behind = [one('[data-md-component=skip]'), one('.md-header'), one('.md-tabs'), ...all('.md-main__inner > *'), one('.md-top'), one('.cx-footer')];
    box.addEventListener('change', () => {
      for (const part of behind) if (part && part !== panel) part.inert = box.checked;
      const shown = all('.md-nav__toggle', panel).findLast((toggle) => toggle.checked); // a list that covers the others
      const first = shown ? one('button.md-nav__title', shown.parentElement) : one('.md-nav__list :is(a, button)', panel);
      steady(box.checked ? first : opener);
    });
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && box.checked) box.click(); });
    const narrow = matchMedia('(max-width: 76.234375em)'); // where Material makes the panel a drawer
    const adapt = () => {
      if (narrow.matches) for (const toggle of all('.md-nav__toggle', panel)) nested(toggle, narrow);
      else if (box.checked) box.click(); // or the page would stay inert
    };
    narrow.addEventListener('change', adapt);
    adapt();
  }

  /** A nested list of the drawer: opened by its name, left by its title; nobody can reach what it covers. */
  function nested(box, narrow) {
    const [name, title] = [one(`label.md-nav__link[for="${box.id}"]`), one(`label.md-nav__title[for="${box.id}"]`)];
    if (!name || !title) return;
    const enter = asButton(name, box);
    const leave = asButton(title, box, TEXT.back(title.textContent.trim()));
    const item = enter.parentElement;
    const [list, above] = [item.parentElement, item.parentElement.parentElement];
    const covered = [...above.children, ...list.children, ...item.children].filter((part) => ![list, item, box].includes(part) && !part.contains(leave));
    const cover = () => { for (const part of covered) part.inert = box.checked && narrow.matches; };
    box.addEventListener('change', () => { cover(); steady(box.checked ? leave : enter); });
    narrow.addEventListener('change', cover);
    cover();
  }

  function skipLink() {
    one('.md-skip')?.addEventListener('click', (event) => {
      const target = document.getElementById(decodeURIComponent(event.currentTarget.hash.slice(1)));
      if (!target) return;
      if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
      target.focus();
    });
  }

  /** Search: its scripts are loaded when the reader turns to it. */
  function search() {
    const forms = all('[data-cx-search]');
    if (!forms.length) return;
    const file = isFolder ? 'index.html' : '';
    const waiting = new Set(['asking.js', 'showing.js']); // the second takes what the first gives
    let pending = 0;
    const settled = () => { if (!--pending && waiting.size) failed(); };
    const load = () => {
      if (pending) return;
      for (const name of waiting) {
        pending++;
        const script = make('script', {
          src: new URL(name, new URL(forms[0].dataset.script, location.href)),
          load: () => { if (waiting.values().next().value === name) waiting.delete(name); settled(); }, // else no first
          error: () => { script.remove(); settled(); },
        });
        script.async = false; // but one after the other
        document.head.append(script);
      }
    };
    const failed = () => {
      for (const note of all('.cx-search__failed, #search-failed')) {
        note.hidden = false;
        one('button', note).onclick = () => { note.hidden = true; note.closest('form')?.elements.q.focus(); load(); };
      }
    };
    one('#search-failed button')?.addEventListener('click', () => forms.at(-1).elements.q.focus()); // it will be hidden
    for (const form of forms) {
      form.action = form.dataset.page + file;
      form.addEventListener('focusin', load);
    }
    for (const link of all('.cx-search-link')) link.href += file;
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.('input, textarea, select, [contenteditable]') || one('dialog[open], .cx-present')) return;
      const field = forms.map((form) => form.elements.q).findLast((one) => one.checkVisibility?.() ?? one.offsetParent);
      const way = field || one('.cx-search-link');
      event.preventDefault();
      way.focus();
      if (!field) way.click();
    });
    if (one('#search-page')) load();
  }

  /** Material takes every alternate link for another language, and asks for a site map beside it on each page. */
  function alternateLinks() {
    for (const link of all('link[rel=alternate]')) link.rel = link.type ? 'alternate feed' : 'alternate edition';
  }

  /** To the same place of the same page. */
  function editionSwitch() {
    const link = one('.cx-switch');
    const tell = () => { [link.search, link.hash] = [location.search, location.hash]; }; // a question goes along
    if (!link) return;
    tell();
    addEventListener('hashchange', tell);
    for (const kind of ['pointerdown', 'click']) link.addEventListener(kind, tell); // before it is opened in a tab
  }

  /** Material puts wide tables in boxes that scroll; the keyboard must get into those that do. */
  function wideTables() {
    const tell = () => all('.md-typeset__scrollwrap').forEach((box, i) => {
      if (box.scrollWidth <= box.clientWidth || box.hasAttribute('tabindex')) return;
      for (const [name, value] of [['tabindex', '0'], ['role', 'region'], ['aria-label', TEXT.table(i + 1)]]) box.setAttribute(name, value);
    });
    addEventListener('load', tell);
    addEventListener('resize', tell);
  }

  /** On paper a link's address stands beside it: the whole one, as it is published. */
  function addressesForPaper() {
    addEventListener('beforeprint', () => {
      for (const link of all('.cx-body a[href]:not(.cx-zoom, .footnote-ref, .footnote-backref), .md-typeset > :not(nav) a[href]:not(.headerlink, .cx-zoom)')) {
        if (!link.hash || link.pathname !== location.pathname) link.dataset.address = new URL(link.getAttribute('href'), address()).href;
      }
    });
  }

  /** The phase that today falls in, in Shanghai. */
  function presentPhase() {
    const phases = all('.cx-track [data-from]');
    if (one('.cx-track [aria-current]')) return;
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    phases.find((phase) => phase.dataset.from <= today && today <= phase.dataset.until)?.setAttribute('aria-current', 'date');
  }

  /** A page opened from a folder has no server to find index.html. */
  function folder() {
    if (!isFolder) return;
    const lead = ({ target }) => {
      const link = target.closest?.('a[href]');
      if (link?.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
    };
    for (const kind of ['pointerdown', 'click']) document.addEventListener(kind, lead, { capture: true });
  }

  for (const start of [folder, readingSettings, pageTools, photoViewer, drawer, skipLink, search, alternateLinks, editionSwitch, wideTables, addressesForPaper, presentPhase]) start();
})();

'use strict';
/*
 * Presentation: the exhibition page board by board, for a projector. Nothing is written twice; boards are clones of
 * the page's own elements, cut so that each fits the window. What the page marks:
 *
 *   data-board="KIND"         an element that becomes boards: `cover`, `figures`, or nothing for a plain one
 *   data-board-title="…"      its name, in the masthead of its boards
 *   data-board-items="SHAPE"  within it, the box of the items that may be spread over several boards: its children, or
 *                             those of the one list it holds. `photos`, `portraits` (narrower) or `rows` (full width)
 *   data-board-start          where the button stands that starts the show; else in the first board
 *   data-board-skip           within it, what boards leave out
 *
 * An item too tall for a board of its own is cut at its longest list, else it is set smaller.
 */
(() => {
  const TEXT = (window.cxHant ?? ((words) => words))({
    start: '放映', region: '成果展览放映', board: '展板', previous: '上一屏', next: '下一屏', auto: '自动', full: '全屏', leave: '退出',
    autoOn: '自动放映：开', autoOff: '自动放映：停', still: '系统设置了减少动画，不自动放映', untitled: '展板',
    place: (n, total) => `${n} / ${total}`, spoken: (n, total, title) => `第 ${n} 屏，共 ${total} 屏：${title}`,
    help: '← → 换屏，数字键到某一部分，P 自动，F 全屏，Esc 退出',
  });
  const EVERY = 12_000; // ms a board stays when boards change by themselves
  const POINTING = 3_000; // ms the controls stay after the pointer moved
  const HASH = /^#fang-ying-(\d+)$/;
  const WIDTH = { photos: 44, portraits: 27, rows: 400 }; // of one item at least, in hundredths of the window's shorter side
  const SMALLEST = 0.5; // of the normal type size, for what cannot be cut

  const { make, button } = window.cxDom;
  const root = document.documentElement;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const sources = [...document.querySelectorAll('main [data-board]')];
  if (!sources.length || !window.HTMLDialogElement) return;

  const siteName = document.querySelector('[data-board="cover"] h1')?.textContent.trim() || document.title;

  // Boards

  /** A clone that may stand beside its original: no ids, no links to fall into, pictures loaded at once. */
  function cloneOf(source) {
    const clone = /** @type {HTMLElement} */ (source.cloneNode(true));
    for (const extra of clone.querySelectorAll('[data-board-skip], script, link')) extra.remove();
    for (const element of [clone, ...clone.querySelectorAll('*')]) {
      for (const name of ['id', 'href', 'aria-labelledby', 'data-board', 'tabindex']) element.removeAttribute(name);
      if (element instanceof HTMLImageElement) element.loading = 'eager';
    }
    return clone;
  }

  /** The element whose children are the items. */
  function listIn(box) {
    const only = box.children.length === 1 && box.firstElementChild;
    return only && /^[UO]L$/.test(only.tagName) ? only : box;
  }

  const fits = (body) => body.scrollHeight <= body.clientHeight + 1 && body.scrollWidth <= body.clientWidth + 1;

  /** An empty board in the stage, and its body. */
  function newBoard(stage, source) {
    const title = source.dataset.boardTitle || TEXT.untitled;
    const kind = source.dataset.board || 'plain';
    const body = make('div', { class: 'cx-board-body' });
    const head = make('div', { class: 'cx-board-head' }, make('p', {}, title), make('p', {}, siteName));
    const board = make('section', { class: `cx-screen cx-screen--${kind}`, 'aria-roledescription': TEXT.board, 'aria-label': title }, head, body);
    stage.append(board);
    return { board, body, title, source };
  }

  /** Set smaller by tenths until it fits. */
  function shrink(body) {
    for (let size = 1; size > SMALLEST && !fits(body); size -= 0.1) body.firstElementChild.style.setProperty('zoom', size.toFixed(2));
  }

  /** Two clones of an item, each with half of its longest list; nothing if there is no such list. */
  function halves(item) {
    const lists = [...item.querySelectorAll('ul, ol')];
    const at = lists.reduce((best, list, i) => (list.children.length > (lists[best]?.children.length ?? 1) ? i : best), -1);
    if (at < 0) return null;
    const middle = Math.ceil(lists[at].children.length / 2);
    return [0, 1].map((half) => {
      const clone = item.cloneNode(true);
      const parts = [...clone.querySelectorAll('ul, ol')[at].children];
      for (const part of half ? parts.slice(0, middle) : parts.slice(middle)) part.remove();
      return clone;
    });
  }

  /** The boards of one source, appended to the stage. */
  function layOut(stage, source) {
    const boxes = [...source.querySelectorAll('[data-board-items]')].filter((box) => listIn(box).children.length);
    if (!boxes.length) {
      const made = newBoard(stage, source);
      const clone = cloneOf(source);
      clone.removeAttribute('aria-label'); // the board has it
      made.body.append(clone);
      shrink(made.body);
      return [made];
    }
    return boxes.flatMap((box) => layOutItems(stage, source, box));
  }

  function layOutItems(stage, source, box) {
    const shape = box.dataset.boardItems || 'photos';
    const list = listIn(box);
    const items = [...list.children].map(cloneOf);

    /** A board that holds `some` of the items, or nothing if they do not fit. */
    const attempt = (some, force = false) => {
      const made = newBoard(stage, source);
      const holder = /** @type {HTMLElement} */ (list.cloneNode(false));
      const room = Math.max(1, Math.floor((100 * made.body.clientWidth) / (WIDTH[shape] * Math.min(innerWidth, innerHeight))));
      holder.removeAttribute('id');
      holder.classList.add('cx-board-items', `cx-board-items--${shape}`);
      holder.style.setProperty('--room', String(room)); // an item's width does not depend on how many stand beside it
      holder.style.setProperty('--columns', String(Math.min(room, some.length)));
      holder.append(...some.map((item) => item.cloneNode(true)));
      made.body.append(holder);
      if (force) shrink(made.body);
      if (force || fits(made.body)) return made;
      made.board.remove();
      return null;
    };

    const sizes = [];
    for (let from = 0; from < items.length;) {
      let count = 0;
      for (let board; from + count < items.length && (board = attempt(items.slice(from, from + count + 1))); count += 1) board.board.remove();
      const parts = count ? null : halves(items[from]);
      if (parts) items.splice(from, 1, ...parts);
      else from += sizes.push(count || 1) && (count || 1);
    }
    return spread(items, sizes, attempt);
  }

  /** Boards of about equal size rather than full ones and a poor last one, where that fits as well. */
  function spread(items, sizes, attempt) {
    const even = sizes.map((_, i) => Math.ceil(((i + 1) * items.length) / sizes.length) - Math.ceil((i * items.length) / sizes.length));
    for (const plan of [even, sizes]) {
      const boards = [];
      let from = 0;
      for (const count of plan) {
        const board = attempt(items.slice(from, from + count), plan === sizes && count === 1);
        if (!board) break;
        boards.push(board);
        from += count;
      }
      if (boards.length === plan.length) return boards;
      for (const { board } of boards) board.remove();
    }
    return [];
  }

  // The show

  let boards = [];
  let at = 0;
  let timer = 0;
  let stays = false; // whether the show goes on when the full screen is left

  const stage = make('div', { class: 'cx-stage', tabindex: '-1' });
  const counter = make('span', { class: 'cx-count' });
  const spoken = make('p', { class: 'cx-spoken', role: 'status' });
  const bar = make('span', { class: 'cx-done' });
  const auto = button(TEXT.auto, () => setAuto(!timer), { 'aria-pressed': 'false', 'aria-keyshortcuts': 'P' });
  const controls = make('div', { class: 'cx-controls' },
    make('span', { class: 'cx-help' }, TEXT.help),
    button(TEXT.previous, () => show(at - 1)), button(TEXT.next, () => show(at + 1)), auto,
    button(TEXT.full, () => toggleScreen(), { 'aria-keyshortcuts': 'F' }), button(TEXT.leave, () => dialog.close()), counter);
  const dialog = /** @type {HTMLDialogElement} */ (make('dialog', { class: 'cx-present cx', 'aria-label': TEXT.region }, stage, bar, controls, spoken));

  function build() {
    stage.replaceChildren();
    boards = sources.flatMap((source) => layOut(stage, source));
  }

  function show(to) {
    at = Math.max(0, Math.min(boards.length - 1, to));
    boards.forEach(({ board }, i) => { board.classList.toggle('is-shown', i === at); board.inert = i !== at; });
    counter.textContent = TEXT.place(at + 1, boards.length);
    spoken.textContent = TEXT.spoken(at + 1, boards.length, boards[at].title);
    bar.style.setProperty('--done', String((at + 1) / boards.length));
    history.replaceState(history.state, '', `#fang-ying-${at + 1}`);
  }

  /** The n-th part of the exhibition, as its heading counts. */
  function toPart(n) {
    const hall = sources.filter((source) => source.matches('section'))[n - 1];
    const first = boards.findIndex(({ source }) => source === hall);
    if (first >= 0) show(first);
  }

  function setAuto(on) {
    clearInterval(timer);
    timer = on && !calm.matches ? setInterval(() => show((at + 1) % boards.length), EVERY) : 0;
    auto.setAttribute('aria-pressed', String(Boolean(timer)));
    spoken.textContent = on && calm.matches ? TEXT.still : timer ? TEXT.autoOn : TEXT.autoOff;
  }

  async function toggleScreen() {
    stays = Boolean(document.fullscreenElement);
    try {
      if (stays) await document.exitFullscreen();
      else await root.requestFullscreen({ navigationUI: 'hide' });
    } catch { /* denied: the window is the screen */ }
  }

  async function start(to, wantsScreen) {
    if (wantsScreen && !document.fullscreenElement) await toggleScreen();
    if (dialog.open) return;
    document.body.append(dialog);
    root.classList.add('cx-presenting');
    dialog.showModal();
    build();
    show(to);
    stage.focus();
  }

  function leave() {
    setAuto(false);
    root.classList.remove('cx-presenting');
    dialog.remove();
    stage.replaceChildren();
    history.replaceState(history.state, '', location.pathname + location.search);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    starter.focus();
  }

  const KEYS = {
    ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1), ' ': () => show(at + 1), Enter: () => show(at + 1),
    ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1), Home: () => show(0), End: () => show(boards.length - 1),
    f: toggleScreen, F: toggleScreen,
  };

  function press(event) {
    event.stopPropagation(); // from Material's own keys
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const onButton = event.target.closest('button') && (event.key === 'Enter' || event.key === ' ');
    if (/^p$/i.test(event.key)) setAuto(!timer);
    else if (timer && !onButton && event.key !== 'Tab') setAuto(false);
    const act = /^[1-9]$/.test(event.key) ? () => toPart(Number(event.key)) : KEYS[event.key];
    if (!act || onButton) return;
    event.preventDefault();
    act();
  }

  /** The left third goes back, the right third on. */
  function point(event) {
    const third = event.clientX / innerWidth;
    if (third < 1 / 3) show(at - 1);
    else if (third > 2 / 3) show(at + 1);
  }

  const starter = button(TEXT.start, () => start(0, true), { class: 'cx-start', 'data-board-skip': '' });
  (document.querySelector('[data-board-start]') || sources[0]).append(starter);
  let pointing = 0;
  dialog.addEventListener('pointermove', () => {
    dialog.classList.add('is-pointing');
    clearTimeout(pointing);
    pointing = setTimeout(() => dialog.classList.remove('is-pointing'), POINTING);
  });
  stage.addEventListener('click', point);
  dialog.addEventListener('keydown', press);
  dialog.addEventListener('close', leave);
  document.addEventListener('fullscreenchange', () => {
    if (document.fullscreenElement) return;
    if (!stays && dialog.open) dialog.close(); // Esc belongs to the browser there
    stays = false;
  });
  let waiting = 0;
  addEventListener('resize', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      if (!dialog.open) return;
      const { source } = boards[at];
      const nth = at - boards.findIndex((board) => board.source === source);
      build();
      show(Math.min(boards.findIndex((board) => board.source === source) + nth, boards.findLastIndex((board) => board.source === source)));
    });
  });
  const asked = HASH.exec(location.hash);
  if (asked) start(Number(asked[1]) - 1, false);
})();

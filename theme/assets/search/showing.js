'use strict';
/* Shows what asking.js finds: titles while typing; on /search/ all of it. */
(() => {
  if (!window.cxAsking) return;
  const SUGGESTED = 8; // titles offered while typing, the first of the hits; half where those stand below
  const PAUSE = 40; // ms after a key
  const LONG = 300; // ms until it is told that one waits

  const { SCREEN, BATCH, TITLE, root, isOutdated, answerTo, best, read, occurs, nearby, facetsNow, hasPart, placesOf } = window.cxAsking;

  const { make } = window.cxDom;

  const words = new Map();
  for (const word of document.querySelector('#search-words')?.content.children || []) words.set(word.dataset.word, word.textContent);
  /** The words of a name, its {} filled. */
  const say = (name, ...values) => values.reduce((text, value) => text.replace('{}', () => value), words.get(name) || '');

  const dayOf = (date) => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

  const addressOf = (address) => {
    const path = address.split('/').map(encodeURIComponent).join('/');
    return new URL(location.protocol === 'file:' && /(^|\/)$/.test(path) ? `${path}index.html` : path || '.', root).href;
  };

  function hitsIn(block, parts) {
    const isHit = new Uint8Array(block.characters.length);
    const isPlain = block.folded.length === block.characters.length;
    const place = (at) => (isPlain ? at : [...block.folded.slice(0, at)].length);
    for (const part of parts) for (const [from, to] of placesOf(block, part)) isHit.fill(1, place(from), place(to));
    return isHit;
  }

  function marked(block, parts, from = 0, to = block.characters.length) {
    const isHit = hitsIn(block, parts);
    const nodes = [];
    for (let at = from; at < to;) {
      let end = at + 1;
      while (end < to && isHit[end] === isHit[at]) end++;
      const text = block.characters.slice(at, end).join('');
      nodes.push(isHit[at] ? make('mark', {}, text) : text);
      at = end;
    }
    return nodes;
  }

  const titleOf = (text, parts) => text.blocks.filter((block) => block.field === 'title').flatMap((block) => marked(block, parts));

  /** page: where there are hits too; `changes` is called at once, `ask` after a pause. */
  function suggest(form, page = null) {
    const field = form.elements.q;
    const list = form.querySelector('[role=listbox]');
    const note = form.querySelector('.cx-search__failed');
    let [at, turn, timer] = [-1, 0, 0];
    const given = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id };
    for (const [name, value] of Object.entries(given)) field.setAttribute(name, value);

    const point = (to) => {
      list.children[at]?.setAttribute('aria-selected', 'false');
      at = to;
      const option = list.children[at];
      option?.setAttribute('aria-selected', 'true');
      option?.scrollIntoView({ block: 'nearest' });
      if (option) field.setAttribute('aria-activedescendant', option.id);
      else field.removeAttribute('aria-activedescendant');
    };
    const show = (options) => {
      point(-1);
      list.replaceChildren(...options);
      list.hidden = !options.length;
      field.setAttribute('aria-expanded', !list.hidden);
    };
    const close = () => {
      turn++;
      clearTimeout(timer);
      show([]);
    };
    const offer = async () => {
      const mine = ++turn;
      const isAwaited = () => mine === turn;
      const typed = field.value.trim();
      note.hidden = true;
      let options = [];
      try {
        const answer = typed && await answerTo(typed);
        if (!isAwaited()) return;
        const view = { keeps: () => true, floor: TITLE * answer.wanted?.length || 1 };
        const top = answer ? await best(answer, view, SCREEN, isAwaited) : [];
        if (isAwaited()) options = top.slice(0, page ? SUGGESTED / 2 : SUGGESTED).map((doc, i) => option(answer, doc, i));
      } catch {
        if (isAwaited()) note.hidden = Boolean(page);
      }
      if (isAwaited()) show(options);
    };
    const option = (answer, doc, i) => {
      const { text } = answer.read.get(doc);
      const given = { id: `${list.id}-${i}`, role: 'option', 'aria-selected': 'false', 'data-href': addressOf(text.address) };
      const element = make('li', given, make('span', {}, ...titleOf(text, answer.wanted)));
      if (text.date) element.append(' ', make('small', {}, dayOf(text.date)));
      return element;
    };
    const typing = () => {
      clearTimeout(timer);
      point(-1);
      page?.changes();
      timer = setTimeout(() => { page?.ask(); offer(); }, PAUSE);
    };

    field.addEventListener('input', (event) => { if (!event.isComposing) typing(); });
    field.addEventListener('compositionend', typing);
    field.addEventListener('compositionstart', () => clearTimeout(timer));
    field.addEventListener('keydown', (event) => {
      const count = list.children.length;
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'ArrowDown' && !count) offer();
      else if (event.key === 'ArrowDown') point(at + 1 < count ? at + 1 : -1);
      else if (event.key === 'ArrowUp') point(at < 0 ? count - 1 : at - 1);
      else if (event.key === 'Escape' && count) close();
      else if (event.key === 'Enter' && at >= 0) location.href = list.children[at].dataset.href;
      else return;
      event.preventDefault();
    });
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const chosen = event.target.closest('[role=option]');
      if (chosen) location.href = chosen.dataset.href;
    });
    // Not at once: what is clicked must not move away.
    form.addEventListener('focusout', () => setTimeout(() => { if (!form.contains(document.activeElement)) close(); }, 250));
    form.addEventListener('submit', (event) => {
      close();
      if (!page) return;
      event.preventDefault();
      page.ask();
    });
    note.querySelector('button').addEventListener('click', () => { field.focus(); offer(); });
    if (document.activeElement === field && field.value) typing();
  }

  const LEAD = 16; // characters before the first hit of a piece
  const PIECE = 84;

  /** Pieces of the text around the parts: of the block that has most, and of it or others for the rest. */
  function excerpt(text, parts) {
    const isBody = ({ field }) => field === 'body';
    const blocks = text.blocks.filter(({ field }) => field !== 'title').sort((one, other) => isBody(other) - isBody(one));
    const pieces = [];
    let missing = parts;
    for (let i = 0; i < 3; i++) {
      const counts = blocks.map((block) => missing.filter((part) => hasPart(block, part)).length);
      const most = Math.max(...counts);
      const block = blocks[counts.indexOf(most)];
      if (!block || (i && !most)) break;
      const hits = hitsIn(block, missing);
      const { length } = hits;
      const first = Math.max(0, hits.indexOf(1));
      const lead = first < LEAD + 8 ? 0 : first - LEAD;
      const from = lead && lead + 1 + block.characters.slice(lead, first).findIndex((one) => '，。；、'.includes(one));
      const to = Math.min(length, hits.indexOf(0, from + PIECE) >>> 0); // no hit is cut
      pieces.push(i ? ' ' : '', words.get(block.field) || '', from ? '……' : '', ...marked(block, parts, from, to), to < length ? '……' : '');
      const seen = { folded: [...block.folded].slice(from, to).join('') };
      missing = missing.filter((part) => !hasPart(seen, part));
    }
    return pieces;
  }

  function hit(answer, doc) {
    const { text } = answer.read.get(doc);
    const link = make('a', { href: addressOf(text.address) }, ...titleOf(text, answer.wanted));
    const facts = make('p', { class: 'cx-hit__facts' }, make('span', { class: 'cx-kind' }, say(`kind-${text.kind}`)));
    if (text.date) facts.append(' ', make('time', { datetime: text.date }, dayOf(text.date)));
    if (text.sample) facts.append(' ', make('span', { class: 'cx-mark' }, say('sample')));
    return make('li', {}, make('h2', {}, link), facts, make('p', {}, ...excerpt(text, answer.wanted)));
  }

  function searchPage(form) {
    const [count, failed, none, results, more, filters, sorts] = ['count', 'failed', 'none', 'results', 'more', 'filters', 'sort']
      .map((name) => document.querySelector(`#search-${name}`));
    const field = form.elements.q;
    const title = document.title;
    const shown = new Set();
    let turn = 0;
    let facets = null;
    let drawn = null; // the answer whose filters are shown
    const chosen = new Map(new URLSearchParams(location.search));
    field.value = chosen.get('q') || field.value;
    let byDate = chosen.get('sort') === 'date';
    chosen.delete('q');
    chosen.delete('sort');
    let again = history.state?.shown || SCREEN;

    const placeOf = (typed, filtered = chosen, dated = byDate) => {
      const query = new URLSearchParams(typed ? { q: typed } : {});
      for (const [id, value] of filtered) query.set(id, value);
      if (dated) query.set('sort', 'date');
      return location.pathname + String(query).replace(/^./, '?$&');
    };
    const remember = (count) => {
      const typed = field.value.trim();
      document.title = typed ? `${typed} - ${title}` : title;
      try { history.replaceState({ shown: count }, '', placeOf(typed)); } catch { /* not here */ }
    };

    const filtersOn = () => (facets || []).flatMap((facet) => {
      const value = facet.values.findIndex(([id]) => id === chosen.get(facet.id));
      return value < 0 ? [] : [{ facet, value }];
    });
    const keeping = (on) => (doc) => on.every(({ facet, value }) => facet.valuesOf(doc).includes(value));

    function clear() {
      shown.clear();
      for (const part of [results, none]) part.replaceChildren();
      for (const part of [none, more, filters, sorts]) part.hidden = true;
      drawn = null;
      count.textContent = '';
    }

    function known(answer, keeps) {
      let [certain, open] = [0, 0];
      for (const doc of answer.docs) {
        if (!answer.gone.has(doc) && keeps(doc)) {
          if (answer.doubts.has(doc)) open++;
          else certain++;
        }
      }
      return { certain, isExact: !open };
    }

    /** isNew: none of it is told yet; nothing is read out twice. */
    function tell(answer, keeps, isNew) {
      const { certain, isExact } = known(answer, keeps);
      const left = isExact ? certain - shown.size : SCREEN;
      if (isExact ? !count.dataset.count : isNew) count.textContent = say(isExact ? (certain ? 'count' : 'zero') : 'least', certain);
      if (isExact) count.dataset.count = certain;
      more.hidden = left <= 0 || !shown.size;
      more.textContent = say(isExact ? 'more' : 'more-least', Math.min(SCREEN, left), shown.size, certain);
      sorts.hidden = !shown.size;
      return { certain, isExact };
    }

    function add(answer, docs) {
      const items = docs.map((doc) => hit(answer, doc));
      for (const doc of docs) shown.add(doc);
      results.append(...items);
      return items;
    }

    const viewNow = () => ({ byDate, keeps: keeping(filtersOn()), floor: 0 });

    function changes() {
      turn++;
      delete count.dataset.count;
    }

    async function know() {
      facets = await facetsNow();
      for (const id of chosen.keys()) if (!facets.some((one) => one.id === id)) chosen.delete(id); // what others add to addresses
    }

    const renew = async () => { if (await isOutdated()) location.reload(); };

    async function ask() {
      changes();
      const mine = turn;
      const isAwaited = () => mine === turn;
      const typed = field.value.trim();
      let isShown = false;
      failed.hidden = true;
      remember(again);
      const slow = setTimeout(() => { if (typed && isAwaited() && !isShown) count.textContent = say('asking'); }, LONG);
      try {
        if (typed && document.activeElement !== field) await renew();
        const answer = typed && await answerTo(typed);
        if (!isAwaited()) return;
        if (!answer || !answer.parts.length) {
          clear();
          return;
        }
        if (chosen.size) await know();
        if (!isAwaited()) return;
        const view = viewNow();
        const top = await best(answer, view, again, isAwaited);
        if (!top || !isAwaited()) return;
        again = SCREEN;
        shown.clear();
        results.replaceChildren();
        none.hidden = true;
        add(answer, top);
        isShown = true;
        let now = tell(answer, view.keeps, true);
        if (drawn !== answer && !(facets && now.isExact)) filters.hidden = true;
        if (facets && now.isExact) draw(answer);
        while (answer.doubts.size) {
          await Promise.all([...answer.doubts].slice(0, BATCH).map((doc) => read(answer, doc)));
          if (!isAwaited()) return;
          now = tell(answer, view.keeps);
        }
        if (!now.certain) await explain(answer, typed, isAwaited);
        await know();
        if (isAwaited()) draw(answer);
      } catch (error) {
        console.error(error);
        if (!isAwaited()) return;
        if (!isShown) clear();
        failed.hidden = false;
      } finally {
        clearTimeout(slow);
      }
    }

    more.addEventListener('click', async () => {
      const mine = turn;
      const isAwaited = () => mine === turn;
      const view = viewNow();
      try {
        const answer = await answerTo(field.value.trim());
        const next = await best(answer, view, SCREEN, isAwaited, shown);
        if (!next || !isAwaited()) return;
        const [first] = add(answer, next.filter((doc) => !shown.has(doc)));
        tell(answer, view.keeps);
        remember(shown.size);
        first?.querySelector('a').focus();
      } catch {
        failed.hidden = !isAwaited();
      }
    });

    for (const [name, dated] of [['rank', false], ['date', true]]) {
      const link = make('a', { click: (event) => {
        event.preventDefault();
        byDate = dated;
        tellSort();
        ask();
      } }, say(name));
      sorts.append(link, ' ');
    }
    function tellSort() {
      [...sorts.children].forEach((link, i) => {
        link.href = placeOf(field.value.trim(), chosen, Boolean(i));
        if (byDate === Boolean(i)) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      });
    }
    tellSort();

    const summary = filters.querySelector('summary');
    const unfiltered = summary.textContent;

    function draw(answer) {
      const focused = document.activeElement;
      const isHere = filters.contains(focused);
      const on = filtersOn();
      const hits = answer.docs.filter((doc) => !answer.gone.has(doc));
      const groups = facets.map((facet) => {
        const keeps = keeping(on.filter((one) => one.facet !== facet));
        const counts = new Int32Array(facet.values.length);
        for (const doc of hits) if (keeps(doc)) for (const value of facet.valuesOf(doc)) counts[value]++;
        const links = facet.values.flatMap(([id, label], i) => (counts[i] || chosen.get(facet.id) === id ? [filterLink(facet, id, label, counts[i])] : []));
        const name = make('span', { class: 'cx-facet__name' }, facet.name);
        return links.length ? make('nav', { class: 'cx-facet', 'aria-label': facet.name }, name, make('ul', {}, ...links)) : '';
      });
      filters.querySelector('div').replaceChildren(...groups);
      const chosenNames = on.map(({ facet, value }) => facet.values[value][1]).join('、');
      summary.textContent = chosenNames ? `${unfiltered}：${chosenNames}` : unfiltered;
      const links = [...filters.querySelectorAll('a')];
      filters.hidden = !links.length;
      drawn = answer;
      tellSort();
      const { key } = focused.dataset;
      if (isHere && (key || !links.length)) (links.find((link) => link.dataset.key === key) || links[0] || field).focus();
    }

    function filterLink(facet, id, label, number) {
      const isOn = chosen.get(facet.id) === id;
      const toggle = (filters) => (filters.get(facet.id) === id ? filters.delete(facet.id) : filters.set(facet.id, id));
      const to = new Map(chosen);
      toggle(to);
      const link = make('a', { href: placeOf(field.value.trim(), to), 'data-key': `${facet.id}=${id}`, click: (event) => {
        event.preventDefault();
        toggle(chosen);
        ask();
        if (wide.matches) return;
        filters.open = false; // above the hits
        summary.focus();
      } }, label, ' ', make('span', { class: 'cx-count' }, number));
      if (isOn) link.setAttribute('aria-current', 'true');
      return make('li', {}, link);
    }

    const wide = matchMedia('(min-width: 60em)');
    const place = () => {
      filters.open = wide.matches;
      results.closest('.cx-browse__main')[wide.matches ? 'after' : 'before'](filters);
    };
    wide.addEventListener('change', place);
    place();

    const quoted = (text) => (/\s|^[-−–－]/.test(text) ? `"${text}"` : text);
    const linksTo = (texts) => make('ul', {}, ...texts.map((text) => make('li', {}, make('a', { href: placeOf(text, [], false) }, text))));

    async function explain(answer, typed, isAwaited) {
      const { wanted, parts } = answer;
      const said = [];
      if (known(answer, () => true).certain) {
        said.push(make('p', {}, say('filtered'), ' ', make('a', { href: placeOf(typed, [], byDate) }, say('all'))));
      } else {
        const missing = [];
        for (const part of wanted) if (!await occurs(part)) missing.push(part);
        const near = new Set();
        for (const part of missing) {
          said.push(make('p', {}, say('nowhere', part.shown)));
          for (const piece of await nearby(part.text)) {
            const at = [...part.text.split(piece)[0]].length;
            near.add([...part.shown].slice(at, at + [...piece].length).join(''));
          }
        }
        if (near.size) said.push(make('p', {}, say('nearby')), linksTo([...near].map(quoted)));
        const left = wanted.filter((part) => !missing.includes(part)).map((part) => quoted(part.spaced));
        const all = left.join(' ');
        const view = { keeps: () => true, floor: 0 };
        if (all && parts.length > left.length && (await best(await answerTo(all), view, 1, isAwaited))?.length) {
          said.push(make('p', {}, say(missing.length ? 'without' : 'excluded')), linksTo([all]));
        } else if (left.length > 1) {
          said.push(make('p', {}, say(missing.length ? 'without' : 'apart')), linksTo(left));
        }
      }
      if (!isAwaited()) return;
      none.replaceChildren(...said);
      none.hidden = false;
    }

    failed.querySelector('button').addEventListener('click', () => ask());
    suggest(form, { ask, changes });
    field.addEventListener('change', renew); // not while somebody types
    addEventListener('pageshow', (event) => { if (event.persisted) { again = shown.size || SCREEN; ask(); } });
    if (field.value) ask();
  }

  for (const form of document.querySelectorAll('[data-cx-search]')) {
    if (form.matches('.cx-search--page')) searchPage(form);
    else suggest(form);
  }
})();

'use strict';
/*
 * Asks the index that docs/search.md describes. cxzy.js loads this when a reader turns to search. It is a classic script,
 * and the index is in scripts that call cxSearch, because a page opened from a folder (file://) may load nothing else.
 */
(() => {
  const SCREEN = 10; // hits shown at first, and added at each press of the button
  const SUGGESTED = 8; // titles offered while typing; on the search page half of them, for the hits stand below
  const PAUSE = 40; // ms without a key, after which a question is asked
  const PATIENCE = 20_000; // ms after which a file is taken for lost
  const KEPT = 400; // lists, texts, answers
  const FEW = 8; // texts that are sooner read than avoided by another list: a file of lists weighs as much
  const BATCH = 12; // texts read at once
  const WORD = 4; // characters of a part that probably is a word, found often, and has a list of its own
  const TITLE = 256; // what a part in the title counts, and in how many times more than any in the text
  const WHOLE = 1 << 16; // what a title counts that is just what was typed
  const [TIMES, NUMBERS] = [2 ** 12, 2 ** 20]; // more than a text has occurrences, and than there are documents

  const forms = [...document.querySelectorAll('[data-cx-search]')];
  const root = new URL(forms[0].dataset.root, location.href);
  const indexRoot = new URL(forms[0].dataset.index, location.href);
  const isFile = location.protocol === 'file:';

  /** @type {(tag: string, given?: Record<string, unknown>, ...children: (Node | string)[]) => HTMLElement} */
  const make = (tag, given = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), given);
    element.append(...children);
    return element;
  };

  // Files of the index

  const files = new Map();
  const arrived = new Map();
  window.cxSearch = (name, value) => arrived.set(name, value);

  /** @type {(name: string) => Promise<any>} */
  function load(name) {
    if (!files.has(name)) {
      files.set(name, new Promise((done, fail) => {
        const script = document.createElement('script');
        const end = () => {
          clearTimeout(timer);
          script.remove();
          if (arrived.has(name)) return done(arrived.get(name));
          files.delete(name);
          return fail(new Error(name));
        };
        const timer = setTimeout(end, PATIENCE);
        script.onload = script.onerror = end;
        // Documents' numbers shift when others come or go: files that hold numbers go with one stamp.
        const stamp = about?.stamp && !name.startsWith('texts/') ? `?${about.stamp}` : '';
        script.src = new URL(`search/${name}.js${stamp}`, /^(texts|facets)/.test(name) ? root : indexRoot).href;
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  /** Results of `work` by name, the latest; a failure is not kept. */
  function kept(work) {
    const known = new Map();
    return (name) => {
      if (!known.has(name)) {
        if (known.size > KEPT) known.delete(known.keys().next().value);
        const result = work(name);
        known.set(name, result);
        result.catch(() => known.delete(name));
      }
      return known.get(name);
    };
  }

  let about; // what index.js says
  const same = new Map(); // characters and what they fold to

  const start = kept(async () => {
    const [index, [from, to, places]] = await Promise.all([load('index'), load('fold')]);
    const standing = decode(to).docs;
    decode(from).docs.forEach((code, i) => same.set(String.fromCodePoint(code), String.fromCodePoint(standing[pairAt(places, i)])));
    about = index;
  });

  /** @param {string} character */
  function fold(character) {
    let known = same.get(character);
    if (known === undefined) {
      const code = character.charCodeAt(0);
      known = code === 0x3000 ? ' ' : code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : character;
      const small = known.toLowerCase();
      if (known < '\u0530' && small.length === 1) known = small;
      same.set(character, known);
    }
    return known;
  }

  const folded = (text) => [...text].map(fold).join('');

  // Lists: documents in ascending order, and what each counts

  const digit = Uint8Array.from({ length: 127 }, (_, code) => code - 33 - (code > 34) - (code > 92));
  const pairAt = (text, i) => digit[text.charCodeAt(2 * i)] * 92 + digit[text.charCodeAt(2 * i + 1)];
  const NOWHERE = { docs: new Int32Array(), marks: new Int32Array(), sure: true };

  function decode(written) {
    const [gaps, classes = ''] = written.split(' ');
    const docs = new Int32Array(gaps.length);
    let at = 0;
    let count = 0;
    let doc = -1;
    const next = () => digit[gaps.charCodeAt(at++)];
    while (at < gaps.length) {
      let gap = next();
      if (gap === 91) gap = 64 + 27 * 92 + (next() * 92 + next()) * 92 + next();
      else if (gap >= 64) gap = 64 + (gap - 64) * 92 + next();
      doc += gap + 1;
      docs[count++] = doc;
    }
    const marks = new Int32Array(count);
    for (let i = 0; i < count && i < classes.length * 3; i++) {
      const mark = (digit[classes.charCodeAt(i / 3)] >> (2 * (i % 3))) & 3;
      marks[i] = mark === 3 ? TITLE : mark;
    }
    return { docs: docs.subarray(0, count), marks, sure: true };
  }

  function fileOf(gram) {
    let hash = 2166136261;
    for (const character of gram) hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
    return ((hash ^ (hash >>> 15)) & (about.shards - 1)) >>> 0;
  }

  /** A gram's list, or nothing where the index has none. */
  const listOf = kept(async (gram) => {
    const lists = await load(`grams/${fileOf(gram)}`);
    if (!Object.hasOwn(lists, gram)) return null;
    const written = lists[gram];
    const characters = [...gram];
    if (written === '>') return listOf(characters.slice(0, -1).join(''));
    return written === '<' ? listOf(characters.slice(1).join('')) : decode(written);
  });

  /** What is in both lists; `join` makes one mark of two. */
  function meet(one, other, join) {
    if (!one) return other;
    const size = Math.min(one.docs.length, other.docs.length);
    const docs = new Int32Array(size);
    const marks = new Int32Array(size);
    let [count, i, j] = [0, 0, 0];
    while (i < one.docs.length && j < other.docs.length) {
      const gap = one.docs[i] - other.docs[j];
      if (!gap) {
        docs[count] = one.docs[i];
        marks[count++] = join(one.marks[i], other.marks[j]);
      }
      if (gap <= 0) i++;
      if (gap >= 0) j++;
    }
    return { docs: docs.subarray(0, count), marks: marks.subarray(0, count), sure: one.sure && other.sure };
  }

  const least = (one, other) => Math.min(one, other);
  const sum = (one, other) => one + other;

  /** A part's windows of `size` characters in the order in which they are asked for: those that do not overlap first. */
  function windowsOf(characters, size) {
    const all = [...new Set(characters.slice(size - 1).map((_, i) => characters.slice(i, i + size).join('')))];
    return [...all.filter((_, i) => i % size === 0), ...all.filter((_, i) => i % size)];
  }

  /**
   * The documents that have a part, or may have it: then the list is not `sure`, and its marks are the most they can be.
   * within: documents that matter alone, if others are not wanted anyway.
   */
  async function find(part, within = null) {
    const characters = [...part];
    const { length } = characters;
    if (length <= WORD) {
      const own = await listOf(part);
      if (own) return own;
      if (length < 3) return NOWHERE;
    }
    let met = null;
    for (let size = 2; size < length && size <= about.longest; size++) {
      let isRare = false;
      const windows = windowsOf(characters, size);
      for (let at = 0, many = 1; at < windows.length; at += many, many = at > 1 ? 2 * many : 1) {
        if (size === 2 && at === 2 && !isRare && length > WORD && length <= about.longest) {
          const own = await listOf(part);
          if (own) return own;
        }
        for (const list of await Promise.all(windows.slice(at, at + many).map(listOf))) {
          if (!list) return NOWHERE; // its parts are all there and frequent, or it is of two characters
          isRare ||= list.docs.length <= about.often;
          met = meet(met, list, least);
        }
        const left = within ? meet(within, met, least) : met;
        if (left.docs.length <= FEW) return { ...met, sure: false };
      }
      if (isRare) return { ...met, sure: false };
    }
    return length <= about.longest ? NOWHERE : { ...met, sure: false };
  }

  // Texts

  const textOf = kept(async (doc) => {
    const keys = await load(`blocks/${Math.floor(doc / about.block)}`);
    const text = await load(`texts/${keys[doc % about.block]}`);
    const cut = text.parts.flatMap(([field, words]) => words.split('\n').map((block) => ({ field, characters: [...block] })));
    const blocks = cut.map((block, n) => ({ ...block, folded: text.folded?.[n] ?? block.characters.map(fold).join('') }));
    return { ...text, blocks };
  });

  const hasPart = (text, part) => text.blocks.some((block) => block.folded.includes(part.text));

  function timesIn(text, part) {
    let times = 0;
    for (const { folded: block } of text.blocks) {
      for (let at = block.indexOf(part); at >= 0; at = block.indexOf(part, at + 1)) times++;
    }
    return times;
  }

  // Questions

  const QUOTES = /["“”「」\s]/g;

  const CHINESE_GAP = /([\u3000-\u303f\u3400-\u9fff\uff00-\uffef]) (?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])/g;
  const MINUS = '-−–'; // as typed, as printed

  /** A question's parts: folded, as typed, and whether they are to be left out. */
  function parse(typed) {
    const parts = [];
    let [shown, not, close] = ['', false, ''];
    const end = () => {
      // As texts are: one blank, and none between Chinese characters.
      shown = shown.trim().replace(/\s+/g, ' ').replace(CHINESE_GAP, '$1');
      const text = folded(shown);
      if (text && !parts.some((part) => part.text === text && part.not === not)) parts.push({ text, shown, not });
      [shown, not, close] = ['', false, ''];
    };
    const characters = [...typed];
    characters.forEach((character, i) => {
      const seen = fold(character);
      if (close ? close.includes(seen) : /\s/.test(seen)) return end();
      if (!close && '"“”「'.includes(seen)) {
        if (shown) end();
        close = seen === '「' ? '」' : '"“”';
        return undefined;
      }
      if (MINUS.includes(seen) && !shown && !not && !close && /\S/.test(characters[i + 1] || ' ')) {
        not = true;
        return undefined;
      }
      shown += character;
      return undefined;
    });
    end();
    return parts;
  }

  /**
   * What is known of a question. docs, marks: what may be a hit, and what it counts at most; doubts: documents that must be
   * read to know; gone: those that turned out to be none; read: by document, its text and what it counts indeed.
   */
  const answerTo = kept(async (typed) => {
    await start();
    const parts = parse(typed);
    const wanted = parts.filter((part) => !part.not);
    let met = null;
    const hasOwn = await Promise.all(wanted.map(async ({ text }) => [...text].length <= WORD && listOf(text)));
    const inTurn = [...wanted.filter((_, i) => hasOwn[i]), ...wanted.filter((_, i) => !hasOwn[i])];
    for (const { text } of inTurn) if (!met || met.docs.length) met = meet(met, await find(text, met), sum);
    if (!met) {
      const docs = Int32Array.from({ length: parts.length && about.documents }, (_, i) => i);
      met = { docs, marks: new Int32Array(docs.length), sure: true };
    }
    const doubts = new Set(met.sure ? [] : met.docs);
    const gone = new Set();
    for (const { text } of parts.filter((part) => part.not)) {
      const list = await find(text, met);
      for (const doc of meet(met, list, sum).docs) (list.sure ? gone : doubts).add(doc);
    }
    for (const doc of gone) doubts.delete(doc);
    const whole = folded(typed).replace(QUOTES, '');
    const { docs } = met;
    const marks = wanted.length ? await withTitles(whole, met, TITLE * wanted.length) : met.marks;
    return { parts, wanted, whole, docs, marks, doubts, gone, read: new Map() };
  });

  /** What documents count, more where the title is just what was typed; few titles are sooner read. */
  async function withTitles(whole, { docs, marks }, titled) {
    const own = marks.filter((mark) => mark >= titled).length > SCREEN && await listOf(`\n${whole}`);
    if (!own) return marks;
    const such = new Set(own.docs);
    return marks.map((mark, i) => (such.has(docs[i]) ? mark + WHOLE : mark));
  }

  async function read(answer, doc) {
    if (answer.read.has(doc)) return;
    const text = await textOf(doc);
    const title = text.blocks.filter((block) => block.field === 'title').map((block) => block.folded);
    const marks = answer.wanted.map((part) => {
      const times = timesIn(text, part.text);
      return { times, mark: title.some((block) => block.includes(part.text)) ? TITLE : times > 4 ? 2 : Number(times > 1) };
    });
    const isWhole = answer.whole && title.some((block) => block.replace(QUOTES, '') === answer.whole);
    answer.read.set(doc, {
      text,
      mark: marks.reduce((all, { mark }) => all + mark, isWhole ? WHOLE : 0),
      times: Math.min(TIMES - 1, marks.reduce((all, { times }) => all + times, 0)),
    });
    if (answer.doubts.delete(doc) && !answer.parts.every((part) => hasPart(text, part) !== part.not)) answer.gone.add(doc);
  }

  /** Documents in the order in which they are shown; view: byDate, keeps (which documents), floor (least mark). */
  function ranked(answer, view, shown) {
    const keys = new Float64Array(answer.docs.length);
    let count = 0;
    answer.docs.forEach((doc, i) => {
      if (answer.gone.has(doc) || shown?.has(doc) || !view.keeps(doc)) return;
      const known = answer.read.get(doc);
      const mark = known ? known.mark : answer.marks[i];
      if (mark < view.floor) return;
      keys[count++] = view.byDate ? doc : (mark * TIMES + (known ? known.times : 0)) * NUMBERS + doc;
    });
    return Array.from(keys.subarray(0, count).sort().reverse(), (key) => key % NUMBERS);
  }

  /** The best `count` documents besides those shown, read; nothing if nobody waits any more. */
  async function best(answer, view, count, isAwaited, shown = null) {
    for (let reach = count; ; reach *= 2) {
      const order = ranked(answer, view, shown);
      const ahead = order.slice(0, reach).filter((doc, i) => i < count || answer.doubts.has(doc));
      const unread = ahead.filter((doc) => !answer.read.has(doc));
      if (!unread.length) return order.slice(0, count);
      await Promise.all(unread.map((doc) => read(answer, doc)));
      if (!isAwaited()) return null;
    }
  }

  // Showing

  const words = new Map();
  for (const word of document.querySelector('#search-words')?.content.children || []) words.set(word.dataset.word, word.textContent);
  /** The words of a name, its {} filled. */
  const say = (name, ...values) => values.reduce((text, value) => text.replace('{}', () => String(value)), words.get(name) || '');

  const addressOf = (address) => {
    const path = address.split('/').map(encodeURIComponent).join('/');
    return new URL(isFile && /(^|\/)$/.test(path) ? `${path}index.html` : path || '.', root).href;
  };

  const dayOf = (date) => {
    const [year, month, day] = date.split('-');
    return day && words.has('day') ? say('day', year, Number(month), Number(day)) : date;
  };

  /** Where the parts stand in a block: for each character whether it belongs to one, and the first that does. */
  function placesOf(block, parts) {
    const isHit = new Uint8Array(block.characters.length);
    const isPlain = block.folded.length === block.characters.length;
    const place = (at) => (isPlain ? at : [...block.folded.slice(0, at)].length);
    for (const { text } of parts) {
      for (let at = block.folded.indexOf(text); at >= 0; at = block.folded.indexOf(text, at + 1)) {
        isHit.fill(1, place(at), place(at + text.length));
      }
    }
    return isHit;
  }

  /** The block's characters from one to another, hits marked. */
  function marked(block, parts, from = 0, to = block.characters.length) {
    const isHit = placesOf(block, parts);
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

  const LEAD = 16; // characters before the first hit of a piece
  const PIECE = 84;

  function pieceOf(block, parts) {
    const first = Math.max(0, placesOf(block, parts).indexOf(1));
    const from = first < LEAD + 8 ? 0 : first - LEAD;
    const to = Math.min(block.characters.length, Math.max(from + PIECE, first + 8));
    const label = words.get(block.field) || '';
    return [label, from ? '……' : '', ...marked(block, parts, from, to), to < block.characters.length ? '……' : ''];
  }

  /** Pieces of the text around the parts: of the block that has most of them, and of others for the rest. */
  function excerpt(text, parts) {
    const body = text.blocks.filter((block) => block.field === 'body');
    const blocks = [...body, ...text.blocks.filter((block) => block.field !== 'body' && block.field !== 'title')];
    let missing = parts;
    const pieces = [];
    while (missing.length && pieces.length < 3) {
      const counts = blocks.map((block) => missing.filter((part) => block.folded.includes(part.text)).length);
      const most = Math.max(0, ...counts);
      if (!most) break;
      const block = blocks[counts.indexOf(most)];
      pieces.push(pieceOf(block, parts));
      missing = missing.filter((part) => !block.folded.includes(part.text));
    }
    if (!pieces.length && blocks.length) pieces.push(pieceOf(blocks[0], []));
    return pieces.flatMap((piece, i) => (i ? [' ', ...piece] : piece));
  }

  const titleOf = (text, parts) => {
    const title = text.blocks.filter((block) => block.field === 'title');
    return title.length ? title.flatMap((block) => marked(block, parts)) : [text.title];
  };

  function hit(answer, doc) {
    const { text } = answer.read.get(doc);
    const link = make('a', { href: addressOf(text.address) }, ...titleOf(text, answer.wanted));
    const facts = make('p', { className: 'cx-hit__facts' }, make('span', { className: 'cx-kind' }, say(`kind-${text.kind}`)));
    if (text.date) facts.append(' ', make('time', { dateTime: text.date }, dayOf(text.date)));
    return make('li', {}, make('h2', {}, link), facts, make('p', {}, ...excerpt(text, answer.wanted)));
  }

  // The field: suggestions while typing

  /** page: where it is asked for more than suggestions; `changes` is called at once, `ask` after a pause. */
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
      field.setAttribute('aria-expanded', String(!list.hidden));
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
      if (!typed) return show([]);
      try {
        const answer = await answerTo(typed);
        const view = { keeps: () => true, floor: TITLE * answer.wanted.length || 1 };
        const top = isAwaited() && await best(answer, view, page ? SUGGESTED / 2 : SUGGESTED, isAwaited);
        if (top && isAwaited()) show(top.map((doc, i) => option(answer, doc, i)));
      } catch {
        if (!isAwaited()) return undefined;
        note.hidden = Boolean(page);
        show([]);
      }
      return undefined;
    };
    const option = (answer, doc, i) => {
      const { text } = answer.read.get(doc);
      const element = make('li', { id: `${list.id}-${i}` }, make('span', {}, ...titleOf(text, answer.wanted)));
      if (text.date) element.append(' ', make('small', {}, text.date));
      element.setAttribute('role', 'option');
      element.setAttribute('aria-selected', 'false');
      element.dataset.href = addressOf(text.address);
      return element;
    };
    const typing = () => {
      clearTimeout(timer);
      page?.changes();
      timer = setTimeout(() => { page?.ask(); offer(); }, PAUSE);
    };

    field.addEventListener('input', (event) => { if (!event.isComposing) typing(); });
    field.addEventListener('compositionend', typing);
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
    // Not at once: what is clicked must not move away under the pointer.
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

  // Facets

  const facetsNow = kept(async () => (await load('facets')).map(({ id, name, values, of, more = [] }) => {
    const first = Int32Array.from({ length: of.length / 2 }, (_, i) => pairAt(of, i) - 1);
    const others = new Map();
    for (const [doc, value] of more) others.set(doc, [...(others.get(doc) || []), value]);
    return { id, name, values, first, others };
  }));

  const hasValue = (facet, doc, value) => facet.first[doc] === value || Boolean(facet.others.get(doc)?.includes(value));

  /** What the page /search/ does. */
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

    /** The address of a question, with these filters. */
    const placeOf = (typed, filtered = chosen, dated = byDate) => {
      const query = new URLSearchParams(typed ? { q: typed } : {});
      for (const [id, value] of filtered) query.set(id, value);
      if (dated) query.set('sort', 'date');
      const asked = String(query);
      return `${location.pathname}${asked ? `?${asked}` : ''}`;
    };
    const remember = (count) => {
      const typed = field.value.trim();
      document.title = typed ? `${typed} - ${title}` : title;
      try { history.replaceState({ shown: count }, '', placeOf(typed)); } catch { /* an address cannot be kept here */ }
    };

    const filtersOn = () => (facets || []).flatMap((facet) => {
      const value = facet.values.findIndex(([id]) => id === chosen.get(facet.id));
      return value < 0 ? [] : [{ facet, value }];
    });
    const keeping = (on) => (doc) => on.every(({ facet, value }) => hasValue(facet, doc, value));

    function clear() {
      shown.clear();
      for (const part of [results, none]) part.replaceChildren();
      for (const part of [none, more, filters, sorts]) part.hidden = true;
      drawn = null;
      count.textContent = '';
    }

    /** How many hits are certain among those that the filters keep, and whether all are. */
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

    function tell(answer, keeps) {
      const { certain, isExact } = known(answer, keeps);
      const left = isExact ? certain - shown.size : SCREEN;
      count.textContent = isExact ? say(certain ? 'count' : 'zero', certain) : say('least', certain);
      if (isExact) count.dataset.count = String(certain);
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

    /** What is shown is no longer the answer to what stands in the field. */
    function changes() {
      turn++;
      delete count.dataset.count;
    }

    /** Answer what stands in the field. */
    async function ask() {
      changes();
      const mine = turn;
      const isAwaited = () => mine === turn;
      const typed = field.value.trim();
      let isShown = false;
      failed.hidden = true;
      remember(again);
      try {
        if (!count.textContent && typed) count.textContent = say('asking');
        const answer = typed && await answerTo(typed);
        if (!isAwaited()) return;
        if (!answer || !answer.parts.length) {
          clear();
          return;
        }
        if (chosen.size) facets = await facetsNow();
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
        let now = tell(answer, view.keeps);
        if (drawn !== answer && !(facets && now.isExact)) filters.hidden = true;
        if (facets && now.isExact) draw(answer);
        while (answer.doubts.size) {
          await Promise.all([...answer.doubts].slice(0, BATCH).map((doc) => read(answer, doc)));
          if (!isAwaited()) return;
          now = tell(answer, view.keeps);
        }
        if (!now.certain) await explain(answer, typed, isAwaited);
        facets = await facetsNow();
        if (isAwaited()) draw(answer);
      } catch (error) {
        console.error(error);
        if (!isAwaited()) return;
        if (!isShown) clear();
        failed.hidden = false;
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
      const link = make('a', { onclick: (event) => {
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

    // Filters: each with how many hits there would be with it, the other facets' filters staying as they are.

    function draw(answer) {
      const focused = document.activeElement?.dataset?.key;
      const on = filtersOn();
      const hits = answer.docs.filter((doc) => !answer.gone.has(doc));
      const groups = facets.map((facet) => {
        const keeps = keeping(on.filter((one) => one.facet !== facet));
        const counts = new Int32Array(facet.values.length);
        for (const doc of hits) {
          if (!keeps(doc)) continue;
          if (facet.first[doc] >= 0) counts[facet.first[doc]]++;
          for (const value of facet.others.get(doc) || []) counts[value]++;
        }
        const links = facet.values.flatMap(([id, label], i) => (counts[i] || chosen.get(facet.id) === id ? [filterLink(facet, id, label, counts[i])] : []));
        const group = make('nav', { className: 'cx-facet' }, make('span', { className: 'cx-facet__name' }, facet.name), make('ul', {}, ...links));
        group.setAttribute('aria-label', facet.name);
        return links.length ? group : '';
      });
      filters.querySelector('div').replaceChildren(...groups);
      filters.hidden = !groups.some(Boolean);
      drawn = answer;
      tellSort();
      if (focused) [...filters.querySelectorAll('a')].find((link) => link.dataset.key === focused)?.focus();
    }

    function filterLink(facet, id, label, number) {
      const isOn = chosen.get(facet.id) === id;
      const toggle = (filters) => (filters.get(facet.id) === id ? filters.delete(facet.id) : filters.set(facet.id, id));
      const to = new Map(chosen);
      toggle(to);
      const link = make('a', { href: placeOf(field.value.trim(), to), onclick: (event) => {
        event.preventDefault();
        toggle(chosen); // others may have been chosen since this was drawn
        ask();
      } }, label, ' ', make('span', { className: 'cx-count' }, String(number)));
      link.dataset.key = `${facet.id}=${id}`;
      if (isOn) link.setAttribute('aria-current', 'true');
      return make('li', {}, link);
    }

    // On a phone filters are folded away above the hits; where there is room beside these, they come after them.

    const wide = matchMedia('(min-width: 60em)');
    const place = () => {
      filters.open = wide.matches;
      results.closest('.cx-browse__main')[wide.matches ? 'after' : 'before'](filters);
    };
    wide.addEventListener('change', place);
    place();

    // Nothing found

    const quoted = (text) => (/\s/.test(text) ? `"${text}"` : text);
    const linksTo = (texts) => make('ul', {}, ...texts.map((text) => make('li', {}, make('a', { href: placeOf(text, [], false) }, text))));

    async function explain(answer, typed, isAwaited) {
      const { wanted, parts } = answer;
      const said = [];
      if (known(answer, () => true).certain) {
        said.push(make('p', {}, say('filtered'), ' ', make('a', { href: placeOf(typed, [], byDate) }, say('all'))));
      } else {
        const missing = [];
        for (const part of wanted) if (!await occurs(part.text)) missing.push(part);
        const near = [];
        for (const part of missing) {
          said.push(make('p', {}, say('nowhere', part.shown)));
          near.push(...await nearby(part.text));
        }
        if (near.length) said.push(make('p', {}, say('nearby')), linksTo(near.map(quoted)));
        const without = wanted.map((part) => quoted(part.shown));
        const view = { keeps: () => true, floor: 0 };
        if (!missing.length && parts.length > wanted.length && (await best(await answerTo(without.join(' ')), view, 1, isAwaited))?.length) {
          said.push(make('p', {}, say('excluded')), linksTo([without.join(' ')]));
        } else if (!missing.length && wanted.length > 1) {
          said.push(make('p', {}, say('apart')), linksTo(without));
        }
        said.push(make('p', { className: 'cx-quiet' }, say('hints')));
      }
      if (!isAwaited()) return;
      none.replaceChildren(...said);
      none.hidden = false;
    }

    document.querySelector('#search-failed button').addEventListener('click', () => ask());
    suggest(form, { ask, changes });
    addEventListener('pageshow', (event) => { if (event.persisted && field.value.trim()) ask(); });
    if (field.value) ask();
  }

  /** Whether a part stands anywhere. */
  async function occurs(part) {
    const { docs, sure } = await find(part);
    if (sure) return docs.length > 0;
    for (let at = docs.length; at > 0; at -= BATCH) {
      const texts = await Promise.all([...docs.subarray(Math.max(0, at - BATCH), at)].map(textOf));
      if (texts.some((text) => hasPart(text, { text: part }))) return true;
    }
    return false;
  }

  const LOOKED_AT = 24; // characters of a part, and pieces of it that are tried

  /** The longest pieces of a part that stand anywhere, three at most, none in another. */
  async function nearby(part) {
    const characters = [...part].slice(0, LOOKED_AT);
    const pairs = await Promise.all(characters.slice(1).map((character, i) => listOf(characters[i] + character)));
    const found = [];
    let tries = LOOKED_AT;
    for (let size = characters.length - 1; size > 1; size--) {
      for (let i = 0; i + size <= characters.length && found.length < 3 && tries; i++) {
        const held = pairs.slice(i, i + size - 1);
        const piece = characters.slice(i, i + size).join('');
        if (!held.every(Boolean) || piece !== piece.trim() || !held.reduce((one, other) => meet(one, other, least)).docs.length) continue;
        tries--;
        if (await occurs(piece)) {
          found.push(piece);
          pairs.fill(null, Math.max(0, i - 1), i + size); // what is left stands beside it
        }
      }
    }
    return found;
  }

  const page = document.querySelector('#search-page');
  for (const form of forms) {
    if (page && form === forms.at(-1)) searchPage(form);
    else suggest(form);
  }
  start().catch(() => {}); // told when a question is asked
})();

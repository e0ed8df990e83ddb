'use strict';
/* Asks the index of docs/search.md. */
(() => {
  const SCREEN = 10; // hits at once
  const LEAST = 4; // titles
  const ENOUGH = 32; // texts read to rank hits
  const PATIENCE = 20_000; // ms for a file
  const AGE = 60_000; // ms between two looks for another build
  const KEPT = 400; // lists, texts, answers
  const FEW = 8; // texts that are sooner read
  const BATCH = 12; // read at once
  const WORD = 4; // characters of a part that may be a word with a list of its own
  const TITLE = 256; // what a part in the title counts
  const WHOLE = 1 << 16; // a whole one
  const [TIMES, NUMBERS] = [2 ** 12, 2 ** 20]; // more than occurrences in a text, and documents

  const { root: top, index } = document.querySelector('[data-cx-search]').dataset;
  const root = new URL(top, location.href);
  const indexRoot = new URL(index, location.href);
  const isTraditional = document.documentElement.lang === 'zh-Hant';

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

  const arrived = new Map();
  window.cxSearch = (name, value) => arrived.set(name, value);

  const fetched = (name) => new Promise((done, fail) => {
    const script = document.createElement('script');
    const end = () => {
      clearTimeout(timer);
      script.remove();
      if (arrived.has(name)) done(arrived.get(name));
      else fail(new Error(name));
      arrived.delete(name);
    };
    const timer = setTimeout(end, PATIENCE);
    script.onload = script.onerror = end;
    script.src = new URL(`search/${name}.js${about ? `?${about.stamp}` : ''}`, name === 'facets' ? root : indexRoot).href;
    document.head.append(script);
  });
  const load = kept(fetched);

  let about;
  const same = new Map(); // what characters fold to
  const written = new Map(); // what the Traditional edition writes for them
  let plain; // a text, words as in Simplified

  const start = kept(async () => {
    const [index, [from, to, places, traditional, ...pairs]] = await Promise.all([load('index'), load('fold')]);
    const [others, standing] = [from, to].map((codes) => Array.from(decode(codes).docs, (code) => String.fromCodePoint(code)));
    others.forEach((other, i) => same.set(other, standing[pairAt(places, i)]));
    for (const i of decode(traditional).docs) written.set(same.get(others[i]), others[i]);
    const [theirs, ours] = pairs.map((list) => list.split(' '));
    const words = new RegExp(theirs.join('|'), 'g');
    plain = (text) => text.replace(words, (word) => ours[theirs.indexOf(word)]);
    about = index;
  });

  let looked = Date.now();

  /** Whether another build has come; looked for now and then. */
  async function isOutdated() {
    if (!about || Date.now() - looked < AGE) return false;
    looked = Date.now();
    const { stamp } = await fetched('index').catch(() => about);
    return stamp !== about.stamp;
  }

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

  /** A gram's list; a shared one is not `sure`; nothing where there is none. */
  const listOf = kept(async (gram) => {
    const characters = [...gram];
    let hash = 2166136261;
    for (const character of characters) hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
    hash ^= hash >>> 15;
    const lists = await load(`grams/${hash & (about.shards - 1)}`);
    const written = Object.hasOwn(lists, gram) && lists[gram];
    if (written === '>') return listOf(characters.slice(0, -1).join(''));
    if (written === '<') return listOf(characters.slice(1).join(''));
    if (written) return decode(written);
    const shared = characters[1] ? (lists[''] || '').split(' ') : [''];
    const { docs } = decode(shared[(hash >>> 22) & (shared.length - 1)]);
    return docs.length ? { docs, marks: docs.map(() => TITLE), sure: false } : null;
  });

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

  function either(one, other) {
    const marks = new Map();
    for (const list of [one, other]) list.docs.forEach((doc, i) => marks.set(doc, Math.max(list.marks[i], marks.get(doc) || 0)));
    const docs = Int32Array.from(marks.keys()).sort();
    return { docs, marks: docs.map((doc) => marks.get(doc)), sure: one.sure && other.sure };
  }

  const sum = (one, other) => one + other;

  /** A part's windows of `size` characters, those first that do not overlap. */
  function windowsOf(characters, size) {
    const all = [...new Set(characters.slice(size - 1).map((_, i) => characters.slice(i, i + size).join('')))];
    return [...all.filter((_, i) => i % size === 0), ...all.filter((_, i) => i % size)];
  }

  /**
   * The documents that have a part, or may have it: then the list is not `sure`, and its marks are the most they can be.
   * within: the documents that matter.
   */
  async function find(part, within = null) {
    const characters = [...part];
    const { length } = characters;
    if (length <= WORD) {
      const own = await listOf(part);
      if (own?.sure || length < 3) return own || NOWHERE;
    }
    let met = null;
    for (let size = 2; size < length && size <= about.longest; size++) {
      let isRare = false;
      const windows = windowsOf(characters, size);
      for (let at = 0, many = 1; at < windows.length; at += many, many = at > 1 ? 2 * many : 1) {
        if (size === 2 && at === 2 && !isRare && length > WORD && length <= about.longest) {
          const own = await listOf(part);
          if (own?.sure) return own;
        }
        for (const list of await Promise.all(windows.slice(at, at + many).map(listOf))) {
          if (!list) return NOWHERE;
          isRare ||= !list.sure || list.docs.length <= about.often;
          met = meet(met, list, Math.min);
        }
        const left = within ? meet(within, met, Math.min) : met;
        if (left.docs.length <= FEW) return { ...met, sure: false };
      }
      if (isRare) return { ...met, sure: false };
    }
    if (length > about.longest) return { ...met, sure: false };
    const own = await listOf(part);
    return own ? meet(met, own, Math.min) : NOWHERE;
  }

  const holders = async ({ texts }, within) => (await Promise.all(texts.map((text) => find(text, within)))).reduce(either);

  function shown(text, [places, others] = ['', '']) {
    if (!isTraditional) return text;
    const characters = Array.from(text, (one) => written.get(one) ?? one);
    const exceptions = [...others];
    decode(places).docs.forEach((place, i) => { characters[place] = exceptions[i]; });
    return characters.join('');
  }

  const textOf = kept(async (doc) => {
    const keys = await load(`blocks/${Math.floor(doc / about.block)}`);
    const { parts, traditional, ...text } = await load(`texts/${keys[doc % about.block]}`);
    const all = shown(parts.map(([, words]) => words).join('\n'), traditional).split('\n');
    const blockOf = (field, block) => ({ field, characters: [...all.shift()], folded: folded(block) });
    return { ...text, blocks: parts.flatMap(([field, words]) => words.split('\n').map((block) => blockOf(field, block))) };
  });

  const placesOf = ({ folded: block }, { texts }) => texts.flatMap((text) => {
    const places = [];
    for (let at = block.indexOf(text); at >= 0; at = block.indexOf(text, at + 1)) places.push([at, at + text.length]);
    return places;
  });

  const hasPart = (block, part) => placesOf(block, part)[0];
  const isIn = (text, part) => text.blocks.some((block) => hasPart(block, part));

  const QUOTES = /["“”「」\s]/g;

  const CHINESE_GAP = /([\p{sc=Han}\u3000-\u303f\uff00-\uffef]) (?=[\p{sc=Han}\u3000-\u303f\uff00-\uffef])/gu;
  const MINUS = '-−–';

  /** A question's parts: folded, what may stand for it, as shown and as typed, whether a leading `minus` excludes it. */
  function parse(typed, minus) {
    const parts = [];
    let [shown, not, close] = ['', false, ''];
    const end = () => {
      const spaced = shown.trim().replace(/\s+/g, ' ');
      shown = spaced.replace(CHINESE_GAP, '$1');
      const text = folded(shown);
      const texts = [...new Set([text, folded(spaced).replace(CHINESE_GAP, '$1')].flatMap((one) => [one, plain(one)]))];
      if (text && !parts.some((part) => part.text === text && part.not === not)) parts.push({ text, texts, shown, spaced, not });
      [shown, not, close] = ['', false, ''];
    };
    [...typed].forEach((character, i, characters) => {
      const seen = fold(character);
      if (close ? close.includes(seen) : /\s/.test(seen)) end();
      else if (!close && '"“”「'.includes(seen)) {
        if (shown) end();
        close = seen === '「' ? '」' : '"“”';
      } else if (minus.includes(seen) && !close && /^\s?$/.test(characters[i - 1] || '') && /[^\s\-−–]/.test(fold(characters[i + 1] || ''))) not = true;
      else shown += character;
    });
    end();
    return parts;
  }

  /**
   * What is known of a question. docs, marks: what may be a hit, and counts at most; doubts: what must be read to know;
   * gone: what turned out to be none; read: by document, its text and what it counts.
   */
  const answerTo = kept(async (asked) => {
    await start();
    const typed = asked.replace(/\p{DI}/gu, '');
    const whole = folded(typed).replace(QUOTES, '');
    let parts = parse(typed, MINUS);
    if (parts.some((part) => part.not) && (await listOf(`\n${whole}`))?.sure) parts = parse(typed, ''); // a title
    const wanted = parts.filter((part) => !part.not);
    let met = null;
    const hasOwn = await Promise.all(wanted.map(async ({ text }) => [...text].length <= WORD && (await listOf(text))?.sure));
    const inTurn = [...wanted.filter((_, i) => hasOwn[i]), ...wanted.filter((_, i) => !hasOwn[i])];
    for (const part of inTurn) if (!met || met.docs.length) met = meet(met, await holders(part, met), sum);
    if (!met) {
      const docs = Int32Array.from({ length: parts.length && about.documents }, (_, i) => i);
      met = { docs, marks: new Int32Array(docs.length), sure: true };
    }
    const doubts = new Set(met.sure ? [] : met.docs);
    const gone = new Set();
    for (const part of parts.filter(({ not }) => not)) {
      const list = await holders(part, met);
      for (const doc of meet(met, list, sum).docs) (list.sure ? gone : doubts).add(doc);
    }
    for (const doc of gone) doubts.delete(doc);
    const { docs } = met;
    const marks = wanted.length ? await withTitles(whole, met, TITLE * wanted.length) : met.marks;
    return { parts, wanted, whole, docs, marks, doubts, gone, read: new Map() };
  });

  /** What documents count, more where the title is what was typed. */
  async function withTitles(whole, { docs, marks }, titled) {
    const own = marks.filter((mark) => mark >= titled).length > LEAST && await listOf(`\n${whole}`);
    if (!own?.sure) return marks;
    const such = new Set(own.docs);
    return marks.map((mark, i) => (such.has(docs[i]) ? mark + WHOLE : mark));
  }

  async function read(answer, doc) {
    if (answer.read.has(doc)) return;
    const text = await textOf(doc);
    const title = text.blocks.filter((block) => block.field === 'title');
    const marks = answer.wanted.map((part) => {
      const times = text.blocks.flatMap((block) => placesOf(block, part)).length;
      return { times, mark: title.some((block) => hasPart(block, part)) ? TITLE : times > 4 ? 2 : Number(times > 1) };
    });
    const isWhole = answer.whole && title.some((block) => block.folded.replace(QUOTES, '') === answer.whole);
    answer.read.set(doc, {
      text,
      mark: marks.reduce((all, { mark }) => all + mark, isWhole ? WHOLE : 0),
      times: Math.min(TIMES - 1, marks.reduce((all, { times }) => all + times, 0)),
    });
    if (answer.doubts.delete(doc) && !answer.parts.every((part) => isIn(text, part) !== part.not)) answer.gone.add(doc);
  }

  /** Documents in turn; view: byDate, keeps (which), floor (least mark). */
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

  /** The best `count` documents besides those shown, read; nothing if nobody waits. */
  async function best(answer, view, count, isAwaited, shown = null) {
    for (let reach = count; ; reach *= 2) {
      const order = ranked(answer, view, shown);
      const ahead = order.slice(0, reach).filter((doc, i) => i < count || answer.doubts.has(doc));
      const unread = ahead.filter((doc) => !answer.read.has(doc));
      if (!unread.length) return order.slice(0, count);
      const sure = order.filter((doc) => answer.read.has(doc));
      if (reach > ENOUGH && !view.byDate && sure.length >= count) return sure.slice(0, count);
      await Promise.all(unread.map((doc) => read(answer, doc)));
      if (!isAwaited()) return null;
    }
  }

  async function occurs(part) {
    const { docs, sure } = await holders(part);
    if (sure) return docs.length > 0;
    for (let at = docs.length; at > 0; at -= BATCH) {
      const texts = await Promise.all([...docs.subarray(Math.max(0, at - BATCH), at)].map(textOf));
      if (texts.some((text) => isIn(text, part))) return true;
    }
    return false;
  }

  const LOOKED_AT = 24; // characters of a part, and pieces of it that are tried

  /** The longest pieces of a part that stand anywhere, none in another. */
  async function nearby(part) {
    const characters = [...part].slice(0, LOOKED_AT);
    const pairs = await Promise.all(characters.slice(1).map((character, i) => listOf(characters[i] + character)));
    const found = [];
    let tries = LOOKED_AT;
    for (let size = characters.length - 1; size > 1; size--) {
      for (let i = 0; i + size <= characters.length && found.length < 3 && tries; i++) {
        const held = pairs.slice(i, i + size - 1);
        const piece = characters.slice(i, i + size).join('');
        if (!held.every(Boolean) || !(held[0].sure || size > 2) || piece !== piece.trim() || !held.reduce((one, other) => meet(one, other, Math.min)).docs.length) continue;
        tries--;
        if (await occurs({ texts: [piece] })) {
          found.push(piece);
          pairs.fill(null, Math.max(0, i - 1), i + size);
        }
      }
    }
    return found;
  }

  const facetsNow = kept(async () => (await load('facets')).map(({ id, name, values, of, more = [] }) => {
    const first = Int32Array.from({ length: of.length / 2 }, (_, i) => pairAt(of, i) - 1);
    const others = new Map();
    for (const [doc, value] of more) others.set(doc, [...(others.get(doc) || []), value]);
    return { id, name, values, valuesOf: (doc) => (first[doc] < 0 ? [] : [first[doc], ...(others.get(doc) || [])]) };
  }));

  start().catch(() => {});
  window.cxAsking = { SCREEN, BATCH, TITLE, root, isOutdated, answerTo, best, read, occurs, nearby, facetsNow, hasPart, placesOf };
})();

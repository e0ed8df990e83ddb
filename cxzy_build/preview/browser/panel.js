// What the preview says in the page: a badge in the corner, and a panel with every problem. In a shadow tree, so that
// the site's styles and scripts do not know of it; of the site it takes the colours and fonts by their names.

const build = (tag, properties = {}, ...children) => {
  const { attributes = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** Text in which `words between backticks` are code. */
const withCode = (text) => text.split('`').map((part, place) => (place % 2 ? build('code', {}, part) : part));

const countOf = ({ errors, warnings }) => [errors && `${errors} 个错误`, warnings && `${warnings} 个警告`]
  .filter(Boolean).join('，');

/** Problems that the person has put away stay so on the next page. */
const READ = 'cxzy-preview-read';
const readBefore = ({ problems }) => {
  try { return sessionStorage.getItem(READ) === JSON.stringify(problems); } catch { return false; }
};
const markAsRead = ({ problems }) => {
  try { sessionStorage.setItem(READ, JSON.stringify(problems)); } catch { /* denied: they come again */ }
};

export class Panel {
  #host = build('div', { lang: 'zh-CN', hidden: true, attributes: { role: 'region', 'aria-label': '预览' } });
  #styles;
  #hasSite; // or there is none yet to be seen
  #news = { good: true, errors: 0, warnings: 0, problems: [] };
  #spoken = build('p', { className: 'spoken', attributes: { role: 'status' } });
  #badge = build('button', { className: 'badge', type: 'button', hidden: true, attributes: { 'aria-controls': 'panel' } });
  #title = build('h2', { id: 'title', tabIndex: -1 });
  #about = build('p', { className: 'about' });
  #list = build('ol', { className: 'problems' });
  #close = build('button', { className: 'close', type: 'button' }, '收起');
  #dialog = build(
    'dialog', { id: 'panel', attributes: { 'aria-labelledby': 'title' } },
    build('div', { className: 'head' }, this.#title, this.#close), this.#about,
    build('div', { className: 'scroll', tabIndex: 0, attributes: { role: 'group', 'aria-label': '问题清单' } }, this.#list),
  );

  constructor(styles, { hasSite }) {
    this.#styles = styles;
    this.#hasSite = hasSite;
    this.#root(this.#host).append(this.#spoken, this.#badge, this.#dialog);
    this.#badge.addEventListener('click', () => (this.#dialog.open ? this.#dismiss() : this.#open(true)));
    this.#close.addEventListener('click', () => this.#dismiss());
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || !this.#dialog.open) return;
      if (!document.querySelector('dialog:modal')) this.#dismiss();
    });
    document.body.append(this.#host);
    this.#stayClear();
  }

  /** A build ended, or one has been at work for a while. */
  show(news) {
    const before = this.#news;
    this.#news = news;
    if (news.good !== before.good || JSON.stringify(news.problems) !== JSON.stringify(before.problems)) {
      this.#fill();
      if (!news.good) this.#complain();
      else if (!before.good) this.#praise();
      else if (!news.problems.length) this.#dialog.close();
    }
    this.#label();
  }

  #complain() {
    this.#spoken.textContent = `没有更新：${countOf(this.#news)}。`;
    if (!readBefore(this.#news)) this.#open(document.activeElement === document.body);
  }

  #praise() {
    this.#spoken.textContent = '已更新，错误都改好了。';
    this.#dialog.close();
  }

  /** The server does not answer. */
  lost() {
    this.#news = { ...this.#news, mark: '', lost: true };
    this.#label();
  }

  /** The page is the one for addresses that are not there, and this one was. */
  tellGone() {
    const note = build('div', { lang: 'zh-CN', attributes: { role: 'region', 'aria-label': '预览提示' } });
    this.#root(note).append(build(
      'p', { className: 'gone' }, build('b', {}, '这个页面刚才还在，最近一次改动以后没有了。'),
      '它的原稿可能删去了，或者改了名、改了日期（新闻的网址里有年和月）。改回来，这里会自己回来。',
    ));
    document.body.prepend(note);
  }

  #root(host) {
    const root = host.attachShadow({ mode: 'open' });
    host.hidden = true;
    const sheet = build('link', { rel: 'stylesheet', href: this.#styles });
    sheet.addEventListener('load', () => { host.hidden = false; }, { once: true });
    root.append(sheet);
    return root;
  }

  #open(takeFocus) {
    if (!this.#dialog.open) this.#dialog.setAttribute('open', ''); // show() would always take the focus
    if (takeFocus) this.#title.focus({ preventScroll: true });
    this.#label();
  }

  #dismiss() {
    markAsRead(this.#news);
    const hadFocus = this.#host.shadowRoot.activeElement;
    this.#dialog.close();
    this.#label();
    if (hadFocus) this.#badge.focus({ preventScroll: true });
  }

  #label() {
    const { good, building, lost, problems } = this.#news;
    let text = countOf(this.#news);
    if (building) text = '正在生成……';
    if (lost) text = '预览已停止';
    this.#badge.textContent = text;
    this.#badge.hidden = !text || this.#dialog.open;
    this.#badge.disabled = !problems.length;
    this.#badge.title = lost ? '重新运行 make serve，这里会自己接上' : '';
    this.#badge.dataset.kind = lost || building ? 'quiet' : good ? 'warning' : 'error';
    this.#badge.setAttribute('aria-expanded', String(this.#dialog.open));
    const why = good ? '网站已更新，有几处请留意' : (this.#hasSite ? '没有更新：内容有错误' : '还不能生成：内容有错误');
    this.#title.textContent = lost ? text : why;
    const stays = this.#hasSite ? '页面仍是上一次的样子；' : '';
    const more = good ? '警告不妨碍发布。' : `${stays}改好保存，这里会自己消失。`;
    this.#about.textContent = lost ? `${this.#badge.title}。` : building ? text : `${text}。${more}`;
  }

  #fill() {
    const { good, errors, warnings, problems } = this.#news;
    this.#dialog.dataset.kind = good ? 'warning' : 'error';
    this.#list.replaceChildren(...problems.map((problem) => this.#entry(problem)));
    const left = errors + warnings - problems.length;
    if (left > 0) this.#list.append(build('li', { className: 'more' }, `另有 ${left} 处，见终端。`));
  }

  #entry({ file, line, column, severity, message, hint }) {
    const kind = severity === 'error' ? '错误' : '警告';
    const entry = build(
      'li', { attributes: { 'data-kind': severity } },
      build('p', { className: 'place' }, build('b', {}, kind), ' ', build('span', {}, `${file}:${line}:${column}`)),
      build('p', { className: 'message' }, ...withCode(message)),
    );
    if (hint) entry.append(build('p', { className: 'hint' }, ...withCode(hint)));
    return entry;
  }

  /** Above the mark at the foot of every previewed page, however high that is. */
  #stayClear() {
    const mark = document.querySelector('.cx-preview');
    if (!mark) return;
    const measure = () => this.#host.style.setProperty('--clear', `${mark.offsetHeight}px`);
    new ResizeObserver(measure).observe(mark);
    measure();
  }
}

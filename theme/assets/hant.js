'use strict';
// What our scripts say, in Traditional: only pages of that edition load this. A test compares it with all they say.
(() => {
  const FROM = '关准减制动单图复导应开张扫换数机标画码统维缩网览设请键闭页';
  const TO = '關準減製動單圖複導應開張掃換數機標畫碼統維縮網覽設請鍵閉頁';

  const say = (text) => [...text].map((character) => TO[FROM.indexOf(character)] ?? character).join('');

  /** What a function is given stands in what it says as it is. */
  const saying = (speak) => (...given) => say(speak(...given.map((_, i) => `\u0002${i}\u0003`)))
    .replace(/\u0002(\d+)\u0003/g, (_, i) => given[i]);

  /** A text, a function that makes one, or an object of these. */
  window.cxHant = (words) => {
    if (typeof words === 'string') return say(words);
    if (typeof words === 'function') return saying(words);
    return Object.fromEntries(Object.entries(words).map(([name, value]) => [name, window.cxHant(value)]));
  };
})();

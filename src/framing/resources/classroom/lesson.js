(function () {
"use strict";
var L = JSON.parse(document.getElementById("lesson").textContent), T = L.texts, KEY = "framing-lesson-" + L.id;
var main = document.getElementById("task"), answers, open = null, at = 0;

function t(key) {
  var args = arguments;
  return (T[key] || key).replace(/\{(\d)\}/g, function (_, i) { return args[+i + 1]; });
}
function el(tag, attrs, children) {
  var node = document.createElement(tag);
  Object.keys(attrs || {}).forEach(function (name) {
    if (name === "text") node.textContent = attrs.text;
    else if (name.slice(0, 2) === "on") node.addEventListener(name.slice(2), attrs[name]);
    else if (attrs[name] !== null && attrs[name] !== false) node.setAttribute(name, attrs[name] === true ? "" : attrs[name]);
  });
  (children || []).forEach(function (child) { if (child) node.appendChild(typeof child === "string" ? document.createTextNode(child) : child); });
  return node;
}
function p(key) { return el("p", {text: t.apply(null, arguments)}); }

// What a student has answered, kept on the device where it lets us.
function code() {
  var letters = "abcdefghjkmnpqrstuvwxyz23456789", made = "", box = new Uint8Array(6), i;
  if (window.crypto && crypto.getRandomValues) crypto.getRandomValues(box);
  else for (i = 0; i < 6; i++) box[i] = Math.floor(Math.random() * 256);
  for (i = 0; i < 6; i++) made += letters[box[i] % letters.length];
  return made;
}
function fresh() {
  var c = code();
  return {c: c, f: c.charCodeAt(0) % 2 ? "a" : "b", p: [], q: [], g: L.sides.map(function () { return null; }),
          m: {mark: [], loaded: [], accusers: []}, a: {}, r: "", s: [], o: false};
}
function load() {
  try { var kept = JSON.parse(localStorage.getItem(KEY)); if (kept && kept.m) return kept; } catch (error) { /* not allowed here */ }
  return fresh();
}
function save() { try { localStorage.setItem(KEY, JSON.stringify(answers)); } catch (error) { /* not allowed here */ } }

// SHA-256 and what is built on it: a page opened from a stick has no Web Crypto everywhere.
var K = [], H0 = [];
(function () {
  for (var n = 2, i = 0; i < 64; n++) {
    for (var d = 2, prime = true; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (!prime) continue;
    if (i < 8) H0[i] = (Math.pow(n, 1 / 2) % 1) * 4294967296 | 0;
    K[i++] = (Math.pow(n, 1 / 3) % 1) * 4294967296 | 0;
  }
})();
var W = new Int32Array(64);
function compress(h, words, from) {
  var a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7], i, x, y, t1, t2;
  for (i = 0; i < 64; i++) {
    if (i < 16) W[i] = words[from + i];
    else {
      x = W[i - 15]; y = W[i - 2];
      W[i] = W[i - 16] + W[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0;
    }
    t1 = k + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i] | 0;
    t2 = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
    k = g; g = f; f = e; e = d + t1 | 0; d = c; c = b; b = a; a = t1 + t2 | 0;
  }
  return [h[0] + a | 0, h[1] + b | 0, h[2] + c | 0, h[3] + d | 0, h[4] + e | 0, h[5] + f | 0, h[6] + g | 0, h[7] + k | 0];
}
function finish(h, bytes, before) {
  var blocks = (bytes.length + 9 + 63) >> 6, words = new Int32Array(blocks * 16), i, total = before + bytes.length;
  for (i = 0; i < bytes.length; i++) words[i >> 2] |= bytes[i] << (24 - 8 * (i & 3));
  words[i >> 2] |= 128 << (24 - 8 * (i & 3));
  words[blocks * 16 - 2] = Math.floor(total / 536870912); words[blocks * 16 - 1] = total * 8 | 0;
  for (i = 0; i < blocks; i++) h = compress(h, words, i * 16);
  return h;
}
function toBytes(h) {
  var made = new Uint8Array(h.length * 4);
  h.forEach(function (word, i) { for (var j = 0; j < 4; j++) made[4 * i + j] = word >>> (24 - 8 * j) & 255; });
  return made;
}
function sha(bytes) { return toBytes(finish(H0, bytes, 0)); }
function padded(key, value) {
  var box = new Int32Array(16), i;
  if (key.length > 64) key = sha(key);
  for (i = 0; i < 64; i++) box[i >> 2] |= ((key[i] || 0) ^ value) << (24 - 8 * (i & 3));
  return compress(H0, box, 0);
}
function hmacOf(key) {
  var inner = padded(key, 54), outer = padded(key, 92), block = new Int32Array(16);
  function again(h) { // one more round over a digest, without bytes between
    for (var i = 0; i < 8; i++) block[i] = h[i];
    block[8] = -2147483648; block[15] = 768;
    for (i = 9; i < 15; i++) block[i] = 0;
    return block;
  }
  return {
    of: function (bytes) { return toBytes(compress(outer, again(finish(inner, bytes, 64)), 0)); },
    words: function (bytes) { return compress(outer, again(finish(inner, bytes, 64)), 0); },
    next: function (h) { return compress(outer, again(compress(inner, again(h), 0)), 0); }
  };
}
function utf8(text) { return new TextEncoder().encode(text); }
function fromBase64(text) { var raw = atob(text), made = new Uint8Array(raw.length); for (var i = 0; i < raw.length; i++) made[i] = raw.charCodeAt(i); return made; }
function joined(a, b) { var made = new Uint8Array(a.length + b.length); made.set(a); made.set(b, a.length); return made; }
function plainWord(word) { return word.normalize("NFKC").toLowerCase().replace(/-/g, " ").split(/\s+/).filter(Boolean).join("-"); }
function unseal(word) {
  var salt = fromBase64(L.seal.salt), data = fromBase64(L.seal.data), mac = hmacOf(utf8(plainWord(word)));
  var u = mac.words(joined(salt, new Uint8Array([0, 0, 0, 1]))), key = u.slice(), i, j;
  for (i = 1; i < L.seal.rounds; i++) { u = mac.next(u); for (j = 0; j < 8; j++) key[j] ^= u[j]; }
  var derived = hmacOf(toBytes(key)), sign = hmacOf(derived.of(utf8("sign"))).of(joined(salt, data)), wanted = fromBase64(L.seal.sign);
  for (i = 0, j = 0; i < 32; i++) j |= sign[i] ^ wanted[i];
  if (j) return null;
  var stream = hmacOf(derived.of(utf8("encrypt"))), made = new Uint8Array(data.length), block;
  for (i = 0; i < data.length; i++) {
    if (i % 32 === 0) { j = i / 32; block = stream.of(new Uint8Array([j >>> 24 & 255, j >>> 16 & 255, j >>> 8 & 255, j & 255])); }
    made[i] = data[i] ^ block[i % 32];
  }
  return JSON.parse(new TextDecoder().decode(made));
}

// Runs of marked words.
function runs(words) {
  var made = [];
  words.slice().sort(function (a, b) { return a - b; }).forEach(function (w) {
    var last = made[made.length - 1];
    // Words side by side are one mark, but a mark does not reach over the end of a paragraph.
    if (last && last[1] === w - 1 && placeOf(w) === placeOf(w - 1)) last[1] = w; else made.push([w, w]);
  });
  return made;
}
var wordText = [];
L.places.forEach(function (place) { place.pieces.forEach(function (piece) { wordText.push(piece); }); });
function placeOf(word) { var i = 0; while (i + 1 < L.places.length && L.places[i + 1].first <= word) i++; return i; }
function said(run) {
  var made = wordText[run[0]][1];
  for (var i = run[0] + 1; i <= run[1]; i++) made += wordText[i][0] + wordText[i][1];
  return made;
}
function placeName(name) {
  var parts = name.split(" "), key = "place." + parts[0];
  return T[key] ? t(key, parts[1] || "") + (parts[0] !== "paragraph" && parts[1] ? " " + parts[1] : "") : name;
}

// The story: to read, to mark in, or with marks of both.
function storyOf(className, wordNode) {
  var number = 0, box = el("div", {"class": "story " + className, lang: L.lang, dir: "auto"});
  L.places.forEach(function (place) {
    var line = el("p");
    place.pieces.forEach(function (piece) { line.appendChild(document.createTextNode(piece[0])); line.appendChild(wordNode(number++, piece[1])); });
    line.appendChild(document.createTextNode(place.rest));
    box.appendChild(el("p", {"class": "place", lang: L.language, text: placeName(place.name)}));
    box.appendChild(line);
  });
  return box;
}
function marking(task, changed) {
  var nodes = [], focus = 0, down = -1, marks = answers.m[task];
  function toggle(from, to, on) {
    if (answers.o) return;
    for (var i = Math.min(from, to); i <= Math.max(from, to); i++) {
      var k = marks.indexOf(i);
      if (on && k < 0) marks.push(i); else if (!on && k >= 0) marks.splice(k, 1);
      nodes[i].setAttribute("aria-pressed", String(on));
    }
    save(); changed();
  }
  function move(i, from) {
    if (i < 0 || i >= nodes.length) return;
    nodes[focus].tabIndex = -1; focus = i; nodes[i].tabIndex = 0; nodes[i].focus();
    if (from !== undefined) toggle(from, i, true);
  }
  function line(step) { // the nearest word in the line above or below
    var here = nodes[focus].getBoundingClientRect(), best = -1, far = Infinity, i, box, row = null, gap;
    for (i = focus + step; i >= 0 && i < nodes.length; i += step) {
      box = nodes[i].getBoundingClientRect();
      if (Math.abs(box.top - here.top) < here.height / 2) continue;
      if (row === null) row = box.top;
      if (Math.abs(box.top - row) > here.height / 2) break;
      gap = Math.abs(box.left + box.width / 2 - here.left - here.width / 2);
      if (gap < far) { far = gap; best = i; }
    }
    return best;
  }
  var box = storyOf("words", function (i, text) {
    var node = el("button", {type: "button", "class": "w", text: text, tabindex: i ? -1 : 0,
      "aria-pressed": String(marks.indexOf(i) >= 0), "aria-disabled": answers.o ? "true" : null});
    node.addEventListener("click", function () { nodes[focus].tabIndex = -1; focus = i; node.tabIndex = 0; toggle(i, i, node.getAttribute("aria-pressed") !== "true"); });
    node.addEventListener("pointerdown", function (event) { down = event.pointerType === "mouse" ? i : -1; });
    node.addEventListener("pointerup", function () { if (down >= 0 && down !== i) { toggle(down, i, true); } down = -1; });
    nodes.push(node);
    return node;
  });
  box.addEventListener("keydown", function (event) {
    var step = {ArrowRight: focus + 1, ArrowLeft: focus - 1, Home: 0, End: nodes.length - 1}[event.key];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step = line(event.key === "ArrowDown" ? 1 : -1);
    if (step === undefined) return;
    event.preventDefault();
    move(step, event.shiftKey ? focus : undefined);
  });
  return box;
}
function hintFor(task) {
  var words = answers.m[task], own = L.places.map(function () { return 0; }), made = [], i;
  if (words.length > L.words / 4) return t("hint.toomany", words.length, L.words);
  runs(words).forEach(function (run) { own[placeOf(run[0])]++; });
  for (i = 0; i < own.length; i++) if (L.hints[task][i] > own[i]) made.push(i);
  if (!words.length && made.length) return t("hint.begin", placeName(L.places[made[0]].name));
  if (!made.length) return t("hint.same");
  return t("hint.more", placeName(L.places[made[0]].name), L.hints[task][made[0]], own[made[0]]);
}
function markStep(task) {
  var told = el("p"), note = el("p", {"class": "note", role: "status"}), who = el("div");
  function changed() {
    var made = runs(answers.m[task]);
    told.textContent = t("marked", made.length ? made.map(function (run) { return "“" + said(run) + "”"; }).join(", ") : t("marked.none"));
    if (task === "accusers") accusersOf(who, made);
  }
  var box = marking(task, changed);
  changed();
  return [p(task + ".text"), p("mark.how"), box, told, who,
    el("div", {"class": "buttons"}, [el("button", {type: "button", id: "hint", text: t("hint"), onclick: function () { note.textContent = hintFor(task); }})]), note];
}
function accusersOf(box, made) {
  box.textContent = "";
  made.forEach(function (run, n) {
    var key = run.join("-"), choose = el("select", {id: "who" + n, disabled: answers.o});
    [["", t("accusers.choose")], ["-", t("accusers.nobody")]].concat(L.names.map(function (name) { return [name, name]; }), [["?", t("accusers.other")]])
      .forEach(function (one) { choose.appendChild(el("option", {value: one[0], text: one[1], selected: answers.a[key] === one[0]})); });
    choose.addEventListener("change", function () { answers.a[key] = choose.value; save(); });
    box.appendChild(el("div", {"class": "pair"}, [el("label", {"for": "who" + n, text: t("accusers.who", said(run))}), choose]));
  });
}
function testStep(which) {
  var form = which === "pre" ? answers.f : answers.f === "a" ? "b" : "a", given = which === "pre" ? answers.p : answers.q;
  var made = [p(which + ".text")];
  L.items.filter(function (item) { return item[0] === form; }).forEach(function (item, n) {
    var base = "test." + form + "." + item[1], box = el("fieldset", {}, [el("legend", {text: t(base + ".ask")}), el("p", {text: t(base + ".text")})]);
    for (var i = 1; i <= item[2]; i++) (function (i) {
      box.appendChild(el("label", {"class": "row"}, [el("input", {type: "radio", name: which + n, value: i, checked: given[n] === i,
        onchange: function () { given[n] = i; save(); }}), t(base + "." + i)]));
    })(i);
    made.push(box);
  });
  return made;
}
function predictStep() {
  var note = el("p", {"class": "note", role: "status"});
  function sum() {
    var total = answers.g.reduce(function (a, b) { return a + (b || 0); }, 0);
    note.textContent = total === 10 ? t("predict.ok") : t("predict.sum", total);
  }
  var rows = L.sides.map(function (side, i) {
    return el("div", {"class": "pair"}, [el("label", {"for": "g" + i, text: side}),
      el("input", {id: "g" + i, type: "number", min: 0, max: 10, step: 1, inputmode: "numeric", disabled: answers.o, value: answers.g[i] === null ? "" : answers.g[i],
        oninput: function () { var v = parseFloat(this.value); answers.g[i] = v >= 0 && v <= 10 ? v : null; save(); sum(); }})]);
  });
  sum();
  return [p("predict.text")].concat(rows, [note]);
}
function inRuns(list) { var made = {}; list.forEach(function (run) { for (var i = run[0]; i <= run[1]; i++) made[i] = true; }); return made; }
function meets(run, others) { return others.some(function (o) { return o[0] <= run[1] && run[0] <= o[1]; }); }
function compareStep() {
  var note = el("p", {"class": "note", role: "status"}), shown = el("div"), field = el("input", {id: "word", autocomplete: "off", autocapitalize: "none", spellcheck: "false"});
  function tryWord() {
    note.textContent = t("compare.wait");
    setTimeout(function () { // so that the line above shows first
      var found = unseal(field.value);
      if (!found) { note.textContent = t("compare.wrong"); return; }
      open = found; answers.o = true; save(); note.textContent = ""; show();
    }, 30);
  }
  function show() {
    shown.textContent = "";
    if (!open) return;
    if (L.tasks.indexOf("predict") >= 0) {
      var total = open.counts.reduce(function (a, b) { return a + b; }, 0);
      shown.appendChild(el("h2", {text: t("predict.head")}));
      L.sides.forEach(function (side, i) { shown.appendChild(p("compare.guess", side, answers.g[i] === null ? "–" : answers.g[i], open.counts[i], total)); });
    }
    ["mark", "loaded", "accusers"].forEach(function (task) {
      if (L.tasks.indexOf(task) < 0) return;
      var mine = runs(answers.m[task]), theirs = open[task], my = inRuns(mine), its = inRuns(theirs);
      var shared = theirs.filter(function (run) { return meets(run, mine); }).length, only = mine.filter(function (run) { return !meets(run, theirs); }).length;
      shown.appendChild(el("h2", {text: t(task + ".head")}));
      shown.appendChild(p("compare.shared", shared, theirs.length, only));
      shown.appendChild(el("p", {}, [el("span", {"class": "k both", text: t("compare.both")}), " ", el("span", {"class": "k you", text: t("compare.you")}), " ", el("span", {"class": "k machine", text: t("compare.machine")})]));
      shown.appendChild(storyOf("", function (i, text) {
        var kind = my[i] && its[i] ? "both" : my[i] ? "you" : its[i] ? "machine" : "";
        return kind ? el("mark", {"class": "k " + kind, title: t("compare." + kind), text: text}) : document.createTextNode(text);
      }));
      if (task === "accusers") theirs.forEach(function (one) { shown.appendChild(p("compare.accuser", said(one), one[2] === "-" ? t("compare.nobody") : one[2])); });
    });
  }
  show();
  return [p("compare.text"), el("form", {"class": "pair", onsubmit: function (event) { event.preventDefault(); tryWord(); }}, [el("label", {"for": "word", text: t("compare.word")}), field,
    el("button", {type: "submit", id: "open", text: t("compare.open")})]), note, shown];
}
function rewriteStep() {
  var area = el("textarea", {id: "rewrite", maxlength: 400, dir: "auto", oninput: function () { answers.r = this.value; save(); }});
  area.value = answers.r;
  var ticks = [1, 2, 3].map(function (n) {
    return el("label", {"class": "row"}, [el("input", {type: "checkbox", checked: answers.s.indexOf(n) >= 0, onchange: function () {
      var k = answers.s.indexOf(n); if (this.checked && k < 0) answers.s.push(n); if (!this.checked && k >= 0) answers.s.splice(k, 1); save();
    }}), t("rewrite." + n)]);
  });
  return [p("rewrite.text"), el("label", {"for": "rewrite", text: t("rewrite.label")}), area, p("rewrite.check")].concat(ticks);
}

// The one line that holds every answer, with a mark at its end that tells a line cut short.
function answerLine() {
  var made = {v: 1, l: L.id, c: answers.c, f: answers.f, p: answers.p, q: answers.q};
  if (L.tasks.indexOf("predict") >= 0) made.g = answers.g;
  if (L.tasks.indexOf("mark") >= 0) made.m = runs(answers.m.mark);
  if (L.tasks.indexOf("loaded") >= 0) made.w = runs(answers.m.loaded);
  if (L.tasks.indexOf("accusers") >= 0) made.a = runs(answers.m.accusers).map(function (run) { return [run[0], run[1], answers.a[run.join("-")] || ""]; });
  if (L.tasks.indexOf("rewrite") >= 0) { made.r = answers.r; made.s = answers.s.slice().sort(); }
  var bytes = utf8(JSON.stringify(made)), raw = "";
  for (var i = 0; i < bytes.length; i++) raw += String.fromCharCode(bytes[i]);
  var body = btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, ""), hash = sha(utf8(body)), end = "";
  for (i = 0; i < 4; i++) end += (hash[i] + 256).toString(16).slice(1);
  return "framing1." + body + "." + end;
}
function missing() {
  var made = [];
  function empty(list, n) { for (var i = 0; i < n; i++) if (!list[i]) return true; return false; }
  if (empty(answers.p, 3)) made.push(t("pre.head"));
  L.tasks.forEach(function (task) {
    if (answers.m[task] && !answers.m[task].length) made.push(t(task + ".head"));
    if (task === "predict" && answers.g.some(function (g) { return g === null; })) made.push(t("predict.head"));
    if (task === "rewrite" && !answers.r.trim()) made.push(t("rewrite.head"));
  });
  if (empty(answers.q, 3)) made.push(t("post.head"));
  return made;
}
function handStep() {
  var line = answerLine(), left = missing(), note = el("p", {"class": "note", role: "status"}), box = el("div");
  var area = el("textarea", {id: "line", "class": "line", readonly: true});
  area.value = line;
  var link = URL.createObjectURL(new Blob([line + "\n"], {type: "text/plain"}));
  return [p("hand.text"), left.length ? el("p", {"class": "note", text: t("hand.missing", left.join(", "))}) : null,
    el("div", {"class": "buttons"}, [
      el("button", {type: "button", "class": "go", id: "save", text: t("hand.save"), onclick: function () { el("a", {href: link, download: "answers-" + answers.c + ".txt"}).click(); }}),
      el("button", {type: "button", id: "copy", text: t("hand.copy"), onclick: function () {
        area.select();
        var done = false; try { done = document.execCommand("copy"); } catch (error) { /* told below */ }
        note.textContent = t(done ? "hand.copied" : "hand.mark");
      }}),
      el("button", {type: "button", id: "qr", text: t("hand.qr"), onclick: function () {
        box.textContent = "";
        try {
          var made = qrcode(0, "L"); made.addData(line, "Byte"); made.make();
          box.appendChild(el("div", {"class": "qr", role: "img", "aria-label": t("hand.alt")}));
          var n = made.getModuleCount(), ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg"), path = document.createElementNS(ns, "path"), d = "";
          for (var y = 0; y < n; y++) for (var x = 0; x < n; x++) if (made.isDark(y, x)) d += "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z";
          svg.setAttribute("viewBox", "0 0 " + (n + 8) + " " + (n + 8)); svg.setAttribute("shape-rendering", "crispEdges"); path.setAttribute("d", d);
          svg.appendChild(path); box.firstChild.appendChild(svg);
        } catch (error) { note.textContent = t("hand.long"); }
      }})]), note, box, el("label", {"for": "line", text: t("hand.line")}), area, p("hand.last")];
}
function introStep() {
  var list = el("dl");
  Object.keys(T).forEach(function (key) {
    var found = /^glossary\.(.+)\.word$/.exec(key);
    if (found) { list.appendChild(el("dt", {text: T[key]})); list.appendChild(el("dd", {text: T["glossary." + found[1] + ".text"]})); }
  });
  return [p("intro.text"), p("intro.machine"), el("details", {}, [el("summary", {text: t("glossary.head")}), list])];
}

var steps = ["intro", "pre"].concat(L.tasks, ["post", "hand"]);
var makers = {intro: introStep, pre: function () { return testStep("pre"); }, post: function () { return testStep("post"); },
  read: function () { return [p("read.text"), storyOf("", function (_, text) { return document.createTextNode(text); })]; },
  predict: predictStep, mark: function () { return markStep("mark"); }, loaded: function () { return markStep("loaded"); },
  accusers: function () { return markStep("accusers"); }, compare: compareStep, rewrite: rewriteStep, hand: handStep};
function go(number, quiet) {
  at = number;
  var name = steps[at], head = el("h1", {tabindex: -1, text: t(name + ".head")});
  main.textContent = "";
  main.appendChild(head);
  makers[name]().forEach(function (node) { if (node) main.appendChild(node); });
  main.appendChild(el("div", {"class": "buttons"}, [
    at ? el("button", {type: "button", id: "back", text: t("back"), onclick: function () { go(at - 1); }}) : null,
    at < steps.length - 1 ? el("button", {type: "button", "class": "go", id: "next", text: t("next"), onclick: function () { go(at + 1); }}) : null]));
  document.getElementById("step").textContent = t("step", at + 1, steps.length);
  var list = el("ol");
  steps.forEach(function (one, i) {
    list.appendChild(el("li", {}, [el("button", {type: "button", text: i + 1, "aria-label": i + 1 + " " + t(one + ".head"), "aria-current": i === at ? "step" : null, onclick: function () { go(i); }})]));
  });
  document.getElementById("steps").textContent = "";
  document.getElementById("steps").appendChild(list);
  if (!quiet) { window.scrollTo(0, 0); head.focus(); }
}
var sure = false;
document.getElementById("again").addEventListener("click", function () {
  var told = document.getElementById("again-sure");
  if (!sure) { sure = true; told.textContent = t("again.sure"); return; }
  sure = false; told.textContent = ""; open = null; answers = fresh(); save(); go(0);
});
answers = load();
go(0, true);
})();

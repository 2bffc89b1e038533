(function () {
"use strict";
var S = JSON.parse(document.getElementById("sample").textContent);
var main = document.getElementById("task"), said = document.getElementById("said"), progress = document.getElementById("progress");
var saver = document.getElementById("save"), leaver = document.getElementById("leave");
var coder = "", answers = {}, notes = {}, at = 0, ask = 0, stored = true;

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
function show(children) { main.replaceChildren.apply(main, children); window.scrollTo(0, 0); var h = main.querySelector("h1"); h.tabIndex = -1; h.focus(); }
function key(u, q) { return S.units[u].unit + "\n" + S.questions[q].name; }
function given(u, q) { var one = answers[key(u, q)]; return one ? one.value : null; }

// Kept in this browser under the sample's and the coder's name, where it lets us.
function place() { return "framing-coding-" + S.id + "-" + coder; }
function load() {
  answers = {}; notes = {};
  try {
    var kept = JSON.parse(localStorage.getItem(place()));
    if (kept && kept.answers) { answers = kept.answers; notes = kept.notes || {}; }
    localStorage.setItem(place(), JSON.stringify({answers: answers, notes: notes}));
    stored = true;
  } catch (error) { stored = false; }
}
function keep() {
  try { localStorage.setItem(place(), JSON.stringify({answers: answers, notes: notes})); } catch (error) { stored = false; }
  if (!stored) said.textContent = "This browser keeps nothing: save your answers as a file before you close the page.";
}

// What is to be asked of a row: nothing more after the answer that ends it.
function asked(u) {
  var list = [], q;
  for (q = 0; q < S.questions.length; q++) {
    list.push(q);
    if (S.questions[q].ends && given(u, q) === S.questions[q].ends) break;
  }
  return list;
}
function done(u) { return asked(u).every(function (q) { return given(u, q) !== null; }); }
function count() { var n = 0, u; for (u = 0; u < S.units.length; u++) if (done(u)) n++; return n; }
function open(from) {
  for (var i = 0; i < S.units.length; i++) {
    var u = (from + i) % S.units.length, list = asked(u);
    for (var j = 0; j < list.length; j++) if (given(u, list[j]) === null) return [u, list[j]];
  }
  return null;
}
function go(place) { if (place) { at = place[0]; ask = place[1]; question(); } else finished(); }
function next() {
  var list = asked(at), i = list.indexOf(ask);
  if (i >= 0 && i + 1 < list.length) { ask = list[i + 1]; question(); }
  else if (at + 1 < S.units.length) { at++; ask = 0; question(); }
  else finished();
}
function back() {
  var list = asked(at), i = list.indexOf(ask);
  if (i > 0) { ask = list[i - 1]; question(); }
  else if (at > 0) { at--; list = asked(at); ask = list[list.length - 1]; question(); }
}
function answer(value) {
  value = value.replace(/\s+/g, " ").trim();
  if (!value) { said.textContent = "Write an answer, or - where there is none."; return; }
  answers[key(at, ask)] = {value: value, when: new Date().toISOString()};
  keep();
  said.textContent = S.questions[ask].name + ": " + value;
  if (given(at, ask) === S.questions[ask].ends) { at + 1 < S.units.length ? go([at + 1, 0]) : finished(); } else next();
}

function question() {
  var u = S.units[at], q = S.questions[ask], chosen = given(at, ask), list = asked(at);
  progress.replaceChildren("Row " + (at + 1) + " of " + S.units.length + ", question " + (list.indexOf(ask) + 1) + " of " + list.length + " ",
    el("progress", {max: S.units.length, value: count(), "aria-label": "Rows with all answers"}));
  var story = el("div", {"class": "story", tabindex: "0", role: "group", "aria-label": "The text", lang: "en"}, [
    u.before, el("mark", {text: u.words}), u.behind]);
  var parts = [
    el("h1", {text: q.asks}),
    q.help ? el("p", {"class": "help", text: q.help}) : null,
    u.about ? el("p", {}, ["About: ", el("strong", {text: u.about})]) : null,
    u.machine && u.machine[q.name] !== undefined ? el("p", {"class": "help", text: "The machine says: " + u.machine[q.name]}) : null,
    el("p", {"class": "small", text: [u.outlet, u.published, u.headline].filter(Boolean).join(" · ")}), story];
  if (q.values.length) {
    parts.push(el("ul", {"class": "answers", role: "list"}, q.values.map(function (value, i) {
      return el("li", {}, [el("button", {type: "button", "aria-pressed": String(chosen === value), onclick: function () { answer(value); }},
        [S.keys[i] ? el("kbd", {text: S.keys[i]}) : null, value === "-" ? "- (none)" : value])]);
    })));
  } else {
    var field = el("input", {id: "written", autocomplete: "off", value: chosen || "", onkeydown: function (event) { if (event.key === "Enter") { event.preventDefault(); answer(field.value); } }});
    parts.push(el("label", {"for": "written", text: "Name or phrase; - for none; Enter goes on"}), field);
  }
  var note = el("textarea", {id: "note", onchange: function () { notes[u.unit] = note.value.trim(); keep(); }});
  note.value = notes[u.unit] || "";
  parts.push(el("div", {"class": "buttons"}, [
    el("button", {type: "button", onclick: back}, [el("kbd", {text: "←"}), "back"]),
    el("button", {type: "button", onclick: next}, [el("kbd", {text: "→"}), "skip"])]),
    el("label", {"for": "note"}, [el("kbd", {text: "n"}), "A note on this row"]), note);
  show(parts.filter(Boolean));
  if (!q.values.length) document.getElementById("written").focus();
  var mark = story.querySelector("mark");
  story.scrollTop = Math.max(0, mark.offsetTop - story.offsetTop - 60);
}

function finished() {
  var left = S.units.length - count();
  progress.textContent = "";
  show([
    el("h1", {text: left ? "The end of the list" : "All rows are coded"}),
    el("p", {text: count() + " of " + S.units.length + " rows have all their answers" + (left ? ", " + left + " do not." : ". Save your answers as a file, and hand it in.")}),
    el("div", {"class": "buttons"}, [
      left ? el("button", {type: "button", "class": "go", onclick: function () { go(open(0)); }, text: "To the first open question"}) : null,
      el("button", {type: "button", onclick: function () { at = 0; ask = 0; question(); }, text: "From the beginning"})])]);
}

function lines() {
  var made = [];
  S.units.forEach(function (u, i) {
    asked(i).forEach(function (q) {
      var one = answers[key(i, q)];
      if (one) made.push(JSON.stringify({unit: u.unit, question: S.questions[q].name, value: one.value, coder: coder, when: one.when, note: notes[u.unit] || undefined}));
    });
  });
  return made;
}
function save() {
  var made = lines(), link = URL.createObjectURL(new Blob([made.join("\n") + "\n"], {type: "application/x-ndjson"}));
  el("a", {href: link, download: "codes-" + (coder.replace(/[^\w-]+/g, "_") || "coder") + ".jsonl"}).click();
  said.textContent = made.length + " answers saved as a file.";
}

function start() {
  var name = el("input", {id: "coder", autocomplete: "off", maxlength: "60"});
  function begin() {
    coder = name.value.trim();
    if (!coder) { said.textContent = "Write your name, so that your answers can be told from others'."; name.focus(); return; }
    load(); said.textContent = ""; saver.hidden = leaver.hidden = false;
    keep(); go(open(0));
  }
  name.addEventListener("keydown", function (event) { if (event.key === "Enter") { event.preventDefault(); begin(); } });
  saver.hidden = leaver.hidden = true; progress.textContent = "";
  show([
    el("h1", {text: "Who codes?"}),
    el("p", {text: S.units.length + " rows, " + S.questions.length + " questions each at most. The keys before the answers choose them; ← and → go back and on; answers are kept as you go."}),
    el("label", {"for": "coder", text: "Your name"}), name,
    el("div", {"class": "buttons"}, [el("button", {type: "button", "class": "go", onclick: begin, text: "Begin"})]),
    el("h2", {text: "The questions"}),
    el("dl", {}, S.questions.reduce(function (made, q) { return made.concat([el("dt", {text: q.asks}), el("dd", {text: q.help || q.values.join(", ")})]); }, []))]);
  name.focus();
}

document.addEventListener("keydown", function (event) {
  var inside = event.target.tagName;
  if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector(".story")) return;
  if (inside === "TEXTAREA" || inside === "INPUT") {
    if (event.key === "Escape") { event.target.blur(); main.querySelector("h1").focus(); }
    return;
  }
  if (event.key === "ArrowLeft") { event.preventDefault(); back(); return; }
  if (event.key === "ArrowRight") { event.preventDefault(); next(); return; }
  if (event.key === "n") { event.preventDefault(); document.getElementById("note").focus(); return; }
  var i = S.keys.indexOf(event.key), q = S.questions[ask];
  if (event.key.length === 1 && i >= 0 && i < q.values.length) { event.preventDefault(); answer(q.values[i]); }
  if (event.key === "-" && q.values.indexOf("-") >= 0) { event.preventDefault(); answer("-"); }
});
saver.addEventListener("click", save);
leaver.addEventListener("click", start);
start();
})();

(function () {
  "use strict";
  // Sorting, filtering and turning pages. The page is complete without this script.
  var form = document.querySelector(".filter"), live = document.querySelector(".live");
  var turn = document.querySelector(".turn"), select = form.elements.sort, STATES = ["built", "unchanged", "stale", "failed", "not built yet", "kept"];
  var data = document.getElementById("rows"), icons = {}, lists = [], begun = false;
  [].forEach.call(form.querySelectorAll("fieldset label"), function (label) {
    icons[label.querySelector("input").value] = label.querySelector("svg");
  });

  function make(name, className, text) {
    var node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // A row of the big list, from its record: only textContent, so no title can become markup.
  function row(record, labels) {
    var tr = make("tr"), state = STATES[record[2]], head = make("th");
    tr.setAttribute("role", "row"); tr.dataset.s = state;
    head.setAttribute("role", "rowheader"); head.scope = "row";
    var title = make("span", "ttl", record[3] ? undefined : record[0]);
    title.dir = "auto";
    if (record[3]) { var link = make("a", "", record[0]); link.href = record[3]; title.appendChild(link); }
    head.appendChild(title);
    if (record[1]) head.appendChild(make("span", "out", record[1]));
    if (record[7]) head.appendChild(strip(record[7]));
    if (record[5]) head.appendChild(make("span", "why", record[5]));
    tr.appendChild(head);
    function cell(label, value) {
      var td = make("td"), box = make("div");
      td.setAttribute("role", "cell"); td.dataset.l = label; td.dataset.v = value; td.appendChild(box); tr.appendChild(td);
      return box;
    }
    var mark = make("span", "stt" + (record[2] === 2 || record[2] === 3 ? " w" : ""));
    mark.appendChild(icons[state].cloneNode(true)); mark.appendChild(document.createTextNode(state));
    cell(labels[1], record[2]).appendChild(mark);
    record[6].forEach(function (figure, i) {
      var box = cell(labels[i + 2], figure[0]);
      if (figure[1] === "") {
        var dash = make("span", "", "–"); dash.setAttribute("aria-hidden", "true");
        box.appendChild(dash); box.appendChild(make("span", "vh", figure[2])); return;
      }
      if (i === 0 && figure[0] >= 0) {
        var bar = make("span", "mb"), fill = make("i"); bar.setAttribute("aria-hidden", "true");
        fill.style.width = Math.round(figure[0] * 100) + "%"; bar.appendChild(fill); box.appendChild(bar);
      }
      box.appendChild(document.createTextNode(figure[1]));
      if (figure[2]) box.appendChild(make("span", "sub", figure[2]));
    });
    var open = cell(labels[labels.length - 1], "");
    [["Report", record[3]], ["Notebook", record[4]]].forEach(function (pair) {
      if (pair[1]) { var a = make("a", "op", pair[0]); a.href = pair[1]; open.appendChild(a); }
    });
    if (!record[3]) open.appendChild(make("span", "sub", "no report"));
    return tr;
  }

  // The article as a strip; each block is five characters: left, width (two digits to the base of 36 each) and look.
  function strip(code) {
    var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "strip"); svg.setAttribute("viewBox", "0 0 1000 40");
    svg.setAttribute("preserveAspectRatio", "none"); svg.setAttribute("aria-hidden", "true");
    function block(x, y, width, height, style) {
      var rect = document.createElementNS(space, "rect");
      rect.setAttribute("x", x); rect.setAttribute("y", y); rect.setAttribute("width", width);
      rect.setAttribute("height", height); rect.setAttribute("style", style); svg.appendChild(rect);
      return rect;
    }
    block(0, 0, 1000, 40, "fill:var(--tj)");
    for (var i = 0; i + 4 < code.length; i += 5) {
      var look = parseInt(code[i + 4], 36), slot = look % 9, colour = "var(--c" + (slot || "j") + ")", mark = (look - slot) / 9;
      var rect = block(parseInt(code.slice(i, i + 2), 36), 2, parseInt(code.slice(i + 2, i + 4), 36), 36,
        mark ? "fill:var(--paper);stroke:" + colour + ";stroke-width:1.5" : "fill:" + colour);
      rect.setAttribute("vector-effect", "non-scaling-stroke");
      if (mark === 2) rect.setAttribute("stroke-dasharray", "3 2");
    }
    return svg;
  }

  function count(number) { return number.toLocaleString("en-GB"); }
  function text(value) { return String(value).toLowerCase(); }

  [].forEach.call(document.querySelectorAll(".batch:not(.side) table"), function (table) {
    var body = table.tBodies[0], heads = [].slice.call(table.tHead.rows[0].cells), big = data && table.dataset.big !== undefined;
    var labels = heads.map(function (head) { return head.textContent; });
    var items = big ? JSON.parse(data.textContent).map(function (record) {
      return { record: record, state: STATES[record[2]], words: null };
    }) : [].map.call(body.rows, function (tr) {
      var values = [].map.call(tr.cells, function (cell) { var v = cell.dataset.v; return v === undefined || v === "" || isNaN(v) ? text(v || "") : +v; });
      return { tr: tr, state: tr.dataset.s, values: values, words: text(tr.textContent) };
    });
    lists.push({ table: table, body: body, heads: heads, labels: labels, items: items, shown: items, big: big, size: body.rows.length, page: 0, keys: {} });
  });

  function draw(list) {
    if (!list.big) { return; }
    var first = list.page * list.size, last = Math.min(first + list.size, list.shown.length);
    if (!begun) list.page = 0; // the page came with its first rows: what went wrong, then the first in order
    else {
      list.body.textContent = "";
      list.shown.slice(first, last).forEach(function (item) {
        item.tr = item.tr || row(item.record, list.labels); list.body.appendChild(item.tr);
      });
    }
    turn.hidden = list.shown.length <= list.size;
    turn.querySelector("span").textContent = list.shown.length ? count(first + 1) + " to " + count(last) + " of " + count(list.shown.length) : "";
    turn.children[0].disabled = list.page === 0;
    turn.children[2].disabled = last >= list.shown.length;
  }

  function value(item, column) {
    if (item.values) return item.values[column];
    var record = item.record;
    return column === 0 ? text(record[0]) : column === 1 ? record[2] : record[6][column - 2][0];
  }

  // Each column's values become numbers once, words by their rank: thousands of rows are sorted as numbers then.
  function keys(list, column) {
    if (list.keys[column]) return list.keys[column];
    var found = list.items.map(function (item, i) { item.place = i; return value(item, column); });
    if (found.some(function (v) { return typeof v === "string"; })) {
      var ranks = new Map();
      Array.from(new Set(found)).sort(function (a, b) { return a > b ? 1 : a < b ? -1 : 0; }).forEach(function (v, i) { ranks.set(v, i); });
      found = found.map(function (v) { return ranks.get(v); });
    }
    list.all = list.all || list.items.slice();
    list.keys[column] = Float64Array.from(found);
    return list.keys[column];
  }

  function sort(list, column, direction) {
    list.items = list.all || list.items;
    var key = keys(list, column), order = Array.from(list.all.keys());
    order.sort(function (x, y) {
      var a = key[x], b = key[y];
      if (a === -1 || b === -1) { return a === b ? x - y : a === -1 ? 1 : -1; } // no figure: always last
      return (a - b) * direction || x - y;
    });
    list.items = order.map(function (place) { return list.all[place]; });
    if (!list.big) { list.items.forEach(function (item) { list.body.appendChild(item.tr); }); }
    list.heads.forEach(function (head, j) {
      if (head.hasAttribute("data-sort")) head.setAttribute("aria-sort", j === column ? (direction > 0 ? "ascending" : "descending") : "none");
    });
    filter();
  }

  function filter() {
    var states = [].filter.call(form.elements.s, function (box) { return box.checked; }).map(function (box) { return box.value; });
    var words = text(form.elements.q.value).trim(), shown = 0, all = 0;
    lists.forEach(function (list) {
      list.shown = list.items.filter(function (item) {
        if (states.indexOf(item.state) < 0) return false;
        if (!words) return true;
        if (item.words === null) { var r = item.record; item.words = text([r[0], r[1], r[5], r[6][0][2]].join(" ")); }
        return item.words.indexOf(words) >= 0;
      });
      if (list.big) { list.page = 0; draw(list); } else {
        var seen = new Set(list.shown); list.items.forEach(function (item) { item.tr.hidden = !seen.has(item); });
      }
      shown += list.shown.length; all += list.items.length;
    });
    live.textContent = count(shown) + " of " + count(all) + (all === 1 ? " report" : " reports") + " shown";
  }

  var main = lists.filter(function (list) { return list.table.parentNode.id === "batch"; })[0] || lists[0];
  lists.forEach(function (list) {
    list.heads.forEach(function (head, column) {
      if (!head.hasAttribute("data-sort")) return;
      var button = make("button", "", head.textContent), rising = column < 2 ? 1 : -1;
      button.type = "button"; head.textContent = ""; head.appendChild(button); head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        sort(list, column, now === "none" ? rising : now === "ascending" ? -1 : 1);
      });
      if (list === main) { var option = make("option", "", button.textContent); option.value = column; select.appendChild(option); }
    });
  });
  select.addEventListener("change", function () {
    if (select.value !== "") sort(main, +select.value, +select.value < 2 ? 1 : -1);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", filter);
  if (turn) [0, 2].forEach(function (place) {
    turn.children[place].addEventListener("click", function () {
      var list = lists.filter(function (one) { return one.big; })[0];
      list.page += place - 1; draw(list);
      document.getElementById("batch").scrollIntoView();
    });
  });
  form.hidden = false;
  filter();
  begun = true;
})();

// 读文结果：筛选、查找，原文与清单互相定位。没有脚本时全部内容仍在页上。
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const body = document.body;
  const form = $(".bar");
  const items = $$("#lists .it");
  const groups = $$("#lists .grp");
  const words = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
  const pieces = { n: piecesBy("n"), d: piecesBy("d") };
  const total = items.length;
  const narrow = matchMedia("(width < 56rem)");
  let current = null; // {key: "n" | "d", number: "12"}

  function piecesBy(key) {
    const found = new Map();
    for (const piece of $$(`#text .m[data-${key}], #text .m-tag[data-${key}], #text .sic[data-${key}], #text .sic-long[data-${key}], #text .flag[data-${key}]`)) {
      const number = piece.dataset[key];
      if (!found.has(number)) found.set(number, []);
      found.get(number).push(piece);
    }
    return found;
  }

  // ── 看哪一栏 ──
  function show(view) {
    body.dataset.view = view;
    for (const button of $$("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === view));
  }

  // 换栏后仍停在当前一条；没有当前一条，从头看。
  function turnTo(view) {
    show(view);
    const wanted = { lists: current?.key === "n" && rowOf("n", current.number), checks: current?.key === "d" && rowOf("d", current.number), text: current && (pieces[current.key].get(current.number) || [])[0] }[view];
    if (wanted && !wanted.hidden) bring(wanted);
    else if (narrow.matches) scrollTo(0, Math.min(scrollY, $(".head").offsetHeight));
  }

  // 未排版的条目高度是估的，移到跟前后再校一次。
  function bring(element) {
    place(element);
    place(element);
  }

  // 展开后若伸出栏外，往上提到刚好看全；栏里放不下，就从头看。
  function uncover(row) {
    const at = row.getBoundingClientRect(), frame = row.closest(".col").getBoundingClientRect();
    if (at.bottom > frame.bottom) row.closest(".col").scrollTop += Math.min(at.bottom - frame.bottom, at.top - frame.top);
  }

  function place(element) {
    const box = element.closest(".col");
    if (!narrow.matches && box) {
      const at = element.getBoundingClientRect(), frame = box.getBoundingClientRect();
      box.scrollTop += at.top - frame.top - Math.max(16, (frame.height - at.height) / 2);
    } else {
      element.scrollIntoView({ block: "center" });
    }
  }

  // ── 当前一条：原文与清单一起亮 ──
  const rowOf = (key, number) => document.getElementById((key === "n" ? "r" : "e") + number);

  function clear() {
    if (!current) return;
    for (const piece of pieces[current.key].get(current.number) || []) piece.classList.remove("is-cur");
    rowOf(current.key, current.number)?.removeAttribute("aria-current");
    for (const block of $$(".bl.is-here")) block.classList.remove("is-here");
    current = null;
  }

  function select(key, number) {
    clear();
    current = { key, number };
    const marks = pieces[key].get(number) || [];
    const first = marks.find((piece) => !piece.matches("a"));
    for (const piece of marks) {
      piece.classList.add("is-cur");
      piece.closest(".bl")?.classList.add("is-here");
    }
    const row = rowOf(key, number);
    row?.setAttribute("aria-current", "true");
    if (key === "n" && row?.hidden) reset();
    return { row, mark: first || marks[0] };
  }

  function goToText(key, number, focus) {
    const { row, mark } = select(key, number);
    if (narrow.matches) show("text");
    else if (row) uncover(row);
    if (!mark) return;
    bring(mark);
    if (focus) (document.getElementById("t" + number) || mark).focus?.({ preventScroll: true });
  }

  function goToRow(key, number, focus) {
    const { row } = select(key, number);
    show(key === "n" ? "lists" : "checks");
    if (!row) return;
    bring(row);
    if (focus) $(".it-a", row)?.focus({ preventScroll: true });
  }

  // 同一处有几条承诺时，再点一次换到外面的一条。
  function markAt(target) {
    const chain = [];
    for (let node = target; node && node.id !== "text"; node = node.parentElement) {
      if (node.classList.contains("is-off")) continue;
      if (node.dataset.n) chain.push(["n", node.dataset.n]);
      else if (node.dataset.d) chain.push(["d", node.dataset.d]);
    }
    if (!chain.length) return null;
    const at = current ? chain.findIndex(([key, number]) => key === current.key && number === current.number) : -1;
    return chain[(at + 1) % chain.length];
  }

  $("#text").addEventListener("click", (event) => {
    if (getSelection().toString()) return; // 正在选字，不跳
    const tag = event.target.closest(".m-tag, .flag");
    const found = tag ? [tag.dataset.n ? "n" : "d", tag.dataset.n || tag.dataset.d] : markAt(event.target);
    if (!found) return;
    event.preventDefault();
    goToRow(found[0], found[1], Boolean(tag));
  });

  $(".col-side").addEventListener("click", (event) => {
    const other = event.target.closest("[data-go]");
    const row = event.target.closest(".it");
    if (other) {
      event.preventDefault();
      goToRow("n", other.dataset.go, true);
    } else if (row && event.target.closest(".it-a")) {
      event.preventDefault();
      goToText(row.dataset.n ? "n" : "d", row.dataset.n || row.dataset.d, true);
    }
  });

  $("#outline").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const block = link && document.getElementById(link.hash.slice(1));
    if (!block) return;
    event.preventDefault();
    if (narrow.matches) show("text");
    const box = block.closest(".col");
    if (narrow.matches) block.scrollIntoView();
    else box.scrollTop += block.getBoundingClientRect().top - box.getBoundingClientRect().top - 16;
    for (const each of $$("#outline [aria-current]")) each.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });

  // ── 筛选 ──
  function conditions() {
    const boxes = $$("[name=kind]", form);
    const chosen = boxes.filter((box) => box.checked);
    const said = [];
    if (chosen.length < boxes.length) said.push(chosen.map((box) => box.dataset.label).join("、") || "未选类别");
    if (form.doubt.checked) said.push("有疑点");
    if (form.q.value.trim()) said.push(`“${form.q.value.trim()}”`);
    return { kinds: new Set(chosen.map((box) => box.value)), doubt: form.doubt.checked, terms: form.q.value.toLowerCase().split(/\s+/).filter(Boolean), said };
  }

  function filter() {
    const asked = conditions();
    let shown = 0;
    for (const item of items) {
      const fits = asked.kinds.has(item.dataset.k) && (!asked.doubt || "doubt" in item.dataset) && asked.terms.every((term) => words.get(item).includes(term));
      item.hidden = !fits;
      shown += fits ? 1 : 0;
      for (const piece of pieces.n.get(item.dataset.n) || []) piece.classList.toggle("is-off", !fits);
    }
    for (const group of groups) {
      const left = $$(".it:not([hidden])", group).length;
      group.hidden = !left;
      $("[data-count]", group).textContent = left;
    }
    if (current?.key === "n" && rowOf("n", current.number)?.hidden) clear();
    say(asked.said, shown);
  }

  function say(said, shown) {
    const narrowed = said.length > 0;
    $(".shown").textContent = narrowed ? `显示${shown}条，共${total}条` : "";
    const condition = $(".cond");
    condition.textContent = `当前条件：${said.join("，")}。`;
    condition.hidden = !narrowed || !shown;
    $(".none").hidden = !narrowed || shown > 0;
    $(".none-w").textContent = `没有符合条件的承诺。当前条件：${said.join("，")}。`;
  }

  function reset() {
    form.reset();
    filter();
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  // ── 按钮与按键 ──
  const acts = { print: () => print(), clear: () => { reset(); form.q.focus(); } };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.show) turnTo(button.dataset.show);
    else if (button?.dataset.do) acts[button.dataset.do]();
  });

  function step(by, fits = () => true) {
    const rows = items.filter((item) => !item.hidden && fits(item));
    if (!rows.length) return;
    const order = rows.sort((a, b) => a.dataset.n - b.dataset.n);
    const at = current?.key === "n" ? Number(current.number) : by > 0 ? 0 : Infinity;
    const next = by > 0 ? order.find((row) => row.dataset.n > at) || order[0] : order.findLast((row) => row.dataset.n < at) || order.at(-1);
    const { row, mark } = select("n", next.dataset.n);
    if (!narrow.matches) show("lists");
    if (mark) bring(mark);
    bring(row);
  }

  const keys = { j: () => step(1), k: () => step(-1), d: () => step(1, (row) => "doubt" in row.dataset), "/": () => { show("lists"); form.q.focus(); }, Escape: clear };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input[type=search]")) {
      if (event.key === "Escape") { form.q.value = ""; filter(); form.q.blur(); }
      return;
    }
    const act = keys[event.key] || keys[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  });

  body.classList.add("js");
  form.hidden = total === 0;
  show("lists");
  filter();
  const asked = /^#([mrtde])(\d+)$/.exec(location.hash);
  if (asked) (asked[1] === "r" || asked[1] === "e" ? goToRow : goToText)("de".includes(asked[1]) ? "d" : "n", asked[2], false);
})();

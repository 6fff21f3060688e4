// Starts the library of an office, keeps its enterprises in the browser, and tells other windows of it. What is kept lies in
// one store of the browser, an enterprise a record; nothing goes anywhere else.
(function () {
  "use strict";
  var STORE = "tidu-library", FIRMS = "firms", JOURNAL = "journal", store = null, others = null;

  function find(what) {
    return document.querySelector(what);
  }

  function failed(zh, en, why) {
    var root = find("#library"), words = document.createElement("p");
    words.className = "error";
    words.setAttribute("role", "alert");
    words.textContent = zh + " " + en;
    root.textContent = "";
    root.appendChild(words);
    if (window.console) console.error("Tidu: " + en, why || "");
  }

  /* guarded */

  /* module */

  // Why the browser keeps nothing, in its own words.
  function words(error) {
    return String((error && (error.message || error.name)) || error || "IndexedDB");
  }

  function open() {
    return new Promise(function (done, fail) {
      var asked = indexedDB.open(STORE, 2);
      asked.onupgradeneeded = function () {
        [[FIRMS, "id"], [JOURNAL, "key"]].forEach(function (one) {
          if (!asked.result.objectStoreNames.contains(one[0])) asked.result.createObjectStore(one[0], { keyPath: one[1] });
        });
      };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = asked.onblocked = function () { fail(asked.error); };
    });
  }

  // Hands on what is kept, some at a time, so that the page answers in between: under a word, and what to do then.
  function load(of, what, key, then, from) {
    var range = from === undefined ? null : IDBKeyRange.lowerBound(from, true), asked;
    try {
      asked = store.transaction(of).objectStore(of).getAll(range, of === FIRMS ? 100 : 20);
    } catch (error) {
      return unread(error);
    }
    asked.onsuccess = function () {
      var some = asked.result;
      if (!some.length) return then();
      told(what, "[" + some.map(function (one) { return one.text; }).join(",") + "]");
      load(of, what, key, then, some[some.length - 1][key]);
    };
    asked.onerror = function () { unread(asked.error); };
  }

  function unread(error) {
    store = null;
    told("trouble", words(error));
    told("loaded", "");
  }

  function told(what, detail) {
    wasm_bindgen.library_told(what, detail);
  }

  // Writes what changed in one go: all of it or nothing. What another window has written of the same enterprise meanwhile is
  // not written over; it is told instead.
  function keep(detail) {
    if (!store) return;
    var changed = JSON.parse(detail), later = [], work;
    try {
      work = store.transaction(FIRMS, "readwrite");
    } catch (error) {
      return told("trouble", words(error));
    }
    var firms = work.objectStore(FIRMS);
    function compare(one) {
      var there = firms.get(one.id);
      there.onsuccess = function () {
        if (there.result && there.result.version >= one.version && there.result.text !== one.text) later.push(there.result.text);
        else firms.put(one);
      };
    }
    changed.put.forEach(function (one) {
      if (one.version > 1) return compare(one);
      // A new one is seldom there; long lists are of new ones.
      var added = firms.add(one);
      added.onerror = function (event) {
        if (added.error.name !== "ConstraintError") return;
        event.preventDefault();
        event.stopPropagation();
        compare(one);
      };
    });
    changed.take.forEach(function (id) { firms.delete(id); });
    work.oncomplete = function () {
      if (later.length) told("changed", JSON.stringify({ put: later, take: [], conflict: true }));
      if (others) others.postMessage(changed.put.map(function (one) { return one.id; }).concat(changed.take));
    };
    work.onabort = function () { told("trouble", words(work.error)); };
  }

  // What was done, apart from what it made of the enterprises: they are kept even where there is no room for it.
  function note(does) {
    if (!store) return;
    try {
      does(store.transaction(JOURNAL, "readwrite").objectStore(JOURNAL));
    } catch (error) {
      if (window.console) console.warn("Tidu: what was done is not kept", error);
    }
  }

  // What another window has written is read again: only which it was comes over, for a list is long.
  function written(ids) {
    var put = [], take = [], work;
    try {
      work = store.transaction(FIRMS);
    } catch (error) {
      return told("trouble", words(error));
    }
    ids.forEach(function (id) {
      var there = work.objectStore(FIRMS).get(id);
      there.onsuccess = function () {
        if (there.result) put.push(there.result.text);
        else take.push(id);
      };
    });
    work.oncomplete = function () { told("changed", JSON.stringify({ put: put, take: take })); };
  }

  function listen() {
    try {
      others = new BroadcastChannel(STORE);
      others.onmessage = function (event) { if (store) written(event.data); };
    } catch (error) {
      // Then another window learns of it when it writes.
      others = null;
    }
  }

  // Another one that works beside the page, where one can be had. It runs the same file as the page.
  function hire() {
    try {
      var text = tiduScript.src ? null : new Blob([tiduScript.text], { type: "text/javascript" });
      var worker = new Worker(text ? URL.createObjectURL(text) : tiduScript.src);
      worker.postMessage(compiled);
      wasm_bindgen.library_worker(worker);
    } catch (error) {
      // Then the page does all of it.
    }
  }

  // What the program tells: what is to be kept; and, of the assessment it shows, its answers and that it is to be printed.
  function hear(what, detail) {
    if (what === "keep") keep(detail);
    else if (what === "note") note(function (journal) { journal.put(JSON.parse(detail)); });
    else if (what === "forget") note(function (journal) { journal.delete(IDBKeyRange.bound(JSON.parse(detail), JSON.parse(detail) + "/\uffff")); });
    else if (what === "answers") setTimeout(function () { told(what, detail); });
    else if (what === "print") window.print();
    else if (what === "hire") hire();
  }

  function module() {
    var place = find("[data-tidu-module]"), address = place.getAttribute("data-tidu-module");
    return address || carried(place);
  }

  // A program that has failed is left alone; what was changed before is kept already.
  function stopped(error) {
    failed("程序出错停下了。已保存的改动还在，请重新载入本页。", "The program has failed and stopped. What was kept is still there; reload this page.", error);
  }

  function start() {
    var address = find("[data-tidu-module]").getAttribute("data-tidu-module");
    if (address && location.protocol === "file:") {
      return failed("这个网页要放在网站上才能运行；要从本机打开，请用单文件版 library.html。",
        "This page runs from a web site only; to open it from a disk, use the single file library.html.");
    }
    if (typeof WebAssembly !== "object" || typeof wasm_bindgen === "undefined" || !window.Promise) {
      return failed("浏览器版本过旧，或不允许运行 WebAssembly，不能使用；请更新或换一个浏览器。",
        "This browser is too old or forbids WebAssembly; update it or use another one.");
    }
    guard(stopped);
    var kept = open().then(function (opened) {
      store = opened;
    }).catch(function (error) {
      return words(error);
    });
    Promise.resolve().then(function () { return wasm_bindgen({ module_or_path: module() }); }).then(function () { return kept; }).then(function (trouble) {
      listen();
      wasm_bindgen.open_library(hear);
      for (var many = Math.min(navigator.hardwareConcurrency || 1, 4); many > 0; many--) hire();
      if (!store) return unread(trouble);
      load(FIRMS, "kept", "id", function () {
        load(JOURNAL, "done", "key", function () { told("loaded", ""); });
      });
    }).catch(function (error) {
      failed("程序没有运行起来，请刷新，或换一个浏览器。", "The program did not start; reload, or use another browser.", error);
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

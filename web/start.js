// Starts the page, and says in words why it does not start where it does not. It is written for browsers of any age,
// since telling somebody that a browser is too old is of use in old browsers only.
(function () {
  "use strict";
  var missing = [];
  window.addEventListener("error", function (event) {
    var from = event.target && (event.target.src || event.target.href);
    if (from) missing.push(from);
  }, true);

  function find(what) {
    return document.querySelector(what);
  }

  function each(what, then) {
    [].forEach.call(document.querySelectorAll(what), then);
  }

  /* early */

  /* guarded */

  /* module */

  // The program has failed. What was entered, the page holds here as well, unless it came under a password.
  var answers = null;
  function stopped(error) {
    failed = true;
    // One that failed while it began has drawn nothing yet.
    if (!running) return told(error);
    if (window.console) console.error("Tidu: the program has failed and stopped", error);
    var english = /^en/.test(document.documentElement.lang), root = find("#tidu");
    function add(to, kind, text) {
      var one = to.appendChild(document.createElement(kind));
      if (text) one.textContent = english ? text[1] : text[0];
      return one;
    }
    function button(to, text, press) {
      var one = add(to, "button", text);
      one.type = "button";
      one.onclick = press;
    }
    root.textContent = "";
    var body = add(root, "div"), part = add(add(body, "main"), "section"), words = add(part, "p", answers
      ? ["程序出错停下了。填过的内容还在：请先保存，重新载入后可从首页打开保存的文件。", "The program has failed and stopped. What you entered is still here: save it first; once reloaded, the start opens the saved file."]
      : ["程序出错停下了。加了密码的答案不在别处留底；请重新载入，再打开保存过的文件。", "The program has failed and stopped. Of answers under a password no copy is held; reload, and open the saved file again."]);
    body.className = "body";
    part.className = "start";
    words.className = "error";
    words.setAttribute("role", "alert");
    words.tabIndex = -1;
    var actions = add(part, "p");
    actions.className = "actions";
    if (answers) button(actions, ["保存我的答案", "Save my answers"], function () { save(answers); });
    button(actions, ["重新载入", "Reload"], function () { location.reload(); });
    words.focus();
  }

  // The plain sheet is what is left where the page cannot calculate; what did not arrive can be tried again.
  function tell(zh, en, why, again) {
    early.refuse(zh + "下面的标准和政策仍可直接阅读。 " + en + " The criteria and policies below can still be read.", again);
    if (window.console) console.error("Tidu: " + en, why || "");
  }

  function retry() {
    var scripts = missing.filter(function (from) { return /\.js$/.test(from); }), left = scripts.length;
    missing = [];
    if (!left) return start();
    scripts.forEach(function (from) {
      var part = document.createElement("script");
      part.src = from;
      part.onload = part.onerror = function () {
        if (!--left) start();
      };
      document.head.appendChild(part);
    });
  }

  function missingWasm() {
    tell("浏览器没有 WebAssembly，或已将其关闭（如 Edge 的“增强安全性”、部分应用内置浏览器），不能填写和计算；请为本页允许 WebAssembly，或换一个浏览器打开。",
      "WebAssembly is missing or switched off in this browser (such as by Edge's enhanced security); allow it for this page or use another browser.");
  }

  // The same program in JavaScript, in place of WebAssembly that is barred or missing. Only the hosted page has it.
  function without(address, otherwise) {
    var part = document.createElement("script"), make = null;
    part.src = address.replace("_bg.wasm", "_fallback.js");
    part.tidu = function (given) { make = given; };
    part.onerror = part.onload = function () {
      if (!make) return otherwise();
      window.WebAssembly = guarding(make, stopped);
      run({});
    };
    document.head.appendChild(part);
  }

  function run(module, otherwise) {
    wasm_bindgen({ module_or_path: module }).then(early.composed).then(function () {
      var stood = early.stands();
      wasm_bindgen.open_page(function (what, detail) {
        if (what === "answers") answers = detail === "null" ? null : detail;
      }, early.said());
      return stood;
    }).then(takeOver).catch(function (error) {
      // A program that failed while it began has been told of already.
      if (!failed) (otherwise || told)(error);
    });
  }

  function told(error) {
    var words = String((error && error.message) || error);
    if (isBarred(error)) {
      tell("网站的内容安全策略（CSP）不允许运行 WebAssembly，不能填写和计算；请网站管理员在 script-src 中加入 'wasm-unsafe-eval'。",
        "This site's Content Security Policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src.", error);
    } else if (error && error.tiduMissing) {
      tell("缺少文件 " + error.tiduMissing + "，不能填写和计算；请检查网络后刷新，或请网站管理员补上该文件。",
        "The file " + error.tiduMissing + " is missing; check the network and reload, or put it on the server.", error, retry);
    } else if (isOther(error)) {
      tell("网站上的文件不是同一个版本（可能正在更新），程序无法载入；请稍后再试，或请网站管理员把全部文件重新上传一遍。",
        "The files on the server are of different versions (an update may be under way); try again later, or upload all of them anew.", error, function () { location.reload(); });
    } else if (window.WebAssembly && error instanceof WebAssembly.CompileError) {
      tell("浏览器版本过旧或文件不完整，程序无法载入；请更新浏览器，或重新取得本页。",
        "The browser is too old for this page, or the page is incomplete; update the browser or get the page again.", error);
    } else {
      tell("程序没有运行起来（" + words + "），不能填写和计算；请刷新，或换一个浏览器。",
        "The program did not start (" + words + "); reload, or use another browser.", error, failed ? null : retry);
    }
  }

  function start() {
    var place = find("[data-tidu-module]"), address = place && place.getAttribute("data-tidu-module");
    if (address && location.protocol === "file:") {
      return tell("这个网页要放在网站上才能运行；要从本机打开，请用单文件版 tidu.html。",
        "This page runs from a web site only; to open it from a disk, use the single file tidu.html.");
    }
    if (!window.Promise || !window.Uint8Array || !document.documentElement.closest) {
      return tell("浏览器版本过旧，不能填写和计算；请更新浏览器（Chrome 61、Firefox 60、Safari 11 或更新的版本）。",
        "The browser is too old to run this page; update it.");
    }
    if (typeof wasm_bindgen === "undefined") {
      if (missing.length) return told({ tiduMissing: missing[0], message: "missing" });
      return tell("浏览器版本过旧，看不懂本页的程序；请更新浏览器。", "The browser is too old to understand this page's program; update it.");
    }
    if (typeof WebAssembly !== "object") {
      return address ? without(address, missingWasm) : missingWasm();
    }
    var module;
    if (address) {
      module = fetch(address).then(function (answer) {
        if (!answer.ok) throw { tiduMissing: address, message: "HTTP " + answer.status };
        return answer;
      }, function (error) {
        throw { tiduMissing: address, message: String(error) };
      });
    } else {
      try {
        module = carried(place);
      } catch (error) {
        return tell("文件不完整，程序无法载入；请重新取得本页。", "This file is incomplete; get it again.", error);
      }
    }
    guard(stopped);
    run(module, function (error) {
      if (address && isBarred(error)) without(address, function () { told(error); });
      else told(error);
    });
  }

  early.begin();

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

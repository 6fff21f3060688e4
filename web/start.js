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

  // While the program is on its way the name of the enterprise can be typed already; the page takes it over. Not where
  // there are answers to come back to, which bring their own.
  var early = null, composing = false;
  function offer() {
    var sheet = find("[data-tidu-sheet]"), answers = find("script[data-tidu-answers]");
    try {
      if (!sheet || location.hash || localStorage.getItem("tidu/last") || (answers && answers.textContent.trim())) return;
    } catch (error) {
      // A browser that keeps nothing has nothing to come back to.
    }
    // A page that was saved before it had started brings the field of that time along.
    var old = find(".early");
    if (old) old.parentNode.removeChild(old);
    var place = document.createElement("p"), label = document.createElement("label");
    early = document.createElement("input");
    early.type = "text";
    early.id = "tidu-early";
    early.autocomplete = "organization";
    label.htmlFor = early.id;
    label.textContent = "企业名称（可以先填） Enterprise name";
    place.className = "early";
    place.appendChild(label);
    place.appendChild(early);
    sheet.insertBefore(place, find("[data-tidu-status]"));
    early.addEventListener("compositionstart", function () { composing = true; });
    early.addEventListener("compositionend", function () {
      composing = false;
      if (early && !find("[data-tidu-sheet]").hidden && find("#tidu").firstChild) takeOver();
    });
  }

  // What was typed goes into the field of the page, and the keyboard with it; what is being composed is waited for.
  function takeOver() {
    var field = find("#tidu #name");
    if (composing) return;
    find("[data-tidu-sheet]").hidden = true;
    if (!early) return;
    var focused = document.activeElement === early, at = early.selectionStart;
    if (field && early.value) {
      field.value = early.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    early.parentNode.parentNode.removeChild(early.parentNode);
    early = null;
    if (field && focused) {
      field.focus();
      field.setSelectionRange(at, at);
    }
  }

  // The plain sheet is what is left where the page cannot calculate.
  function tell(zh, en, why) {
    var sheet = find("[data-tidu-sheet]"), status = find("[data-tidu-status]");
    if (sheet) sheet.hidden = false;
    if (early) early.parentNode.parentNode.removeChild(early.parentNode);
    early = null;
    if (status) {
      status.className = "error";
      status.textContent = zh + "下面的标准和政策仍可直接阅读。 " + en + " The criteria and policies below can still be read.";
    }
    if (window.console) console.error("Tidu: " + en, why || "");
  }

  function bytes(base64) {
    var text = atob(base64), out = new Uint8Array(text.length);
    for (var at = 0; at < text.length; at++) out[at] = text.charCodeAt(at);
    return out;
  }

  function told(error) {
    var words = String((error && error.message) || error);
    if (/content security policy|blocked by csp|unsafe-eval/i.test(words)) {
      tell("网站的内容安全策略（CSP）不允许运行 WebAssembly，不能填写和计算；请网站管理员在 script-src 中加入 'wasm-unsafe-eval'。",
        "This site's Content Security Policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src.", error);
    } else if (error && error.tiduMissing) {
      tell("缺少文件 " + error.tiduMissing + "，不能填写和计算；请检查网络后刷新，或请网站管理员补上该文件。",
        "The file " + error.tiduMissing + " is missing; check the network and reload, or put it on the server.", error);
    } else if (window.WebAssembly && error instanceof WebAssembly.CompileError) {
      tell("浏览器版本过旧或文件不完整，程序无法载入；请更新浏览器，或重新取得本页。",
        "The browser is too old for this page, or the page is incomplete; update the browser or get the page again.", error);
    } else {
      tell("程序没有运行起来（" + words + "），不能填写和计算；请刷新，或换一个浏览器。",
        "The program did not start (" + words + "); reload, or use another browser.", error);
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
    if (typeof WebAssembly !== "object") {
      return tell("浏览器没有 WebAssembly，或已将其关闭（如 Edge 的“增强安全性”、部分应用内置浏览器），不能填写和计算；请为本页允许 WebAssembly，或换一个浏览器打开。",
        "WebAssembly is missing or switched off in this browser (such as by Edge's enhanced security); allow it for this page or use another browser.");
    }
    if (typeof wasm_bindgen === "undefined") {
      if (missing.length) return told({ tiduMissing: missing[0], message: "missing" });
      return tell("浏览器版本过旧，看不懂本页的程序；请更新浏览器。", "The browser is too old to understand this page's program; update it.");
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
        module = new Uint8Array(Number(place.getAttribute("data-size")));
        tiduInflate(bytes(place.textContent), module);
      } catch (error) {
        return tell("文件不完整，程序无法载入；请重新取得本页。", "This file is incomplete; get it again.", error);
      }
    }
    // The page is drawn by then, or with the next frame.
    wasm_bindgen({ module_or_path: module }).then(function () { requestAnimationFrame(takeOver); }, told);
  }

  offer();

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

// <tidu-assessment>: the page in an element of somebody else's page. One script tag, `async`; no global name but the
// element. It is written for browsers of any age, since telling somebody that a browser is too old is of use in old
// browsers only; what it loads is newer.
(function () {
  "use strict";
  // A server that renders pages may import it, and has nothing to show it in.
  if (typeof document === "undefined") return;
  var NAME = "tidu-assessment", VERSION = "<!-- version -->";
  // Where each of the other files lies; null where all lie beside this script. The builder writes them in for bundlers,
  // which put each file in a place of its own.
  var PLACED = /* files */ null;
  var script = document.currentScript;
  // A policy that goes by a nonce has given it to the script that brought this one too.
  var nonce = (script || document.querySelector("script[nonce]") || {}).nonce;
  // What the page's policy has refused, so that a failure can be put down to it.
  var refused = [];
  document.addEventListener("securitypolicyviolation", function (event) {
    refused.push({ directive: event.effectiveDirective || event.violatedDirective, address: String(event.blockedURI) });
  });

  // What goes wrong: for who reads the page, and for who made the site.
  var FAILURES = {
    old: ["浏览器版本过旧，不能填写和计算；请更新浏览器（Chrome 80、Firefox 74、Safari 13.1 或更新的版本）。",
      "This browser is too old to fill in and calculate; update it (Chrome 80, Firefox 74, Safari 13.1 or newer).",
      "浏览器没有自定义元素，或看不懂 {what}。", "The browser has no custom elements, or does not understand {what}."],
    file: ["这个网页是从本机打开的，自评要放在网站上才能运行；要离线使用，请打开单文件版 tidu.html。",
      "This page was opened from a disk; the assessment runs from a web site only. To use it offline, open the single file tidu.html.",
      "file:// 下浏览器不允许读取 {what}；请用网站服务器打开，或改用 tidu.html。", "On file:// the browser does not let {what} be read; serve the page from a web server, or use tidu.html."],
    missing: ["网站缺少自评所需的文件，暂时不能填写；请检查网络后刷新，或告诉网站管理员。",
      "The site lacks a file that the assessment needs; check the network and reload, or tell the site's webmaster.",
      "取不到 {what}；请把 tidu-assessment 的全部文件放在同一目录（脚本改了名或写在页内时，用 files 属性指明目录），并检查网络和跨域（CORS）设置。", "{what} cannot be had; put all files of tidu-assessment into one folder (where the script was renamed or stands in the page, name it by the attribute files), and check the network and CORS."],
    files: ["网站对自评的设置有误，暂时不能填写；请告诉网站管理员。",
      "The site has set up the assessment wrongly; tell the site's webmaster.",
      "files=\"{what}\" 不是网址；应为放置其余文件的目录，如 /tidu/。", "files=\"{what}\" is no address; it should be the folder of the other files, such as /tidu/."],
    kind: ["网站给出的文件不对，暂时不能填写；请告诉网站管理员。",
      "The site delivers a wrong file; tell the site's webmaster.",
      "{what} 不是 WebAssembly 模块：服务器多半返回了一个网页，或文件不完整、被改动。", "{what} is no WebAssembly module: the server probably answered with a page, or the file is incomplete or altered."],
    version: ["网站上的自评文件不是同一个版本，暂时不能填写；请稍后再试，或告诉网站管理员。",
      "The site's files of the assessment are of different versions; try again later, or tell the site's webmaster.",
      "{what} 与其余文件不是同一个版本；请把同一版本的全部文件一起换上，并清除缓存。", "{what} is of another version than the files beside it; put up all files of one version together, and clear caches."],
    csp: ["网站的安全设置不允许运行自评；请告诉网站管理员。",
      "The site's security settings do not let the assessment run; tell the site's webmaster.",
      "内容安全策略（CSP）拦下了 {what}；需要 script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'（或这些文件所在的网站）。",
      "The Content Security Policy refused {what}; it takes script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' (or the site where the files lie)."],
    barred: ["浏览器没有 WebAssembly，或已将其关闭，不能填写和计算；请为本页允许 WebAssembly，或换一个浏览器。",
      "WebAssembly is missing or switched off in this browser; allow it for this page or use another browser.",
      "浏览器没有 WebAssembly，备用的 {what} 也没有运行起来。", "There is no WebAssembly, and {what}, which takes its place, did not run either."],
    style: ["网站缺少自评的样式文件，版面可能不整齐，仍可填写。",
      "The site lacks the style sheet of the assessment; it can be used, but will not look right.",
      "样式 {what} 没有载入；请检查文件和 CSP 的 style-src。", "The style sheet {what} did not load; check the file and style-src of the CSP."],
    broken: ["程序没有运行起来，不能填写和计算；请刷新，或换一个浏览器。",
      "The program did not start; reload, or use another browser.",
      "没有运行起来：{what}。", "It did not start: {what}."],
    panic: ["程序出错停下了。填过的内容还在：可以保存，也可以带着它们重新开始。",
      "The program has failed and stopped. What you entered is still here: save it, or start again with it.",
      "一个实例出错停下了（{what}）；本页其他实例不受影响。", "One instance has failed and stopped ({what}); others on this page are not affected."]
  };

  function log(how, zh, en, why) {
    if (window.console && console[how]) console[how]("<" + NAME + "> " + zh + " " + en, why || "");
  }

  function fill(text, what) {
    return text.replace("{what}", what);
  }

  function failure(code, what, why) {
    return { tidu: code, what: what, why: why };
  }

  function refusal(directives, address) {
    return refused.some(function (one) {
      return directives.indexOf(one.directive) >= 0 && (!address || one.address === address || address.indexOf(one.address) === 0);
    });
  }

  // A refusal is told a moment after it has happened.
  function whenTold(then) {
    return new Promise(function (done) { setTimeout(done, 50); }).then(then);
  }

  if (!window.customElements || !window.Promise || !Element.prototype.attachShadow || !window.Reflect) {
    var tellAll = function () {
      [].forEach.call(document.getElementsByTagName(NAME), function (element) {
        var told = document.createElement("p");
        told.appendChild(document.createTextNode(FAILURES.old[0] + " " + FAILURES.old[1]));
        element.insertBefore(told, element.firstChild);
      });
    };
    log("error", fill(FAILURES.old[2], NAME), fill(FAILURES.old[3], NAME));
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", tellAll);
    else tellAll();
    return;
  }
  var there = customElements.get(NAME);
  if (there) {
    return log("warn", "本页已有版本 " + there.version + "，版本 " + VERSION + " 未启用；只留一个脚本即可。",
      "Version " + there.version + " is on this page already, so version " + VERSION + " is not used; one script is enough.");
  }

  // A page that takes scripts from those alone who say that they are to be trusted has to be told so.
  var trust = null;
  function trusted(address) {
    if (!window.trustedTypes) return address;
    if (!trust) trust = trustedTypes.createPolicy("tidu", { createScriptURL: function (one) { return one; } });
    return trust.createScriptURL(address);
  }

  // Where the files lie: beside this script, unless the element says otherwise.
  var beside = script && script.src ? script.src : (document.querySelector('script[src*="' + NAME + '.js"]') || {}).src;
  var loaded = {};

  // One load for all elements of the page; one that failed is tried anew by the next.
  function once(address, load) {
    if (!loaded[address]) {
      loaded[address] = load();
      loaded[address].catch(function () { delete loaded[address]; });
    }
    return loaded[address];
  }

  // A script that hands over a function instead of a global name: it finds `take` at its own element.
  function byScript(address) {
    return once(address, function () {
      return new Promise(function (done, failed) {
        var part = document.createElement("script"), given = null;
        try {
          part.src = trusted(address);
        } catch (error) {
          return failed(failure("csp", "trusted-types tidu", error));
        }
        part.async = true;
        if (nonce) part.nonce = nonce;
        part.tidu = function (what) { given = what; };
        part.onload = function () {
          document.head.removeChild(part);
          if (given) done(given);
          else failed(failure("old", address));
        };
        part.onerror = function () {
          document.head.removeChild(part);
          whenTold(function () {
            failed(failure(refusal(["script-src", "script-src-elem", "default-src"], address) ? "csp" : "missing", address));
          });
        };
        document.head.appendChild(part);
      });
    });
  }

  // The module, compiled. What is compiled holds nothing of anybody's; each element makes an instance of its own.
  function compiled(address) {
    return once(address, function () {
      return fetch(address, { credentials: "same-origin" }).then(function (answer) {
        if (!answer.ok) throw failure("missing", address, "HTTP " + answer.status);
        var kind = (answer.headers.get("Content-Type") || "").split(";")[0].trim();
        if (kind === "application/wasm" && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(answer);
        if (kind !== "application/wasm") {
          log("warn", "服务器把 " + address + " 当作“" + kind + "”发送，应为 application/wasm；仍可运行，只是慢一些。",
            "The server sends " + address + " as “" + kind + "”; it should be application/wasm. It runs all the same, only slower.");
        }
        return answer.arrayBuffer().then(function (bytes) { return WebAssembly.compile(bytes); });
      }, function (error) {
        return whenTold(function () {
          throw failure(refusal(["connect-src", "default-src"], address) ? "csp" : "missing", address, error);
        });
      }).catch(function (error) {
        if (error && error.tidu) throw error;
        if (isBarred(error)) throw failure("csp", "WebAssembly", error);
        return whenTold(function () {
          var csp = refused.some(function (one) { return one.address === "wasm-eval"; });
          throw failure(csp ? "csp" : "kind", csp ? "WebAssembly" : address, error);
        });
      });
    });
  }

  /* guarded */

  // An instance, by the module or, where WebAssembly is barred or missing, by the same program in JavaScript.
  function begin(files, failed) {
    var glue = byScript(files("-core.js"));
    function fallback(why) {
      return byScript(files("-fallback.js")).then(function (make) { return make; }, function (error) {
        throw error.tidu === "csp" ? error : why;
      });
    }
    var make;
    if (typeof WebAssembly !== "object") {
      make = fallback(failure("barred", files("-fallback.js")));
    } else {
      make = compiled(files(".wasm")).then(function (module) {
        return function (imports) {
          return WebAssembly.instantiate(module, imports).then(function (instance) { return instance.exports; }, function (error) {
            throw isOther(error) ? failure("version", files(".wasm"), error) : error;
          });
        };
      }).catch(function (error) {
        if (error.tidu !== "csp" || error.what !== "WebAssembly") throw error;
        log("warn", "CSP 不允许 WebAssembly，改用较慢的 JavaScript 版；在 script-src 中加入 'wasm-unsafe-eval' 会快得多。",
          "The CSP bars WebAssembly, so the slower JavaScript is used; add 'wasm-unsafe-eval' to script-src and it is much faster.");
        return fallback(error);
      });
    }
    return Promise.all([glue, make]).then(function (parts) {
      var program = parts[0](guarding(parts[1], failed));
      return program({ module_or_path: {} }).then(function () { return program; });
    });
  }

  // What the program inside is told, at the beginning and when it changes.
  var OPTIONS = ["region", "lang", "as-of", "start", "name"];
  // The properties that stand for attributes.
  var REFLECTED = { region: "region", asOf: "as-of", start: "start", name: "name", theme: "theme", size: "size", keep: "keep", history: "history", files: "files" };
  // Those that are set or not, and read when the element begins.
  var FLAGS = ["keep", "history"];
  // What some attributes may say; anything else would be passed over in silence.
  var VALUES = { theme: ["light", "contrast"], size: ["large", "larger"] };
  // What the window tells is passed on while the element stands in a page. A program that listened there itself could
  // never be thrown away.
  var TOLD = ["beforeprint", "pagehide", "popstate", "storage", "visibilitychange"];
  var inner = new WeakMap();

  function TiduAssessment() {
    var element = Reflect.construct(HTMLElement, [], TiduAssessment);
    var own = { begun: false, opened: false, english: false, ready: false, failed: false, program: null, answers: null, told: null, packs: null, facts: null };
    own.pass = function (event) {
      if (own.root) own.root.dispatchEvent(new event.constructor(event.type, event));
    };
    // The page around may change its language, or that of any part of it.
    own.watch = new MutationObserver(function () { speak(element); });
    inner.set(element, own);
    return element;
  }

  function tell(element, name, detail) {
    element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail: detail === undefined ? null : detail }));
  }

  function english(element) {
    var at = element.closest("[lang]");
    return !!at && /^en\b/i.test(at.getAttribute("lang"));
  }

  function pick(element, pair) {
    return english(element) ? pair[1] : pair[0];
  }

  // Something about what the site asked for.
  function fault(element, code, message) {
    log("error", message, "");
    tell(element, "tidu-error", { code: code, message: message });
  }

  function speak(element) {
    var own = inner.get(element), now = english(element);
    if (now === own.english) return;
    own.english = now;
    ask(element, "lang", now ? "en" : "zh");
  }

  function flag(element, name) {
    // Frameworks write `false` out where the attribute should be absent.
    return element.hasAttribute(name) && element.getAttribute(name) !== "false";
  }

  // What an attribute says that may say a few things only.
  function check(element, name) {
    var value = element.getAttribute(name);
    if (value && VALUES[name].indexOf(value) < 0) {
      fault(element, name, name + "=\"" + value + "\"：应为 " + VALUES[name].join("、") + " 之一。 It should be one of: " + VALUES[name].join(", ") + ".");
    }
  }

  // The facts as plain data: the property, or the attribute, as an object or as JSON. What JSON would leave out or write
  // otherwise in silence is refused.
  function facts(element) {
    var given = inner.get(element).facts;
    if (given === null) given = element.getAttribute("facts") || null;
    if (given === null) return null;
    try {
      var plain = JSON.parse(JSON.stringify(typeof given === "string" ? JSON.parse(given) : given, function (key, value) {
        var kind = Object.prototype.toString.call(value).slice(8, -1);
        if (typeof value === "number" && !isFinite(value)) throw new TypeError(key + ": " + value);
        if (value !== undefined && ["Object", "Array", "String", "Number", "Boolean", "Null"].indexOf(kind) < 0) throw new TypeError((key || "facts") + ": " + kind);
        return value;
      }));
      if (!plain || typeof plain !== "object" || Array.isArray(plain)) throw new TypeError(JSON.stringify(plain));
      return plain;
    } catch (error) {
      fault(element, "facts", "facts：应为对象或 JSON 文本，如 {\"staff\": 126}，没有填入。 It should be an object or JSON such as {\"staff\": 126}; nothing was filled in. " + (error && error.message || error));
      return null;
    }
  }

  // The additional packs: the property, or the element's own script of JSON.
  function packs(element) {
    var given = inner.get(element).packs;
    var block = element.querySelector('script[type="application/json"]');
    if (given === null && block) {
      try {
        given = JSON.parse(block.textContent);
      } catch (error) {
        fault(element, "packs", "<script type=\"application/json\">：不是合法的 JSON。 It is no valid JSON. " + error.message);
      }
    }
    return given === null ? [] : Array.isArray(given) ? given : [given];
  }

  function asked(element) {
    var own = inner.get(element), all = { facts: facts(element), packs: packs(element), answers: own.answers };
    FLAGS.forEach(function (name) { all[name] = flag(element, name); });
    // Who receives what is handed over, where that is not the site of this page: the frame knows it.
    if (element.hasAttribute("data-receiver")) all.receiver = element.getAttribute("data-receiver");
    Object.keys(VALUES).forEach(function (name) { check(element, name); });
    OPTIONS.forEach(function (name) {
      var value = element.getAttribute(name);
      if (value !== null && value !== "") all[name] = value;
    });
    own.english = english(element);
    all.lang = own.english ? "en" : "zh";
    return JSON.stringify(all);
  }

  function paragraph(of, text) {
    var told = document.createElement("p");
    told.textContent = text;
    of.appendChild(told);
    return told;
  }

  function button(of, text, press) {
    var one = document.createElement("button");
    one.type = "button";
    one.textContent = text;
    one.onclick = press;
    of.appendChild(one);
  }

  // What stands in the element while there is no program in it.
  function state(own) {
    while (own.state.firstChild) own.state.removeChild(own.state.firstChild);
    own.state.hidden = false;
    return own.state;
  }

  function told(element, error, severity) {
    var own = inner.get(element), code = error && error.tidu || "broken", texts = FAILURES[code];
    var what = error && error.what || String((error && error.message) || error);
    log(severity || "error", fill(texts[2], what), fill(texts[3], what), error && (error.why || (error.tidu ? "" : error)));
    tell(element, "tidu-error", { code: code, message: texts[english(element) ? 3 : 2].replace("{what}", what) });
    return pick(element, texts);
  }

  function fail(element, error) {
    var own = inner.get(element), words = told(element, error), place = state(own);
    paragraph(place, words).setAttribute("role", "alert");
    // What the site has put between the tags stands in for the program.
    place.appendChild(document.createElement("slot"));
  }

  // Prints what is shown and nothing of the page around: a copy of it, all unfolded, in a frame of its own for as long as
  // it is being printed.
  function print(element) {
    var own = inner.get(element), frame = document.createElement("iframe");
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    frame.style.position = "fixed";
    frame.style.right = "100%";
    frame.style.width = "210mm";
    document.body.appendChild(frame);
    var page = frame.contentDocument, copy = page.createElement(NAME), sheet = own.sheet.cloneNode();
    ["size", "theme"].forEach(function (name) {
      if (element.hasAttribute(name)) copy.setAttribute(name, element.getAttribute(name));
    });
    page.title = document.title;
    page.documentElement.lang = english(element) ? "en" : "zh-CN";
    page.body.appendChild(copy);
    var shadow = copy.attachShadow({ mode: "open" }), shown = page.importNode(own.root, true);
    [].forEach.call(shown.querySelectorAll("details"), function (folded) { folded.open = true; });
    if (nonce) sheet.nonce = nonce;
    sheet.onload = sheet.onerror = function () {
      var view = frame.contentWindow;
      view.onafterprint = function () { setTimeout(function () { frame.remove(); }, 0); };
      view.focus();
      view.print();
    };
    shadow.appendChild(sheet);
    shadow.appendChild(shown);
  }

  function panicked(element, error) {
    var own = inner.get(element), words = told(element, failure("panic", String((error && error.message) || error), error));
    own.program = null;
    own.ready = false;
    own.failed = true;
    own.root.hidden = true;
    var place = state(own);
    var answers = own.answers;
    if (!answers) {
      words = pick(element, ["程序出错停下了。加了密码的答案不在别处留底；请重新打开保存过的文件。",
        "The program has failed and stopped. Of answers under a password no copy is held; open the saved file again."]);
    }
    paragraph(place, words).setAttribute("role", "alert");
    if (answers) {
      button(place, pick(element, ["保存我的答案", "Save my answers"]), function () { save(answers); });
    }
    button(place, pick(element, answers ? ["重新开始，答案保留", "Start again with them"] : ["重新开始", "Start again"]), function () { open(element); });
  }

  function open(element) {
    var own = inner.get(element), place = state(own);
    own.failed = false;
    own.opened = true;
    place.appendChild(document.createElement("slot")).textContent = pick(element, ["正在载入梯度自评……", "Loading the assessment…"]);
    if (own.root) own.shadow.removeChild(own.root);
    own.root = document.createElement("div");
    // A page translator that writes over the words in here would leave verdicts standing that hold no longer; there is an
    // English of its own.
    own.root.className = "tidu notranslate";
    own.root.setAttribute("translate", "no");
    own.root.hidden = true;
    own.shadow.appendChild(own.root);
    var from = element.getAttribute("files"), base;
    // What marks the version of this script in its address marks that of its parts too, or a cache would mix versions.
    var mark = beside ? (beside.match(/\?[^#]*/) || [""])[0] : "";
    try {
      base = from ? new URL(from.replace(/\/?$/, "/") + NAME, document.baseURI).href : beside && beside.replace(/\.js([?#].*)?$/, "");
    } catch (error) {
      return fail(element, failure("files", from, error));
    }
    function files(ending) { return PLACED && !from ? PLACED[ending] : base + ending + mark; }
    if (!base && !PLACED) return fail(element, failure("missing", NAME + ".wasm"));
    if (files(".wasm").indexOf("file:") === 0) return fail(element, failure("file", files(".wasm")));
    if (!own.sheet) {
      own.sheet = document.createElement("link");
      own.sheet.rel = "stylesheet";
      if (nonce) own.sheet.nonce = nonce;
      own.styled = new Promise(function (done) {
        own.sheet.onload = done;
        own.sheet.onerror = function () {
          told(element, failure("style", files(".css")), "warn");
          done();
        };
      });
      own.sheet.href = files(".css");
      own.shadow.insertBefore(own.sheet, own.shadow.firstChild);
    }
    var program = begin(files, function (error) { panicked(element, error); });
    return Promise.all([program, own.styled]).then(function (parts) {
      own.program = parts[0];
      own.program.open_element(own.root, asked(element), function (what, detail) { heard(element, what, JSON.parse(detail)); });
    }).catch(function (error) {
      // A program that failed while it began has been told of already.
      if (!own.failed) fail(element, error);
    });
  }

  function heard(element, what, detail) {
    var own = inner.get(element);
    if (what === "ready") {
      own.ready = true;
      own.state.hidden = true;
      own.root.hidden = false;
      tell(element, "tidu-ready", detail);
    } else if (what === "answers") {
      own.answers = detail && JSON.stringify(detail);
      var now = detail ? JSON.stringify([detail.case, detail.typed, detail.done, detail.kept]) : String(Math.random()), before = own.told;
      own.told = now;
      // That something has changed, and nothing of what.
      if (before !== null && before !== now) tell(element, "tidu-change");
    } else if (what === "print") {
      print(element);
    } else if (what === "complete") {
      tell(element, "tidu-complete", detail);
    } else if (what === "error") {
      fault(element, detail.code, detail.message);
    }
  }

  // Only what has changed is passed on: the rest may have been changed by the user since.
  function ask(element, name, value) {
    var own = inner.get(element), change = {};
    change[name] = value;
    if (own && own.program && own.ready) own.program.ask(JSON.stringify(change));
  }

  TiduAssessment.version = VERSION;
  TiduAssessment.observedAttributes = OPTIONS.concat("facts", "theme", "size", "files", FLAGS);
  TiduAssessment.prototype = Object.create(HTMLElement.prototype, { constructor: { value: TiduAssessment } });
  Object.setPrototypeOf(TiduAssessment, HTMLElement);

  TiduAssessment.prototype.connectedCallback = function () {
    var element = this, own = inner.get(this);
    TOLD.forEach(function (name) { window.addEventListener(name, own.pass); });
    own.watch.observe(document, { attributes: true, attributeFilter: ["lang"], subtree: true });
    if (own.begun) return speak(element);
    own.begun = true;
    // Properties that were set before there was an element of this kind.
    ["packs", "facts"].concat(Object.keys(REFLECTED)).forEach(function (name) {
      if (Object.prototype.hasOwnProperty.call(element, name)) {
        var value = element[name];
        delete element[name];
        element[name] = value;
      }
    });
    own.shadow = element.attachShadow({ mode: "open" });
    own.state = document.createElement("div");
    own.state.className = "state";
    own.shadow.appendChild(own.state);
    state(own).appendChild(document.createElement("slot"));
    // What stands between the tags, and what is set right after the element was made, belongs to the beginning.
    var begin = function () { open(element); };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin, { once: true });
    else setTimeout(begin, 0);
  };

  TiduAssessment.prototype.disconnectedCallback = function () {
    var own = inner.get(this);
    TOLD.forEach(function (name) { window.removeEventListener(name, own.pass); });
    own.watch.disconnect();
  };

  TiduAssessment.prototype.attributeChangedCallback = function (name, before, value) {
    var own = inner.get(this);
    // At the beginning all of them are read together.
    if (!own || !own.opened || before === value) return;
    if (name === "lang") speak(this);
    else if (name === "facts") tellFacts(this);
    else if (name in VALUES) check(this, name);
    else if (FLAGS.indexOf(name) >= 0 || name === "files") {
      fault(this, name, name + " 只在元素载入时读取，此后的改动不起作用。 It is read when the element begins; a later change has no effect.");
    } else if (value) ask(this, name, value);
  };

  function tellFacts(element) {
    var own = inner.get(element), given = own && own.ready && facts(element);
    if (given) ask(element, "facts", given);
  }

  ["packs", "facts"].forEach(function (name) {
    Object.defineProperty(TiduAssessment.prototype, name, {
      enumerable: true,
      configurable: true,
      get: function () { return inner.get(this)[name]; },
      set: function (value) {
        inner.get(this)[name] = value === undefined ? null : value;
        if (name === "facts") tellFacts(this);
        else if (inner.get(this).ready) ask(this, name, packs(this));
      }
    });
  });

  Object.keys(REFLECTED).forEach(function (property) {
    var name = REFLECTED[property];
    Object.defineProperty(TiduAssessment.prototype, property, {
      enumerable: true,
      configurable: true,
      get: function () { return FLAGS.indexOf(name) >= 0 ? flag(this, name) : this.getAttribute(name); },
      set: function (value) {
        if (value === null || value === undefined || value === false) this.removeAttribute(name);
        else if (["string", "number", "boolean"].indexOf(typeof value) >= 0) this.setAttribute(name, value === true ? "" : value);
        else fault(this, name, property + "：应为文字，没有采用。 It should be a text; it was not taken.");
      }
    });
  });

  customElements.define(NAME, TiduAssessment);
})();

// The assessment alone on a page, for frames: ?host=https://portal.example names the page around it, and nobody else is
// told anything. That page is told the height; the answers only once the enterprise has handed them over in here.
(function () {
  "use strict";
  var asked = new URLSearchParams(location.search), host = asked.get("host");
  var element = document.createElement("tidu-assessment");
  ["region", "lang", "as-of", "start", "theme", "size", "name", "history"].forEach(function (name) {
    if (asked.get(name)) element.setAttribute(name, asked.get(name));
  });
  if (asked.get("lang")) document.documentElement.lang = asked.get("lang") === "en" ? "en" : "zh-CN";
  if (asked.get("lang") === "en") document.title = "Tidu self-assessment";

  // Where the element does not lie beside, nobody else can say so.
  window.addEventListener("error", function (event) {
    if (!event.target || event.target.tagName !== "SCRIPT" || !/tidu-assessment\.js$/.test(event.target.src)) return;
    var english = asked.get("lang") === "en", told = document.createElement("p");
    console.error("tidu frame: 取不到 " + event.target.src + "；element 与 frame 两个文件夹要并列放置。 It cannot be had; the folders element and frame have to stand side by side.");
    told.setAttribute("role", "alert");
    told.textContent = english ? "The site lacks a file that the assessment needs; tell the site's webmaster." : "网站缺少自评所需的文件，暂时不能填写；请告诉网站管理员。";
    element.appendChild(told);
  }, true);

  // The origin of the page around, as the browser knows it; a page may be told not to say.
  function around() {
    if (location.ancestorOrigins && location.ancestorOrigins.length) return location.ancestorOrigins[0];
    try { return new URL(document.referrer).origin; } catch (unknown) { return null; }
  }

  function checked() {
    if (window.parent === window) return null;
    var origin = null;
    try { origin = new URL(host).origin; } catch (wrong) { /* Told below. */ }
    if (!host || origin !== host) {
      console.error("tidu frame: host=" + host + "：应为嵌入页的来源，如 https://portal.example，末尾没有斜杠。 It should be the origin of the page around, such as https://portal.example, without a slash at its end.");
      return null;
    }
    var known = around();
    if (known !== null && known !== "null" && known !== origin) {
      console.error("tidu frame: host=" + host + " 与实际嵌入页 " + known + " 不符，不发送任何消息。 The page around is another one; nothing is sent.");
      return null;
    }
    return origin;
  }

  var to = checked(), last = 0;
  // The consent names who receives the answers; where nobody does, nothing can be handed over.
  element.setAttribute("data-receiver", to ? new URL(to).host : "");
  function send(message) {
    if (to) window.parent.postMessage(message, to);
  }

  function height() {
    var now = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (now !== last) send({ tidu: "height", height: last = now });
  }

  window.addEventListener("message", function (event) {
    // Whoever else can reach this window has nothing to say here.
    if (!to || event.source !== window.parent || event.origin !== to || !event.data || event.data.tidu !== "facts") return;
    if (event.data.name !== undefined) element.name = event.data.name;
    if (event.data.facts !== undefined) element.facts = event.data.facts;
  });
  element.addEventListener("tidu-complete", function (event) {
    send({ tidu: "complete", detail: event.detail });
  });
  document.addEventListener("DOMContentLoaded", function () {
    document.body.appendChild(element);
    if (window.ResizeObserver) new ResizeObserver(height).observe(document.documentElement);
    else setInterval(height, 500);
  });
})();

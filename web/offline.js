// Lets the hosted page work without a network after one visit, and tells of a new version. What works without a network
// is kept by service-worker.js, which the builder makes from pkg/builder/src/worker.js.
(function () {
  "use strict";
  var workers = navigator.serviceWorker;
  if (!workers || !/^https?:$/.test(location.protocol)) return;
  var controlled = !!workers.controller, asked = false, told = null;

  function both(element, zh, en) {
    [["zh-CN", zh], ["en", en]].forEach(function (each) {
      var words = document.createElement("span");
      words.lang = each[0];
      words.textContent = each[1];
      element.appendChild(words);
    });
    return element;
  }

  // Nobody is thrown out of what he is doing: whether and when to load the new version he decides.
  function tell(registration) {
    if (told) return;
    told = document.createElement("div");
    told.className = "update";
    told.setAttribute("role", "status");
    document.body.insertBefore(told, document.body.firstChild);
    both(told.appendChild(document.createElement("p")), "本页有新版本，重新载入即可使用；保存在本浏览器的答案都会留着。",
      "There is a new version of this page; reload to use it. Answers kept in this browser stay.");
    var button = both(document.createElement("button"), "载入新版本", "Load the new version");
    button.type = "button";
    button.onclick = function () {
      asked = true;
      if (registration.waiting) registration.waiting.postMessage("take over");
      else location.reload();
    };
    told.appendChild(button);
  }

  window.addEventListener("load", function () {
    var worker = "service-worker.js";
    if (window.trustedTypes) {
      try {
        worker = trustedTypes.createPolicy("tidu", { createScriptURL: function (one) { return one; } }).createScriptURL(worker);
      } catch (barred) {
        return;
      }
    }
    workers.register(worker, { updateViaCache: "none" }).then(function (registration) {
      // Another tab may have let the new version in.
      workers.addEventListener("controllerchange", function () {
        if (asked) location.reload();
        else if (controlled) tell(registration);
      });
      if (registration.waiting && controlled) tell(registration);
      function watch() {
        var coming = registration.installing;
        if (coming) coming.addEventListener("statechange", function () {
          if (coming.state === "installed" && controlled) tell(registration);
        });
      }
      registration.addEventListener("updatefound", watch);
      // On a slow machine the browser has found it before anybody listened.
      watch();
    }, function () {
      // A private window, or a browser that bars it: the page needs the network then, and is the same otherwise.
    });
  });
})();

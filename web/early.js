  // The page before the program is there: the start and the first questions, which stand in the page as the program would
  // draw them, answered by what is written down here. The program takes over answers, place, language and keyboard.
  var running = false, failed = false;
  var early = (function () {
    var order = null, offered = false, composing = false, kept = "";
    // Where one is: the places gone through; whether the last of them is shown, or the start; whether it is answered, and
    // what comes after it is not known here. Beside it what was answered, and what was pressed that only the program can do.
    var lang = "zh-CN", trail = [], guided = false, on = false, answers = {}, wishes = [];
    var alone = false, borrowed = [], year = new Date().getFullYear();

    function root() {
      return find("[data-tidu-sheet]");
    }

    function place() {
      return guided && trail.length ? order.places[trail[trail.length - 1]] : null;
    }

    function shown() {
      return find("[data-tidu-sheet] main > section:not([hidden])");
    }

    // What can have the keyboard, in the order in which the program has it.
    function stops(of) {
      return [].filter.call(of.querySelectorAll("a, button, input, select, summary, h1"), function (one) { return !one.closest("[hidden]"); });
    }

    function begin() {
      var carried = find("script[data-tidu-answers]"), free = !(carried && carried.textContent.trim());
      order = JSON.parse(find("[data-tidu-order]").textContent);
      alone = find("[data-tidu-order]").hasAttribute("data-tidu-alone");
      try {
        free = free && !localStorage.getItem("tidu/last");
        // Who loads the page anew while it is still loading has answered something.
        if (free && /^#guided\//.test(location.hash)) kept = sessionStorage.getItem("tidu/early") || "";
      } catch (error) {
        // A browser that keeps nothing has nothing to come back to.
      }
      offered = free && !location.hash;
      draw();
      if (!offered) return;
      root().addEventListener("click", press);
      root().addEventListener("input", note);
      root().addEventListener("change", note);
      root().addEventListener("compositionstart", function () { composing = true; });
      root().addEventListener("compositionend", function () { composing = false; });
      window.addEventListener("hashchange", gone);
    }

    // Shows the place where one is. What stands in the page in both languages and many forms is there once.
    function draw() {
      var at = place(), body = find("[data-tidu-sheet] .body"), sheet = find("[data-tidu-sheet] .sheet"), pool = find("[data-tidu-kept]");
      root().className = offered ? "" : "waiting";
      body.className = at ? "body with-ladder" : "body";
      each("[data-tidu-sheet] > header", function (head) {
        head.hidden = head.lang !== lang;
        [].forEach.call(head.querySelectorAll(".tab"), function (tab, nth) {
          if (nth === (at ? 1 : 0)) tab.setAttribute("aria-current", "page");
          else tab.removeAttribute("aria-current");
        });
        if (head.hidden || running) return;
        document.documentElement.lang = lang;
        document.title = head.getAttribute("data-tidu-title");
      });
      each("[data-tidu-sheet] main > section", function (part) {
        part.hidden = part.lang !== lang || part.getAttribute("data-tidu-question") !== (at ? String(at.question) : null);
      });
      if (sheet) sheet.hidden = !!at;
      borrowed.forEach(function (part) { pool.appendChild(part); });
      borrowed = [];
      if (!at) return;
      var question = shown();
      // The rest of the page is still being read.
      if (!question || !borrow("ladder", body, null) || !borrow("reason", question, question.querySelector("[data-tidu-end]"))) return setTimeout(draw, 50);
      age(question);
      [].forEach.call(question.querySelectorAll(".pick"), function (pick, nth) {
        pick.setAttribute("aria-pressed", String(!!answers[at.id] && answers[at.id].typed === at.picks[nth]));
      });
      mark();
    }

    function borrow(what, into, before) {
      var part = find("[data-tidu-" + what + "='" + place()[what] + "'][lang='" + lang + "']");
      if (!part) return false;
      into.insertBefore(part, before);
      borrowed.push(part);
      age(part);
      return true;
    }

    // The page may be older than this year, and asks for the figures of the last.
    function age(part) {
      if (year === order.year || part.aged) return;
      part.aged = true;
      function anew(text) {
        return order.years.reduce(function (text, one) { return text.split(one[0]).join(one[1] + (year - 1) + one[2]); }, text);
      }
      var text, texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, null, false);
      while ((text = texts.nextNode())) text.data = anew(text.data);
      [].forEach.call(part.querySelectorAll("[aria-label]"), function (one) { one.setAttribute("aria-label", anew(one.getAttribute("aria-label"))); });
    }

    // What leads on is there where something is answered, and that there is none where nothing is.
    function mark() {
      var answer = answers[place().id], given = !!answer && (!!answer.ticks || !!answer.typed);
      [].forEach.call(shown().querySelectorAll("[data-tidu-when]"), function (one) {
        one.hidden = (one.getAttribute("data-tidu-when") === "given") !== given;
      });
    }

    function unit() {
      var nth = [].map.call(shown().querySelectorAll("input[type=radio]"), function (one) { return one.checked; }).indexOf(true);
      return order.units[nth] || "";
    }

    // Ticks and figures are answers as they are given.
    function note() {
      var at = place();
      if (at) {
        var boxes = shown().querySelectorAll("input[type=checkbox]"), text = shown().querySelector("input[type=text]"), ticks = 0;
        [].forEach.call(boxes, function (box, nth) { if (box.checked) ticks |= 1 << nth; });
        if (ticks) answers[at.id] = { ticks: ticks };
        else if (text && text.value.trim()) answers[at.id] = { typed: text.value, unit: unit() };
        else delete answers[at.id];
        mark();
      }
      keep();
    }

    // Nothing is lost where the page is loaded anew.
    function keep() {
      try {
        sessionStorage.setItem("tidu/early", said());
      } catch (error) {
        // It then lasts as long as the page.
      }
    }

    function answer(one, then) {
      answers[place().id] = one;
      go(then);
    }

    // To the place that follows; where none is known, or it does not stand in this page, the program is waited for.
    function go(then) {
      on = typeof then !== "number" || alone;
      wishes = [];
      if (on) return wait();
      trail.push(then);
      show();
    }

    function show() {
      on = false;
      wishes = [];
      draw();
      keep();
      var address = place() ? "guided/" + place().id : "";
      if (location.hash.slice(1) !== address) location.hash = address;
      window.scrollTo(0, 0);
      var title = shown() && shown().querySelector("h1");
      if (!title) return;
      title.tabIndex = -1;
      title.focus();
    }

    function wait() {
      draw();
      keep();
      shown().querySelector("[data-tidu-status]").scrollIntoView(false);
    }

    // Back and forward in the browser.
    function gone() {
      if (running) return;
      var id = location.hash.slice("#guided/".length), nth = trail.map(function (one) { return order.places[one].id; }).indexOf(id);
      if (id === (place() ? place().id : "")) return;
      guided = nth >= 0;
      if (guided) trail = trail.slice(0, nth + 1);
      on = false;
      draw();
    }

    function press(event) {
      var button = event.target.closest && event.target.closest("button"), at = place();
      if (!button || root().className) return;
      switch (button.getAttribute("data-tidu-do")) {
        case "begin":
          guided = true;
          if (!trail.length) trail.push(order.first);
          return show();
        case "speak":
          lang = lang === "en" ? "zh-CN" : "en";
          return draw();
        case "back":
          trail.pop();
          return show();
        case "none":
          return answer({ ticks: 0 }, at.then[0]);
        case "unsure":
          return answer({}, at.unsure);
        case "pick":
          var nth = [].indexOf.call(shown().querySelectorAll(".pick"), button);
          return answer({ typed: at.picks[nth], unit: "" }, at.then[nth]);
        case "next":
          var said = answers[at.id];
          return go(said && (said.ticks ? at.then[said.ticks] : at.typed));
      }
      // The program will do it.
      wishes.push(stops(root()).indexOf(button));
      wait();
    }

    // What was answered, as the program takes it over: see `go_on` in the record of answers.
    function said() {
      var name = find("[data-tidu-sheet] .start:not([hidden]) input") || find("[data-tidu-sheet] .start input");
      if (!offered) return kept;
      var facts = {}, typed = [];
      Object.keys(answers).forEach(function (id) {
        var one = answers[id], at = order.facts[id], of = at.back === null ? null : year - at.back;
        if (one.typed) return typed.push([at.fact + (of ? ":" + of : ""), one.typed, one.unit]);
        var value = one.ticks === undefined ? null : at.options.filter(function (_, nth) { return one.ticks & 1 << nth; });
        facts[at.fact] = value;
        if (of) (facts[at.fact] = {})[of] = value;
      });
      return JSON.stringify({
        lang: lang === "en" ? "en" : "zh",
        name: name.value,
        screen: guided ? "guided" : "start",
        unit: place() ? unit() : "",
        facts: facts,
        typed: typed,
        trail: trail.map(function (one) { return order.places[one].id; }),
        on: on,
      });
    }

    // Half a word cannot be taken over: what an input method is still at work on is waited for.
    function composed() {
      return new Promise(function (done) {
        (function look() {
          if (composing) setTimeout(look, 50);
          else done();
        })();
      });
    }

    // Where the keyboard is, what is unfolded, and how far one has read.
    function stands() {
      // By now the page is whole, whoever waited for it.
      if (!shown()) draw();
      var at = document.activeElement;
      return {
        at: stops(root()).indexOf(at),
        marked: at && at.type === "text" ? [at.selectionStart, at.selectionEnd] : null,
        open: [].map.call(shown().querySelectorAll("details"), function (one) { return one.open; }),
        read: window.pageYOffset,
      };
    }

    // The program stands there: the keyboard goes to where it was, and what was pressed for it is pressed.
    function leave(stood) {
      root().hidden = true;
      try {
        sessionStorage.removeItem("tidu/early");
      } catch (error) {
        // Nothing was kept.
      }
      if (offered) {
        var now = stops(find("#tidu")), stop = now[stood.at];
        if (!on) {
          [].forEach.call(document.querySelectorAll("#tidu main details"), function (one, nth) { one.open = !!stood.open[nth]; });
          if (stop && stop.tagName === "H1") stop.tabIndex = -1;
          if (stop) stop.focus({ preventScroll: true });
          if (stop && stood.marked) stop.setSelectionRange(stood.marked[0], stood.marked[1]);
          window.scrollTo(0, stood.read);
        }
        var fulfil = function () {
          wishes.forEach(function (nth) { if (now[nth]) now[nth].click(); });
        };
        // The start names itself in the address, and would be gone to again when the page hears of it.
        if (place()) fulfil();
        else window.addEventListener("hashchange", function () { setTimeout(fulfil); }, { once: true });
      }
      // As it was, for copies of the page.
      offered = guided = false;
      lang = "zh-CN";
      draw();
    }

    // The program does not come, and why. With a way to try again, all that was answered is there then.
    function refuse(words, again) {
      var was = { guided: guided, offered: offered };
      root().hidden = guided = offered = false;
      draw();
      var part = shown(), title = part.querySelector("h1"), status = part.querySelector("[data-tidu-status]");
      var coming = status.coming || status.textContent, button = part.querySelector("[data-tidu-again]");
      part.insertBefore(status, title.nextSibling);
      status.coming = coming;
      status.className = "error";
      status.textContent = words;
      if (!again) return;
      part.insertBefore(button, status.nextSibling);
      button.hidden = false;
      button.firstChild.onclick = function () {
        guided = was.guided;
        offered = was.offered;
        button.hidden = true;
        status.className = "status";
        status.textContent = coming;
        part.appendChild(status);
        part.appendChild(button);
        draw();
        again();
      };
      if (was.guided) button.firstChild.focus();
    }

    return { begin: begin, said: said, composed: composed, stands: stands, leave: leave, refuse: refuse };
  })();

  // The page takes the place of what stood there before.
  function takeOver(stood) {
    if (failed) return;
    if (!find("#tidu").firstChild) return requestAnimationFrame(function () { takeOver(stood); });
    running = true;
    early.leave(stood);
  }

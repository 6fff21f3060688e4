// Behind the glue of the library's program: the same file begins a worker, in which the program has no page. It is handed the
// module, then pieces of work one after the other, and brings back what came of each.
var tiduScript;
(function () {
  "use strict";
  if (typeof document !== "undefined") {
    tiduScript = document.currentScript;
    return;
  }
  // The page hears of what nobody catches.
  function failed(error) {
    setTimeout(function () { throw error; });
  }
  self.onmessageerror = failed;
  self.onmessage = function (event) {
    var before = wasm_bindgen({ module_or_path: event.data });
    self.onmessage = function (event) {
      before = before.then(function () {
        var made = wasm_bindgen.library_work(event.data[0], event.data[1]);
        self.postMessage(made, [made.buffer]);
      });
      before.catch(failed);
    };
  };
})();

  // The module, once it is compiled.
  var compiled = null;

  // From now on instances are guarded.
  var isGuarded = false;
  function guard(failed) {
    if (isGuarded) return;
    isGuarded = true;
    ["instantiate", "instantiateStreaming"].forEach(function (name) {
      var make = WebAssembly[name];
      if (make) WebAssembly[name] = function (from, imports) {
        return make.call(WebAssembly, from, imports).then(function (made) {
          compiled = made.module;
          return { module: made.module, instance: { exports: guarded(made.instance.exports, failed) } };
        });
      };
    });
  }

  // Four bytes of five characters: the builder's single.rs says how they are written.
  function bytes(text) {
    var out = new Uint8Array(text.length / 5 * 4);
    for (var at = 0, to = 0; at < text.length; to += 4) {
      for (var number = 0, end = at + 5; at < end; at++) {
        var code = text.charCodeAt(at), digit = (code === 122 ? 60 : code) - 35;
        if (!(digit >= 0 && digit < 85)) throw new Error("not a digit at " + at);
        number = number * 85 + digit;
      }
      out[to] = number >>> 24;
      out[to + 1] = number >>> 16;
      out[to + 2] = number >>> 8;
      out[to + 3] = number;
    }
    return out;
  }

  // The module that a page of one file carries.
  function carried(place) {
    var out = new Uint8Array(Number(place.getAttribute("data-size")));
    tiduInflate(bytes(place.textContent), out);
    return out;
  }

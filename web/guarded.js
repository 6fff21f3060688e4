  // The exports of an instance, that is left alone once it has failed: what its memory holds then is anybody's guess.
  function guarded(given, failed) {
    var dead = false, out = {};
    Object.keys(given).forEach(function (name) {
      var one = given[name];
      out[name] = typeof one !== "function" ? one : function () {
        if (dead) return undefined;
        try {
          return one.apply(null, arguments);
        } catch (error) {
          if (!dead) {
            dead = true;
            failed(error);
          }
          throw error;
        }
      };
    });
    // The memory may be another after it has grown.
    Object.defineProperty(out, "memory", { get: function () { return given.memory; } });
    return out;
  }

  // What the glue is given in place of WebAssembly: instances of it, made by this, are guarded.
  function guarding(make, failed) {
    function Instance(exports) { this.exports = guarded(exports, failed); }
    return {
      Instance: Instance,
      Module: function () {},
      instantiate: function (module, imports) {
        return Promise.resolve(make(imports)).then(function (exports) { return new Instance(exports); });
      }
    };
  }

  // Hands out the answers of a program that has failed.
  function save(answers) {
    var link = document.createElement("a"), address = URL.createObjectURL(new Blob([answers], { type: "application/json" }));
    link.href = address;
    link.download = "tidu.json";
    link.click();
  }

  // Whether module and script are not of one version: what the one asks for, the other does not have.
  function isOther(error) {
    return !!window.WebAssembly && error instanceof WebAssembly.LinkError;
  }

  // Whether a policy barred WebAssembly, as the engines say it; those of before 2022 bar it by policies that allow it.
  function isBarred(error) {
    return /content security policy|blocked by csp|unsafe-eval|disallowed by embedder/i.test(String((error && error.message) || error));
  }

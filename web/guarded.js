  // The exports of an instance, that is left alone once it has failed: what its memory holds then is anybody's guess.
  function guarded(exports, failed) {
    var dead = false, out = {};
    Object.keys(exports).forEach(function (name) {
      var one = exports[name];
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
    Object.defineProperty(out, "memory", { get: function () { return exports.memory; } });
    return out;
  }

// What a page under a strict policy has to hold in a file: here, only the ears of the tests.
var heard = [], refused = [];
["ready", "change", "complete", "error"].forEach(function (name) {
  document.addEventListener("tidu-" + name, function (event) { heard.push([name, event.detail]); });
});
document.addEventListener("securitypolicyviolation", function (event) { refused.push(event.effectiveDirective + " " + event.blockedURI); });

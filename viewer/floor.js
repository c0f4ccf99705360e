// Sends browsers that are below the app's floor to the pages that run without wasm. ECMAScript 5, a classic script: older
// ones read it than any module. Belongs here: finding out before anything else runs. Does not: words, what is done there.
(function () {
  var toLite = (window.wardLite = function () {
    location.replace(location.pathname.replace(/^\/(?:camera\/([^/]+\/[^/]+))?.*$/, "/lite/$1").replace(/\/$/, "") + "?from=app");
  });
  try {
    // The shortest module. Where the policy forbids wasm, as in Safari before 16, this throws.
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    if (!window.Worker || !("noModule" in document.createElement("script"))) toLite();
  } catch (error) {
    toLite();
  }
  // A module that this browser cannot read says so only here.
  window.addEventListener("error", function (event) {
    if (/SyntaxError/.test(event.message)) toLite();
  });
})();

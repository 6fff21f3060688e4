// Takes the times, in every page alike: when the first field can be used, and how long after a key what follows from it
// is painted.
window.benchKeys = [];
const looking = () => {
  const field = document.querySelector("input:not([disabled])");
  if (field && field.checkVisibility({ visibilityProperty: true })) window.benchField = performance.now();
  else requestAnimationFrame(looking);
};
requestAnimationFrame(looking);
let pressed = 0;
addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
addEventListener("input", () => {
  requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => benchKeys.push(performance.now() - pressed);
    painted.port2.postMessage(0);
  });
}, true);

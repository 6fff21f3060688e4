// Takes the times, in every page alike: how long after a key what follows from it is painted.
window.benchKeys = [];
let pressed = 0;
addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
addEventListener("input", () => {
  requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => benchKeys.push(performance.now() - pressed);
    painted.port2.postMessage(0);
  });
}, true);
